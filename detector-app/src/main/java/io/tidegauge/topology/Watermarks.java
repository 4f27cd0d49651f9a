package io.tidegauge.topology;

import io.tidegauge.topology.InternalMessage.Announcement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far every source partition has come, and which of them hold a window open. Time here is processing time: what the
 * task has lived through, not what a clock says, so that a clock that jumps closes nothing.
 *
 * <p>A silent partition does not hold a window open where it is idle: where the cluster, asked after the window was first
 * passed, knows of no record of it that has not been told. That it was idle before is not enough: a burst after silence
 * reaches one partition first, and what waits in the others must not become late.
 */
final class Watermarks {

    /** A silence that is not repeated for this long no longer holds. */
    static final Duration SILENCE_LAPSES_AFTER = Duration.ofSeconds(30);

    /** A topic that nobody has named for this long is gone; where it exists, it is named every few seconds. */
    static final Duration TOPIC_LAPSES_AFTER = Duration.ofSeconds(30);

    private final SourceProgress progress;
    private final Map<TopicPartition, Source> heard = new HashMap<>();
    private final SortedMap<String, Topic> expected = new TreeMap<>();
    private final Map<TopicPartition, WholeAsOf> wholes = new HashMap<>();
    private final LeadingEdge lead = new LeadingEdge();

    Watermarks(SourceProgress progress) {
        this.progress = progress;
    }

    /** A partition whose watermark is known from before: it has been heard of, and counts as not silent. */
    void restore(TopicPartition partition, long watermarkMs, Moment now) {
        heard.put(partition, new Source(watermarkMs, now.processingMs(), 0, null));
        lead.moved(watermarkMs, now);
    }

    /** Topics and partition counts that there are; a count only grows, and a topic goes that is named no more. */
    void expect(Map<String, Integer> sources, Moment now) {
        sources.forEach((name, count) ->
                expected.computeIfAbsent(name, key -> new Topic()).named(count, now.processingMs()));
        expected.values().removeIf(topic -> now.processingMs() - topic.namedAtMs > TOPIC_LAPSES_AFTER.toMillis());
    }

    /** Takes an announcement in; true if the partition's watermark moved. */
    boolean hear(Announcement said, Moment now) {
        expect(said.sources(), now);
        TopicPartition partition = new TopicPartition(said.topic(), said.partition());
        Source before = heard.get(partition);
        long watermarkMs = before == null ? Announcement.NO_WATERMARK : before.watermarkMs;
        boolean moved = said.watermarkMs() > watermarkMs;
        if (moved) {
            lead.moved(said.watermarkMs(), now);
        }
        heard.put(
                partition,
                new Source(
                        Math.max(watermarkMs, said.watermarkMs()),
                        before == null || moved || said.readTo() > before.readTo
                                ? now.processingMs()
                                : before.progressAtMs,
                        said.readTo(),
                        said.silent() ? now.processingMs() : null));
        return moved;
    }

    /** The highest watermark of all. */
    long leading() {
        return lead.watermarkMs();
    }

    /** Forgets when instants before this one were passed. */
    void forgetBefore(long timeMs) {
        lead.forgetBefore(timeMs);
    }

    /** The partitions that still hold the instant open: not heard of, or not past it and not idle. */
    List<TopicPartition> blocking(long timeMs, Moment now) {
        long since = passedAt(timeMs).nanos();
        List<TopicPartition> blocking = new ArrayList<>();
        expected.forEach((name, topic) -> {
            for (int i = 0; i < topic.knownAtMs.size(); i++) {
                TopicPartition partition = new TopicPartition(name, i);
                Source source = heard.get(partition);
                if (source == null || (source.watermarkMs < timeMs && !idle(partition, source, since, now))) {
                    blocking.add(partition);
                }
            }
        });
        return blocking;
    }

    /** How many partitions there are known to be. */
    int partitions() {
        return expected.values().stream()
                .mapToInt(topic -> topic.knownAtMs.size())
                .sum();
    }

    /** Whether any partition is known to exist: before that nothing may close. */
    boolean knowSources() {
        return !expected.isEmpty();
    }

    private boolean idle(TopicPartition partition, Source source, long sinceNanos, Moment now) {
        if (!source.silent(now.processingMs())) {
            return false;
        }
        WholeAsOf whole = wholes.computeIfAbsent(partition, key -> new WholeAsOf());
        whole.look(progress.end(partition.topic(), partition.partition()), source.readTo);
        return whole.after(sinceNanos);
    }

    /** When the first partition passed the instant; where none has, when any watermark last moved. */
    Moment passedAt(long timeMs) {
        return lead.passedAt(timeMs);
    }

    /**
     * Since when an expected partition stands still, in processing time: since more of it was last told, or since it
     * became known where it has not been heard of.
     */
    long stillSince(TopicPartition partition) {
        Source source = heard.get(partition);
        if (source != null) {
            return source.progressAtMs;
        }
        Topic topic =
                Objects.requireNonNull(expected.get(partition.topic()), "only expected partitions are asked about");
        return topic.knownAtMs.get(partition.partition());
    }

    /**
     * An instant, twice.
     *
     * @param processingMs what the task has lived through, in milliseconds
     * @param nanos as {@link System#nanoTime} tells it
     */
    record Moment(long processingMs, long nanos) {}

    /** A topic, since when each of its partitions is known, and when it was last named, in processing time. */
    private static final class Topic {
        private final List<Long> knownAtMs = new ArrayList<>();
        private long namedAtMs;

        void named(int partitions, long nowMs) {
            namedAtMs = nowMs;
            while (knownAtMs.size() < partitions) {
                knownAtMs.add(nowMs);
            }
        }
    }

    private record Source(
            long watermarkMs,
            long progressAtMs,
            long readTo,
            @Nullable Long silenceSaidAtMs) {

        boolean silent(long nowMs) {
            return silenceSaidAtMs != null && nowMs - silenceSaidAtMs <= SILENCE_LAPSES_AFTER.toMillis();
        }
    }
}
