package io.tidegauge.topology;

import io.tidegauge.topology.InternalMessage.Announcement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far every source partition has come, and which of them hold a window open. Time here is processing time: what the
 * task has lived through, not what a clock says, so that a clock that jumps closes nothing.
 */
final class Watermarks {

    /** An idleness that is not repeated for this long no longer holds. */
    static final Duration IDLE_LAPSES_AFTER = Duration.ofSeconds(30);

    private final Map<TopicPartition, Source> heard = new HashMap<>();
    private final SortedMap<String, Integer> expected = new TreeMap<>();

    /** A partition whose watermark is known from before: it has been heard of, and counts as not idle. */
    void restore(TopicPartition partition, long watermarkMs, long nowMs) {
        heard.put(partition, new Source(watermarkMs, nowMs, null));
    }

    /** Topics and partition counts that there are; a count only grows. */
    void expect(Map<String, Integer> sources) {
        sources.forEach((topic, count) -> expected.merge(topic, count, Math::max));
    }

    /** Takes an announcement in; true if the partition's watermark moved. */
    boolean hear(Announcement announcement, long nowMs) {
        expect(announcement.sources());
        TopicPartition partition = new TopicPartition(announcement.topic(), announcement.partition());
        Source before = heard.get(partition);
        boolean moved = before == null || announcement.watermarkMs() > before.watermarkMs;
        heard.put(
                partition,
                new Source(
                        before == null
                                ? announcement.watermarkMs()
                                : Math.max(before.watermarkMs, announcement.watermarkMs()),
                        before == null || moved ? nowMs : before.progressAtMs,
                        announcement.idle() ? nowMs : null));
        return moved;
    }

    /** The partitions that still hold the instant open: not heard of, or not idle and not yet past it. */
    List<TopicPartition> blocking(long timeMs, long nowMs) {
        List<TopicPartition> blocking = new ArrayList<>();
        expected.forEach((topic, count) -> {
            for (int i = 0; i < count; i++) {
                TopicPartition partition = new TopicPartition(topic, i);
                Source source = heard.get(partition);
                if (source == null || (!source.idle(nowMs) && source.watermarkMs < timeMs)) {
                    blocking.add(partition);
                }
            }
        });
        return blocking;
    }

    /**
     * The event time that every partition has passed: {@link Long#MIN_VALUE} while one is not heard of or has no events,
     * {@link Long#MAX_VALUE} when all are idle.
     */
    long passed(long nowMs) {
        if (expected.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long passed = Long.MAX_VALUE;
        for (Map.Entry<String, Integer> topic : expected.entrySet()) {
            for (int i = 0; i < topic.getValue(); i++) {
                Source source = heard.get(new TopicPartition(topic.getKey(), i));
                if (source == null) {
                    return Long.MIN_VALUE;
                }
                if (!source.idle(nowMs)) {
                    passed = Math.min(passed, source.watermarkMs);
                }
            }
        }
        return passed;
    }

    /** When the partition's watermark last moved, or {@code otherwise} where it has not been heard of. */
    long progressAt(TopicPartition partition, long otherwise) {
        Source source = heard.get(partition);
        return source == null ? otherwise : source.progressAtMs;
    }

    private record Source(
            long watermarkMs, long progressAtMs, @Nullable Long idleSaidAtMs) {

        boolean idle(long nowMs) {
            return idleSaidAtMs != null && nowMs - idleSaidAtMs <= IDLE_LAPSES_AFTER.toMillis();
        }
    }
}
