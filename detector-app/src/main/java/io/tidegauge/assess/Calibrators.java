package io.tidegauge.assess;

import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.Calibrator;
import io.tidegauge.calibrate.EarlierBlocks;
import io.tidegauge.event.FeatureKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The calibrators of published baselines' features, each made when it is first needed and kept: to fit the laws of a thousand
 * features takes seconds, to use them milliseconds. Those that were not used for longest go. Not safe for several threads.
 */
final class Calibrators {

    /** Features of a few models with all their versions; a calibrator takes about two kilobytes beside its baseline. */
    static final int MOST = 8_192;

    private final Map<Key, Calibrator> whole = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<EarlierKey, Optional<EarlierBlocks>> earlier = new LinkedHashMap<>(16, 0.75f, true);

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

    private static <K, V> V kept(Map<K, V> all, K key, Function<K, V> making) {
        V found = all.computeIfAbsent(key, making);
        if (all.size() > MOST) {
            all.remove(all.keySet().iterator().next());
        }
        return found;
    }

    /** How many are kept. */
    int size() {
        return whole.size() + earlier.size();
    }

    /** A baseline is known by which object it is: to compare what it holds would take as long as to fit it. */
    private record Key(FeatureBaseline feature, FeatureKind kind) {

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
}
