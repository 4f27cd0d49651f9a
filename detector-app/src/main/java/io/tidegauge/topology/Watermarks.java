package io.tidegauge.topology;

import io.tidegauge.topology.InternalMessage.Announcement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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

    private final SourceProgress progress;
    private final Map<TopicPartition, Source> heard = new HashMap<>();
    private final SortedMap<String, Integer> expected = new TreeMap<>();
    private final LeadingEdge lead = new LeadingEdge();

    Watermarks(SourceProgress progress) {
        this.progress = progress;
    }

    /** A partition whose watermark is known from before: it has been heard of, and counts as not silent. */
    void restore(TopicPartition partition, long watermarkMs, Moment now) {
        heard.put(partition, new Source(watermarkMs, now.processingMs(), 0, null));
        lead.moved(watermarkMs, now.nanos());
    }

    /** Topics and partition counts that there are; a count only grows. */
    void expect(Map<String, Integer> sources) {
        sources.forEach((topic, count) -> expected.merge(topic, count, Math::max));
    }

    /** Takes an announcement in; true if the partition's watermark moved. */
    boolean hear(Announcement said, Moment now) {
        expect(said.sources());
        TopicPartition partition = new TopicPartition(said.topic(), said.partition());
        Source before = heard.get(partition);
        boolean moved = before == null || said.watermarkMs() > before.watermarkMs;
        if (moved) {
            lead.moved(said.watermarkMs(), now.nanos());
        }
        heard.put(
                partition,
                new Source(
                        before == null ? said.watermarkMs() : Math.max(before.watermarkMs, said.watermarkMs()),
                        before == null || moved ? now.processingMs() : before.progressAtMs,
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
        long since = lead.passedAtNanos(timeMs);
        List<TopicPartition> blocking = new ArrayList<>();
        expected.forEach((topic, count) -> {
            for (int i = 0; i < count; i++) {
                TopicPartition partition = new TopicPartition(topic, i);
                Source source = heard.get(partition);
                if (source == null || (source.watermarkMs < timeMs && !idle(partition, source, since, now))) {
                    blocking.add(partition);
                }
            }
        });
        return blocking;
    }

    /** Whether any partition is known to exist: before that nothing may close. */
    boolean knowSources() {
        return !expected.isEmpty();
    }

    private boolean idle(TopicPartition partition, Source source, long sinceNanos, Moment now) {
        if (!source.silent(now.processingMs())) {
            return false;
        }
        OptionalLong whole = progress.readWhole(partition.topic(), partition.partition(), sinceNanos);
        return whole.isPresent() && source.readTo >= whole.getAsLong();
    }

    /** When the partition's watermark last moved, or {@code otherwise} where it has not been heard of. */
    long progressAt(TopicPartition partition, long otherwise) {
        Source source = heard.get(partition);
        return source == null ? otherwise : source.progressAtMs;
    }

    /**
     * An instant, twice.
     *
     * @param processingMs what the task has lived through, in milliseconds
     * @param nanos as {@link System#nanoTime} tells it
     */
    record Moment(long processingMs, long nanos) {}

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
