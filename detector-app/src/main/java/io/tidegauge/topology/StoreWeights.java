package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a task's open and kept windows take on the heap, in bytes, estimated, by model's version: told to the budget of the
 * instance.
 */
final class StoreWeights {

    /** An entry of a store on the heap, its key and its value without their bytes. */
    private static final int ENTRY_BYTES = 120;

    private final Map<ModelVersion, Long> byModel = new HashMap<>();
    private final MemoryBudget.Share share;
    private long total;

    StoreWeights(MemoryBudget.Share share) {
        this.share = share;
    }

    /** An entry of a store changed: {@code null} where there was none, or is none any more. The key begins with the version. */
    void changed(String store, Bytes key, byte @Nullable [] before, byte @Nullable [] after) {
        long change = bytes(key, after) - bytes(key, before);
        if (change != 0) {
            add(StateFormat.read(store, () -> new StoreKey.Reader(key).model()), change);
        }
    }

    /** So many bytes more of a version beside its entries, or fewer where negative. */
    void add(ModelVersion model, long bytes) {
        total += bytes;
        byModel.merge(model, bytes, (a, b) -> a + b == 0 ? null : (Long) (a + b));
        share.set(total);
    }

    /** Whether the instance holds so many times its budget, and this task its part of it. */
    boolean pressed(double times) {
        return share.pressed(times);
    }

    /** All versions as of now, those that take most first. */
    List<ModelVersion> heaviestFirst() {
        return byModel.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<ModelVersion, Long> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The task holds nothing any more. */
    void release() {
        byModel.clear();
        total = 0;
        share.set(0);
    }

    private static long bytes(Bytes key, byte @Nullable [] value) {
        return value == null ? 0 : ENTRY_BYTES + key.get().length + value.length;
    }
}
