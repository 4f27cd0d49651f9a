package io.tidegauge.calibrate;

import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** What a numeric feature was in each block of its baseline, from the epoch on. */
final class History {

    static final long SEED = 20_261_122;
    static final long HOUR = 3_600_000;

    private final SortedMap<Long, FeatureProfile> blocks;
    private final long lengthMs;
    private final FeatureProfile whole;

    History(SortedMap<Long, FeatureProfile> blocks, long lengthMs) {
        this.blocks = blocks;
        this.lengthMs = lengthMs;
        this.whole = blocks.values().stream().reduce(FeatureProfile::merge).orElseThrow();
    }

    /** Normal values; the mean follows a daily cycle and wanders from block to block. */
    static History of(long lengthMs, int blocks, int rows, double cycle, double wander) {
        Random random = new Random(SEED);
        SortedMap<Long, FeatureProfile> profiles = new TreeMap<>();
        for (int i = 0; i < blocks; i++) {
            double mean =
                    wander * random.nextGaussian() + cycle * Math.sin(2 * Math.PI * i * lengthMs / TimeWindow.DAY_MS);
            profiles.put(i * lengthMs, normal(random, rows, mean));
        }
        return new History(profiles, lengthMs);
    }

    static FeatureProfile normal(Random random, int rows, double mean) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < rows; i++) {
            profile.addNumber(mean + random.nextGaussian());
        }
        return profile.toProfile();
    }

    static TimeWindow hour(long index) {
        return new TimeWindow(index * HOUR, (index + 1) * HOUR);
    }

    /** The same without the blocks that start as given. */
    History without(LongPredicate starts) {
        SortedMap<Long, FeatureProfile> left = new TreeMap<>(blocks);
        left.keySet().removeIf(starts::test);
        return new History(left, lengthMs);
    }

    FeatureProfile block(long startMs) {
        return Objects.requireNonNull(blocks.get(startMs));
    }

    FeatureProfile whole() {
        return whole;
    }

    Optional<BaselineBlocks> blocks(FeatureKind kind) {
        CellLayout layout = CellLayout.of(kind, whole);
        SortedMap<Long, long[]> counts = new TreeMap<>();
        blocks.forEach((start, profile) -> counts.put(start, layout.counts(profile, profile.rows())));
        return Optional.of(BaselineBlocks.of(layout, lengthMs, counts));
    }

    Calibrator calibrator() {
        return Calibrator.of(FeatureKind.NUMERIC, whole, whole.rows(), blocks(FeatureKind.NUMERIC));
    }

    FeatureComparison compare(TimeWindow at, FeatureProfile window) {
        return compare(at, window, calibrator());
    }

    FeatureComparison compare(TimeWindow at, FeatureProfile window, Calibrator calibrator) {
        return FeatureComparator.compare(
                "x", FeatureKind.NUMERIC, whole, whole.rows(), window, window.rows(), calibrator.significance(at));
    }

    /** As if all rows were independent. */
    FeatureComparison compareAsIndependent(FeatureProfile window) {
        return FeatureComparator.compare("x", FeatureKind.NUMERIC, whole, whole.rows(), window, window.rows());
    }
}
