package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds out what a reader can really see of a partition's tail. End offsets also count transaction markers, aborted
 * records and records that compaction removed; nobody is ever handed those, so no committed offset need pass them.
 * For one thread.
 */
final class TailReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** A stretch of a partition, from a committed offset to the end. */
    private record Gap(long from, long end) {}

    private final Consumer<byte[], byte[]> consumer;
    private final Duration patience;
    private final Map<TopicPartition, Gap> last = new HashMap<>();
    private final Map<TopicPartition, Gap> empty = new HashMap<>();

    TailReader(DetectorConfig config, Duration patience) {
        Map<String, Object> properties = ClientProperties.reader(config);
        properties.put("max.partition.fetch.bytes", 65_536);
        this.consumer = new KafkaConsumer<>(properties);
        this.patience = patience;
    }

    /**
     * Whether nothing readable lies between the offsets. Says no while either has moved since it was last asked:
     * looking is only worth its price where a partition stands still.
     */
    boolean standsEmpty(TopicPartition part, long from, long end) {
        Gap gap = new Gap(from, end);
        if (gap.equals(empty.get(part))) {
            return true;
        }
        if (!gap.equals(last.put(part, gap))) {
            return false;
        }
        boolean nothing = lastVisible(part, from, end, true) == from;
        if (nothing) {
            empty.put(part, gap);
        }
        return nothing;
    }

    /**
     * The offset after the last readable record between the offsets; {@code from} where there is none. Looks back from
     * the end in growing steps, since the last record is nearly always close to it.
     *
     * @throws TimeoutException when a step does not reach the end in time
     */
    long visibleEnd(TopicPartition part, long from, long end) {
        for (long back = 4; ; back *= 8) {
            long start = Math.max(from, end - back);
            long visible = lastVisible(part, start, end, false);
            if (visible > start || start == from) {
                return visible;
            }
        }
    }

    private long lastVisible(TopicPartition part, long from, long end, boolean firstIsEnough) {
        consumer.assign(List.of(part));
        consumer.seek(part, from);
        long visible = from;
        long deadline = System.nanoTime() + patience.toNanos();
        while (consumer.position(part) < end && !(firstIsEnough && visible > from)) {
            for (ConsumerRecord<byte[], byte[]> seen : consumer.poll(POLL)) {
                visible = Math.max(visible, Math.min(seen.offset() + 1, end));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("reading " + part + " from " + from + " to " + end + " took longer than "
                        + patience.toSeconds() + " s");
            }
        }
        return visible;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
