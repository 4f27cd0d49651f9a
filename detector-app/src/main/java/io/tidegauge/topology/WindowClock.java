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

    private final Watermarks watermarks = new Watermarks();
    private final ProcessingClock processing = new ProcessingClock(5 * TICK.toMillis());
    private final long maxWaitMs;

    WindowClock(Duration maxWait) {
        this.maxWaitMs = maxWait.toMillis();
    }

    void tick(long wallMs) {
        processing.tick(wallMs);
    }

    void restore(TopicPartition partition, long watermarkMs) {
        watermarks.restore(partition, watermarkMs, processing.now());
    }

    void expect(Map<String, Integer> sources) {
        watermarks.expect(sources);
    }

    /** Takes an announcement in; true if the partition's watermark moved. */
    boolean hear(Announcement announcement) {
        return watermarks.hear(announcement, processing.now());
    }

    static TopicPartition partition(Announcement announcement) {
        return new TopicPartition(announcement.topic(), announcement.partition());
    }

    /**
     * The event time that every partition has passed: {@link Long#MIN_VALUE} while one is not heard of,
     * {@link Long#MAX_VALUE} when all are idle.
     */
    long passed() {
        return watermarks.passed(processing.now());
    }

    /** The partitions that hold the instant open and have all stood still for too long; empty where one still moves. */
    List<String> overdue(long timeMs) {
        List<TopicPartition> blocking = watermarks.blocking(timeMs, processing.now());
        boolean still = blocking.stream()
                .allMatch(partition -> processing.now() - watermarks.progressAt(partition, 0) >= maxWaitMs);
        return still ? blocking.stream().map(TopicPartition::toString).sorted().toList() : List.of();
    }
}
