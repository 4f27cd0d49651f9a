package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the limits need to remember: which models' versions were let in, what was left out of open panes, what was closed
 * early. In the store of progress, under words of its own.
 */
final class BoundsStore implements PaneRooms.Book {

    private static final String SEEN = "seen";
    private static final String LEFT_OUT = "left-out";
    private static final String CLOSED_EARLY = "closed-early";
    private static final StoreKey FORGOTTEN = new StoreKey().text("forgotten");

    private final KeyValueStore<Bytes, byte[]> store;

    BoundsStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Receives a model's version and a figure. */
    interface VersionVisitor {
        void visit(ModelVersion model, long lastEndMs);
    }

    /** Receives how often something was left out of a pane. */
    interface LeftOutVisitor {
        void visit(Pane pane, LeftOut what, long times);
    }

    /** Every version that was let in, with the end of its last window. */
    void forEachSeen(VersionVisitor visitor) {
        for (KeyValue<Bytes, byte[]> entry : scan(new StoreKey().text(SEEN))) {
            ModelVersion model = read(() -> {
                StoreKey.Reader key = new StoreKey.Reader(entry.key);
                key.text();
                return key.model();
            });
            visitor.visit(model, toLong(entry.value));
        }
    }

    void seen(ModelVersion model, long lastEndMs) {
        put(new StoreKey().text(SEEN).model(model), lastEndMs);
    }

    /** Everything that was left out of open panes. */
    void forEachLeftOut(LeftOutVisitor visitor) {
        for (KeyValue<Bytes, byte[]> entry : scan(new StoreKey().text(LEFT_OUT))) {
            LeftOutPlace place = read(() -> {
                StoreKey.Reader key = new StoreKey.Reader(entry.key);
                key.text();
                return new LeftOutPlace(new Pane(key.model(), key.text(), key.number()), LeftOut.valueOf(key.text()));
            });
            visitor.visit(place.pane(), place.what(), toLong(entry.value));
        }
    }

    @Override
    public void leftOut(Pane pane, LeftOut what, long times) {
        put(leftOutKey(pane, what), times);
    }

    @Override
    public void forget(Pane pane) {
        for (LeftOut what : LeftOut.values()) {
            store.delete(leftOutKey(pane, what).bytes());
        }
    }

    /** Windows of the version that end here or earlier were closed before their time, or may have been forgotten. */
    long closedEarlyUpTo(ModelVersion model) {
        return get(new StoreKey().text(CLOSED_EARLY).model(model), Long.MIN_VALUE);
    }

    void closeEarlyUpTo(ModelVersion model, long endMs) {
        if (endMs > closedEarlyUpTo(model)) {
            put(new StoreKey().text(CLOSED_EARLY).model(model), endMs);
        }
    }

    /** No model that has been forgotten had a window that ended later. */
    long forgottenUpTo() {
        return get(FORGOTTEN, Long.MIN_VALUE);
    }

    /** Forgets a version whose windows ended by then. */
    void forget(ModelVersion model, long endMs) {
        store.delete(new StoreKey().text(SEEN).model(model).bytes());
        store.delete(new StoreKey().text(CLOSED_EARLY).model(model).bytes());
        if (endMs > forgottenUpTo()) {
            put(FORGOTTEN, endMs);
        }
    }

    private static StoreKey leftOutKey(Pane pane, LeftOut what) {
        return new StoreKey()
                .text(LEFT_OUT)
                .model(pane.model())
                .text(pane.segment())
                .number(pane.startMs())
                .text(what.name());
    }

    private List<KeyValue<Bytes, byte[]>> scan(StoreKey prefix) {
        List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = StorePrefix.scan(store, prefix.bytes())) {
            entries.forEachRemaining(found::add);
        }
        return found;
    }

    private long get(StoreKey key, long absent) {
        byte[] value = store.get(key.bytes());
        return value == null ? absent : toLong(value);
    }

    private void put(StoreKey key, long value) {
        store.put(key.bytes(), ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static long toLong(byte[] value) {
        return read(() -> ByteBuffer.wrap(value).getLong());
    }

    private static <T> T read(Supplier<T> decoding) {
        return StateFormat.read(Names.PROGRESS_STORE, decoding);
    }

    private record LeftOutPlace(Pane pane, LeftOut what) {}
}
