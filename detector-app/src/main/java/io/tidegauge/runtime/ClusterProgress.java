package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.topology.DetectorListener;
import io.tidegauge.topology.SourceProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the group has read its sources, asked of the cluster every two seconds by a thread of its own. Stream threads
 * get the last answer and never an exception; an answer older than three refreshes no longer says that a partition has
 * been read to its end.
 */
public final class ClusterProgress implements SourceProgress, AutoCloseable {

    /** How often the cluster is asked. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ClusterProgress.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One answer of the cluster. */
    private record Snapshot(
            SortedMap<String, Integer> eventPartitions,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> committed,
            long takenNanos) {}

    private final DetectorConfig config;
    private final AdminQueries cluster;
    private final TailReader tails;
    private final SourceLosses losses;
    private final Duration interval;
    private final SortedMap<Integer, Long> baselineEnds;
    private final ScheduledExecutorService refresher;
    private volatile Snapshot snapshot;
    private boolean failing;

    private ClusterProgress(
            DetectorConfig config, Admin admin, TailReader tails, SourceLosses losses, Duration interval) {
        this.config = config;
        this.cluster = new AdminQueries(admin, PATIENCE);
        this.tails = tails;
        this.losses = losses;
        this.interval = interval;
        this.baselineEnds = readBaselineEnds();
        this.snapshot = take();
        this.refresher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, config.applicationId() + "-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Asks the cluster once, then every two seconds until closed.
     *
     * @param admin the client to ask through; remains the caller's to close, after this
     * @throws org.apache.kafka.common.KafkaException when the first answer does not come
     */
    public static ClusterProgress open(DetectorConfig config, Admin admin) {
        return open(config, admin, DetectorListener.NONE, INTERVAL);
    }

    /**
     * The same with another interval.
     *
     * @param listener is told of events that went before they were read
     */
    public static ClusterProgress open(
            DetectorConfig config, Admin admin, DetectorListener listener, Duration interval) {
        TailReader tails = new TailReader(config, PATIENCE);
        try {
            ClusterProgress progress = new ClusterProgress(config, admin, tails, new SourceLosses(listener), interval);
            progress.refresher.scheduleWithFixedDelay(
                    progress::refresh, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
            return progress;
        } catch (RuntimeException failed) {
            tails.close();
            throw failed;
        }
    }

    @Override
    public SortedMap<String, Integer> eventPartitions() {
        return snapshot.eventPartitions();
    }

    @Override
    public long committed(String topic, int partition) {
        return snapshot.committed().getOrDefault(new TopicPartition(topic, partition), 0L);
    }

    @Override
    public Optional<End> end(String topic, int partition) {
        Snapshot now = snapshot;
        Long end = now.ends().get(new TopicPartition(topic, partition));
        boolean fresh = System.nanoTime() - now.takenNanos() <= 3 * interval.toNanos();
        return end == null || !fresh ? Optional.empty() : Optional.of(new End(end, now.takenNanos()));
    }

    /** End offsets as of start-up, by partition: of what can be read, 0 where nothing can. */
    @Override
    public SortedMap<Integer, Long> baselineEndOffsets() {
        return baselineEnds;
    }

    @Override
    public void close() {
        refresher.shutdownNow();
        boolean ended = false;
        try {
            ended = refresher.awaitTermination(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (ended) {
            tails.close();
        }
    }

    private void refresh() {
        try {
            snapshot = take();
            if (failing) {
                LOG.info("action=progress-known-again group={}", config.applicationId());
            }
            failing = false;
        } catch (RuntimeException | Error failed) { // whatever it was, the next refresh must come
            if (!failing && !refresher.isShutdown()) {
                LOG.warn(
                        "action=progress-unknown group={} effect=\"silent partitions do not count as idle\""
                                + " reason=\"{}\"",
                        config.applicationId(),
                        failed.toString());
            }
            failing = true;
        }
    }

    private Snapshot take() {
        long now = System.nanoTime();
        List<TopicPartition> events = cluster.partitions(cluster.eventTopics(config.topics()));
        List<TopicPartition> all = new ArrayList<>(events);
        baselineEnds.keySet().forEach(part -> all.add(baselines(part)));
        // Before the ends: what has been committed is never beyond them, or the topic is not what it was.
        Map<TopicPartition, Long> committed = cluster.committed(config.applicationId());
        Map<TopicPartition, Long> ends = cluster.ends(all);
        Map<TopicPartition, Long> begins = cluster.begins(all);
        SortedMap<String, Integer> counts = new TreeMap<>();
        Map<TopicPartition, Long> reached = new HashMap<>(committed);
        Map<TopicPartition, Long> readable = new HashMap<>();
        for (TopicPartition part : events) {
            counts.merge(part.topic(), 1, Integer::sum);
            long begin = begins.getOrDefault(part, 0L);
            long end = ends.getOrDefault(part, Long.MAX_VALUE);
            losses.look(part, committed.get(part), begin, end);
            long read = read(committed.get(part), begin, end);
            reached.put(part, read);
            boolean empty = read < end && tails.standsEmpty(part, read, end);
            if (empty) {
                losses.nothingUpTo(part, end);
            }
            readable.put(part, read >= end || empty ? read : end);
        }
        baselineEnds.forEach((number, end) -> {
            TopicPartition part = baselines(number);
            long read =
                    read(committed.get(part), begins.getOrDefault(part, 0L), ends.getOrDefault(part, Long.MAX_VALUE));
            // What was there as of start-up may be gone before it is read, and nobody would ever read up to its end.
            reached.put(part, read < end && tails.standsEmpty(part, read, end) ? end : read);
        });
        return new Snapshot(Collections.unmodifiableSortedMap(counts), readable, reached, now);
    }

    /** Up to where there is nothing left to read: what a reader without an offset, or with one outside, begins at. */
    private static long read(@Nullable Long committed, long begin, long end) {
        return committed == null || committed > end ? begin : Math.max(begin, committed);
    }

    private TopicPartition baselines(int partition) {
        return new TopicPartition(config.topics().baselines(), partition);
    }

    private SortedMap<Integer, Long> readBaselineEnds() {
        List<TopicPartition> parts = cluster.partitions(Set.of(config.topics().baselines()));
        Map<TopicPartition, Long> ends = cluster.ends(parts);
        Map<TopicPartition, Long> begins = cluster.begins(parts);
        Map<TopicPartition, Long> committed = cluster.committed(config.applicationId());
        SortedMap<Integer, Long> readable = new TreeMap<>();
        for (TopicPartition part : parts) {
            long end = ends.getOrDefault(part, 0L);
            long begin = begins.getOrDefault(part, 0L);
            long read = Math.max(begin, committed.getOrDefault(part, 0L));
            long visible = read >= end ? end : tails.visibleEnd(part, read, end);
            readable.put(part.partition(), visible <= begin ? 0L : visible);
        }
        return Collections.unmodifiableSortedMap(readable);
    }
}
