package io.tidegauge.topology;

import io.tidegauge.topology.InternalMessage.Announcement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Event time as the sources have let it pass, and deadlines in processing time for sources that stand still. */
final class WindowClock {

    /** How often deadlines are looked at. */
    static final Duration TICK = Duration.ofSeconds(1);

    private final Watermarks watermarks;
    private final ProcessingClock processing = new ProcessingClock(5 * TICK.toMillis());
    private final long maxWaitMs;

    WindowClock(SourceProgress progress, Duration maxWait) {
        this.watermarks = new Watermarks(progress);
        this.maxWaitMs = maxWait.toMillis();
    }

    void tick(long wallMs) {
        processing.tick(wallMs);
    }

    /** Milliseconds that the task has lived through, whatever the clock on the wall said. */
    long livedMs() {
        return processing.now();
    }

    void restore(TopicPartition partition, long watermarkMs) {
        watermarks.restore(partition, watermarkMs, now());
    }

    void expect(Map<String, Integer> sources) {
        watermarks.expect(sources, now());
    }

    /** Takes an announcement in; true if the partition's watermark moved. */
    boolean hear(Announcement announcement) {
        return watermarks.hear(announcement, now());
    }

    static TopicPartition partition(Announcement announcement) {
        return new TopicPartition(announcement.topic(), announcement.partition());
    }

    /**
     * Whether nothing before the instant can still come, or it would be late: every partition has passed it or is idle.
     * Where all are idle and none has passed it, nothing bounds event time but the clock on the wall.
     */
    boolean passed(long timeMs, long wallMs) {
        if (!watermarks.knowSources() || (timeMs > watermarks.leading() && timeMs > wallMs)) {
            return false;
        }
        return watermarks.blocking(timeMs, now()).isEmpty();
    }

    /** Whether events have passed the instant, of some partition at least, and nothing before it can still come. */
    boolean passedByEvents(long timeMs) {
        return timeMs <= watermarks.leading()
                && watermarks.blocking(timeMs, now()).isEmpty();
    }

    /** Whether all there is of every partition has been told, and nothing comes. */
    boolean allIdle() {
        return watermarks.knowSources()
                && watermarks.blocking(Long.MAX_VALUE, now()).isEmpty();
    }

    /** The highest watermark of all, {@link Long#MIN_VALUE} before the first. */
    long leadingMs() {
        return watermarks.leading();
    }

    /** The partitions that have not passed the instant. */
    List<String> blocking(long timeMs) {
        return watermarks.blocking(timeMs, now()).stream()
                .map(TopicPartition::toString)
                .sorted()
                .toList();
    }

    /** Instants before this one will not be asked about again. */
    void forgetBefore(long timeMs) {
        watermarks.forgetBefore(timeMs);
    }

    /**
     * The partitions that hold the instant open and have all stood still for too long; empty where one still moves, and
     * where all of them hold it open: then nobody waits for another, and what is read again one day is still whole. Time
     * counts from when the instant was first passed: a partition that was rightly silent for hours before is not overdue.
     */
    List<String> overdue(long timeMs) {
        List<TopicPartition> blocking = watermarks.blocking(timeMs, now());
        long before = processing.now() - maxWaitMs;
        boolean still = blocking.size() < watermarks.partitions()
                && watermarks.passedAt(timeMs).processingMs() <= before
                && blocking.stream().allMatch(partition -> watermarks.stillSince(partition) <= before);
        return still ? blocking.stream().map(TopicPartition::toString).sorted().toList() : List.of();
    }

    private Watermarks.Moment now() {
        return new Watermarks.Moment(processing.now(), System.nanoTime());
    }
}
