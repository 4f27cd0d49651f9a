package io.tidegauge.cli;

import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.BlockCells;
import io.tidegauge.calibrate.Calibrator;
import io.tidegauge.compare.Calibration;
import io.tidegauge.event.TimeWindow;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the blocks of a data set's baseline say of chance, over all its features. */
final class SetChance {

    private final ScoredSet set;
    private final Collection<FeatureBaseline> features;
    private final long windowMs;
    private final SortedMap<String, Calibrator> calibrators = new TreeMap<>();

    SetChance(ScoredSet set) {
        this.set = set;
        BaselineSet baseline = set.run().baselineSet();
        features = baseline.features().values();
        windowMs = set.run().times().windowMs();
        features.forEach(feature -> calibrators.put(
                feature.feature(), Calibrator.of(feature.kind(), feature.profile(), feature.rows(), feature.blocks())));
    }

    /** From the baseline's first row to its last, milliseconds. */
    long baselineMs() {
        long[] times = set.run().times().times();
        return times[Math.min(set.set().baselineRows(), times.length) - 1] - times[0];
    }

    /** How many blocks there are, and how long they are. */
    String blocks() {
        return features.stream()
                .flatMap(feature -> feature.blocks().stream())
                .flatMap(blocks -> blocks.lengths().stream())
                .map(SetChance::blocks)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String blocks(BlockCells blocks) {
        return String.format(Locale.ROOT, "%d of %.1f h", blocks.all(), blocks.lengthMs() / 3_600_000.0);
    }

    /** What is known of chance, each answer with how many features have it. */
    String calibration() {
        SortedMap<String, Long> counted = calibrators.values().stream()
                .collect(Collectors.groupingBy(this::calibration, TreeMap::new, Collectors.counting()));
        return counted.size() == 1
                ? counted.firstKey()
                : counted.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** What is known, and where it is little, of how many blocks or days. */
    private String calibration(Calibrator calibrator) {
        Calibration known = calibrator.calibration(windowMs);
        return known != Calibration.PROVISIONAL
                ? known.name()
                : known + " (" + calibrator.blocks(windowMs).map(SetChance::few).orElseThrow() + ")";
    }

    private static String few(BlockCells blocks) {
        return blocks.lengthMs() == TimeWindow.DAY_MS
                ? blocks.all() + " whole days, fewer than 14"
                : blocks.all() + " blocks over less than 7 days";
    }

    /** The least and the most independent rows that a feature's window is worth. */
    String worth() {
        return range(one -> one.independentRows(windowMs, set.set().windowRows()), "%.0f") + " of "
                + set.set().windowRows();
    }

    /** The smallest change that a window shows half of the time, of the most and the least sensitive feature. */
    String smallest() {
        double level = set.run().policy().levels().persistent();
        int tested = calibrators.size();
        return range(one -> one.detectable(windowMs, set.set().windowRows(), level, tested), "%.2f");
    }

    private String range(ToDoubleFunction<Calibrator> figure, String format) {
        double low = calibrators.values().stream().mapToDouble(figure).min().orElse(Double.NaN);
        double high = calibrators.values().stream().mapToDouble(figure).max().orElse(Double.NaN);
        return String.format(Locale.ROOT, format + " to " + format, low, high);
    }
}
