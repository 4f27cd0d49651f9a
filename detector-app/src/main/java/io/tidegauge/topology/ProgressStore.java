package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far things have come, and the format of the state: watermarks by partition, what has been read of the baselines, up
 * to where a model's windows are closed and of which version the last was, rows that came late and are not yet reported,
 * and which day was reported last.
 */
final class ProgressStore {

    /** Stands for the format where none is noted. */
    static final long NO_FORMAT = 0;

    private static final String FORMAT = "format";
    private static final String WATERMARK = "watermark";
    private static final String BASELINE_READ = "baseline-read";
    private static final String CLOSED = "closed";
    private static final String LATE = "late";
    private static final String LAST_SEEN = "last-seen";
    private static final String DAY = "day";
    private static final StoreKey COUNTED_BY_KEY = new StoreKey().text("counted-by");

    private final KeyValueStore<Bytes, byte[]> store;

    ProgressStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The format of the state, {@link #NO_FORMAT} where it is not noted. */
    long format() {
        return get(new StoreKey().text(FORMAT), NO_FORMAT);
    }

    void format(long format) {
        put(new StoreKey().text(FORMAT), format);
    }

    void watermark(TopicPartition partition, long watermarkMs) {
        put(new StoreKey().text(WATERMARK).text(partition.topic()).number(partition.partition()), watermarkMs);
    }

    void forEachWatermark(ObjLongConsumer<TopicPartition> visitor) {
        try (KeyValueIterator<Bytes, byte[]> all =
                StorePrefix.scan(store, new StoreKey().text(WATERMARK).bytes())) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                visitor.accept(partitionOf(entry.key), toLong(entry.value));
            }
        }
    }

    void baselineRead(int partition, long readTo) {
        put(baselineKey(partition), readTo);
    }

    /** Whether every partition of the baseline topic has been read to the offset given for it. */
    boolean baselinesReadTo(Map<Integer, Long> endOffsets) {
        return endOffsets.entrySet().stream().allMatch(end -> get(baselineKey(end.getKey()), 0) >= end.getValue());
    }

    /** All windows of the model that end here or earlier are closed. */
    long closedUpTo(String model) {
        return get(closedKey(model), Long.MIN_VALUE);
    }

    void closeUpTo(String model, long endMs) {
        if (endMs > closedUpTo(model)) {
            put(closedKey(model), endMs);
        }
    }

    /** Notes that a window of the version has closed, as the last one of its model. */
    void lastSeen(ModelVersion model) {
        Bytes key = lastSeenKey(model.model()).bytes();
        byte[] version = model.version().getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(store.get(key), version)) {
            store.put(key, version);
        }
    }

    /** The version of which a window closed last; empty before the model's first. */
    Optional<ModelVersion> lastSeen(String model) {
        byte[] version = store.get(lastSeenKey(model).bytes());
        return version == null
                ? Optional.empty()
                : Optional.of(new ModelVersion(model, new String(version, StandardCharsets.UTF_8)));
    }

    /** Visits every model of which a window has closed. */
    void forEachLastSeen(Consumer<String> visitor) {
        try (KeyValueIterator<Bytes, byte[]> all =
                StorePrefix.scan(store, new StoreKey().text(LAST_SEEN).bytes())) {
            while (all.hasNext()) {
                StoreKey.Reader key = new StoreKey.Reader(all.next().key);
                key.text();
                visitor.accept(key.text());
            }
        }
    }

    void addLate(ModelVersion model, long rows) {
        if (rows > 0) {
            put(lateKey(model), get(lateKey(model), 0) + rows);
        }
    }

    /** Late rows since the last call, which makes them none. */
    long takeLate(ModelVersion model) {
        long rows = get(lateKey(model), 0);
        if (rows > 0) {
            store.delete(lateKey(model).bytes());
        }
        return rows;
    }

    /** Hash of the window configuration that the task's windows were last closed by; empty for a task without a past. */
    OptionalInt countedBy() {
        byte[] hash = store.get(COUNTED_BY_KEY.bytes());
        return hash == null ? OptionalInt.empty() : OptionalInt.of((int) toLong(hash));
    }

    void countedBy(int windowsHash) {
        put(COUNTED_BY_KEY, windowsHash);
    }

    private static TopicPartition partitionOf(Bytes bytes) {
        return StateFormat.read(Names.PROGRESS_STORE, () -> {
            StoreKey.Reader key = new StoreKey.Reader(bytes);
            key.text();
            return new TopicPartition(key.text(), (int) key.number());
        });
    }

    /** The day of a model's version that was reported last. */
    Optional<ToldDay> toldDay(ModelVersion model, String segment) {
        byte[] value = store.get(dayKey(model, segment));
        return value == null
                ? Optional.empty()
                : Optional.of(StateFormat.read(Names.PROGRESS_STORE, () -> ToldDay.read(value)));
    }

    void toldDay(ModelVersion model, String segment, ToldDay day) {
        store.put(dayKey(model, segment), day.write());
    }

    /** Forgets up to where a model's windows are closed, and which of its versions was seen last. */
    void forget(String model) {
        store.delete(closedKey(model).bytes());
        store.delete(lastSeenKey(model).bytes());
    }

    /** Forgets which day of a version was reported last, and its late rows. */
    void forget(ModelVersion model, String segment) {
        store.delete(dayKey(model, segment));
        store.delete(lateKey(model).bytes());
    }

    private static Bytes dayKey(ModelVersion model, String segment) {
        return new StoreKey().text(DAY).model(model).text(segment).bytes();
    }

    private static StoreKey baselineKey(int partition) {
        return new StoreKey().text(BASELINE_READ).number(partition);
    }

    private static StoreKey lastSeenKey(String model) {
        return new StoreKey().text(LAST_SEEN).text(model);
    }

    private static StoreKey closedKey(String model) {
        return new StoreKey().text(CLOSED).text(model);
    }

    private static StoreKey lateKey(ModelVersion model) {
        return new StoreKey().text(LATE).model(model);
    }

    private long get(StoreKey key, long absent) {
        byte[] value = store.get(key.bytes());
        return value == null ? absent : toLong(value);
    }

    private void put(StoreKey key, long value) {
        store.put(key.bytes(), ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static long toLong(byte[] value) {
        if (value.length != Long.BYTES) {
            throw new UnreadableStateException(
                    "store " + Names.PROGRESS_STORE, "a number of " + value.length + " bytes, not " + Long.BYTES);
        }
        return ByteBuffer.wrap(value).getLong();
    }

    /**
     * A day that was reported.
     *
     * @param startMs its start, milliseconds since the epoch
     * @param revision the highest revision it was reported under
     * @param rows the rows it had then
     */
    record ToldDay(long startMs, int revision, long rows) {

        /** The same day, but no row can be added to it any more: what was to be added to is no longer kept. */
        ToldDay closed() {
            return new ToldDay(startMs + 1, revision, rows);
        }

        private byte[] write() {
            return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + Long.BYTES)
                    .putLong(startMs)
                    .putInt(revision)
                    .putLong(rows)
                    .array();
        }

        private static ToldDay read(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new ToldDay(buffer.getLong(), buffer.getInt(), buffer.getLong());
        }
    }
}
