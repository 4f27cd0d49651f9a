package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which features a model's version regularly has, by its last drain: they are let in whatever else is sent in its name.
 * Shared by the tasks of an instance; bounded, those not drained for longest are forgotten first. For many threads.
 */
final class RegularNames {

    private static final int ENTRY_BYTES = 80;
    private static final int MODEL_BYTES = 200;

    private final long limit;
    private final Map<ModelVersion, Set<String>> names = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param limit bytes to take at the most, estimated
     */
    RegularNames(long limit) {
        this.limit = limit;
    }

    /** The names that the model's version regularly has; empty where nothing is known of it. */
    synchronized Set<String> of(ModelVersion model) {
        return names.getOrDefault(model, Set.of());
    }

    /** Takes the place of what was known of the model's version. */
    synchronized void learn(ModelVersion model, Collection<String> regular) {
        Set<String> now = Set.copyOf(new HashSet<>(regular));
        Set<String> before = names.put(model, now);
        bytes += bytes(model, now) - (before == null ? 0 : bytes(model, before));
        Iterator<Map.Entry<ModelVersion, Set<String>>> eldest = names.entrySet().iterator();
        while (bytes > limit && eldest.hasNext()) {
            Map.Entry<ModelVersion, Set<String>> entry = eldest.next();
            bytes -= bytes(entry.getKey(), entry.getValue());
            eldest.remove();
        }
    }

    private static long bytes(ModelVersion model, Set<String> names) {
        long sum = MODEL_BYTES + model.model().length() + model.version().length();
        for (String name : names) {
            sum += ENTRY_BYTES + name.length();
        }
        return sum;
    }
}
