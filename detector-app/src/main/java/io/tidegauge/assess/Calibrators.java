package io.tidegauge.assess;

import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.Calibrator;
import io.tidegauge.calibrate.EarlierBlocks;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The calibrators of published baselines' features, each made when it is first needed and kept: to fit the laws of a thousand
 * features takes seconds, to use them milliseconds. What two windows of its model did not need goes, since its baseline may have
 * been withdrawn or replaced; of what is left, what was not needed for longest. Not safe for several threads.
 */
final class Calibrators {

    /** Features of a few models with all their versions; a calibrator takes about two kilobytes beside its baseline. */
    static final int MOST = 8_192;

    /** One window may need the baseline in force, and the day that ends with it the one before. */
    private static final int WINDOWS = 2;

    private final Map<Key, Kept<Calibrator>> whole = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<EarlierKey, Kept<Optional<EarlierBlocks>>> earlier = new LinkedHashMap<>(16, 0.75f, true);

    /** The calibrator of a feature, compared as the kind. */
    Calibrator of(FeatureBaseline feature, FeatureKind kind) {
        return kept(
                whole,
                new Key(feature, kind),
                key -> Calibrator.of(kind, feature.profile(), feature.rows(), feature.blocks()));
    }

    /** The laws of windows that are held against windows before them; empty where the feature's blocks do not show them. */
    Optional<EarlierBlocks> earlier(
            FeatureBaseline feature, FeatureKind kind, long windowMs, EarlierBlocks.Span before) {
        return kept(
                earlier,
                new EarlierKey(new Key(feature, kind), windowMs, before),
                key -> feature.blocks()
                        .flatMap(blocks -> EarlierBlocks.of(kind, feature.profile(), blocks, windowMs, before)));
    }

    private static <K, V> V kept(Map<K, Kept<V>> all, K key, Function<K, V> making) {
        Kept<V> found = all.computeIfAbsent(key, made -> new Kept<>(making.apply(made)));
        if (all.size() > MOST) {
            all.remove(all.keySet().iterator().next());
        }
        found.windowsUnused = 0;
        return found.value;
    }

    /** A window, or day, of the model has been compared, or there was nothing to compare it with. */
    void closed(ModelVersion model) {
        whole.entrySet()
                .removeIf(entry -> entry.getKey().of(model) && entry.getValue().unused());
        earlier.entrySet()
                .removeIf(entry ->
                        entry.getKey().feature().of(model) && entry.getValue().unused());
    }

    /** How many are kept. */
    int size() {
        return whole.size() + earlier.size();
    }

    /** A baseline is known by which object it is: to compare what it holds would take as long as to fit it. */
    private record Key(FeatureBaseline feature, FeatureKind kind) {

        boolean of(ModelVersion model) {
            return feature.model().equals(model);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && feature == that.feature && kind == that.kind;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(feature) + kind.hashCode();
        }
    }

    private record EarlierKey(Key feature, long windowMs, EarlierBlocks.Span before) {}

    /** What was made, and for how many windows of its model nobody has needed it. Mutable. */
    private static final class Kept<V> {

        private final V value;
        private int windowsUnused;

        Kept(V value) {
            this.value = value;
        }

        /** Counts one more window; whether there have been too many. */
        boolean unused() {
            return windowsUnused++ >= WINDOWS;
        }
    }
}
