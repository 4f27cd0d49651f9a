package io.tidegauge.metrics;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The features with the largest effects, at most so many: a gauge for every feature of every model would drown the
 * metrics store. A feature that is not among them comes back when its effect grows. Safe for many threads.
 */
final class LargestEffects {

    /** A feature of a model's version. */
    record Feature(String model, String version, String name) {}

    /** What changed by an offer: features that are kept from now on, or no longer. */
    record Change(Set<Feature> entered, Set<Feature> left) {}

    private record Kept(Feature feature, double effect, long untilMs) {}

    private static final Comparator<Kept> ORDER = Comparator.comparingDouble(Kept::effect)
            .thenComparing(kept -> kept.feature().toString());

    private final int cap;
    private final Map<Feature, Kept> byFeature = new HashMap<>();
    private final TreeSet<Kept> byEffect = new TreeSet<>(ORDER);

    LargestEffects(int cap) {
        this.cap = cap;
    }

    /**
     * Takes note of a feature's effect.
     *
     * @param nowMs the wall clock
     * @param untilMs when the value is too old to be shown
     */
    synchronized Change offer(Feature feature, double effect, long nowMs, long untilMs) {
        Set<Feature> before = new HashSet<>(byFeature.keySet());
        remove(byFeature.get(feature));
        for (Kept old : Set.copyOf(byFeature.values())) {
            if (old.untilMs() < nowMs) {
                remove(old);
            }
        }
        Kept kept = new Kept(feature, effect, untilMs);
        byFeature.put(feature, kept);
        byEffect.add(kept);
        if (byEffect.size() > cap) {
            remove(byEffect.first());
        }
        Set<Feature> entered = new HashSet<>(byFeature.keySet());
        entered.removeAll(before);
        before.removeAll(byFeature.keySet());
        return new Change(entered, before);
    }

    /** The feature's effect, NaN where it is not kept or too old. */
    synchronized double effect(Feature feature, long nowMs) {
        return Optional.ofNullable(byFeature.get(feature))
                .filter(kept -> kept.untilMs() >= nowMs)
                .map(Kept::effect)
                .orElse(Double.NaN);
    }

    private void remove(@Nullable Kept kept) {
        if (kept != null) {
            byFeature.remove(kept.feature());
            byEffect.remove(kept);
        }
    }
}
