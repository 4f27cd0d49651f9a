package io.tidegauge.simulate;

import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.calibrate.Calibrator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.decide.BaselineFacts;
import io.tidegauge.decide.ModelWindow;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A model whose baseline was drawn: what the product makes of its windows, from rows by cell to what is decided on. */
final class DrawnModel {

    static final long HOUR_MS = 3_600_000;

    /** A Monday, as the worlds begin with one. */
    private static final long START_MS = 1_767_571_200_000L;

    private static final ModelVersion MODEL = new ModelVersion("simulated", "1");
    private static final Cells NUMBERS = Cells.ofNumbers();
    private static final Cells LABELS = Cells.ofLabels();

    private final int numeric;
    private final List<String> names;
    private final Calibrator[] calibrators;
    private final Before[] before;
    private final SortedMap<String, BaselineFacts> facts = new TreeMap<>();

    /** What a comparison says of the baseline's side. */
    private record Before(long rows, long missing, long distinct) {}

    /**
     * Learns from the baseline.
     *
     * @param baseline rows by feature, hour and the world's cell, the numeric features first
     * @param numeric how many features are numeric
     */
    DrawnModel(Scenario scenario, long[][][] baseline, int numeric) {
        this.numeric = numeric;
        this.names = IntStream.range(0, baseline.length)
                .mapToObj(f -> String.format(Locale.ROOT, "f%05d", f))
                .toList();
        this.calibrators = new Calibrator[baseline.length];
        this.before = new Before[baseline.length];
        BaselineFacts known = new BaselineFacts(Duration.ofDays(scenario.days()), Set.of());
        for (int f = 0; f < baseline.length; f++) {
            BaselineBlocks blocks = blocks(scenario, f, baseline[f]);
            calibrators[f] = Calibrator.of(cells(f).layout(), blocks);
            before[f] = before(baseline[f]);
            facts.put(names.get(f), known);
        }
    }

    private BaselineBlocks blocks(Scenario scenario, int feature, long[][] hours) {
        SortedMap<Long, long[]> counts = new TreeMap<>();
        for (int hour = 0; hour < hours.length; hour++) {
            counts.put(START_MS + hour * HOUR_MS, cells(feature).counts(hours[hour]));
        }
        return scenario.season()
                .map(season -> BaselineBlocks.of(cells(feature).layout(), HOUR_MS, counts, season))
                .orElseGet(() -> BaselineBlocks.of(cells(feature).layout(), HOUR_MS, counts));
    }

    private static Before before(long[][] hours) {
        long[] sums = new long[hours[0].length];
        for (long[] hour : hours) {
            Arrays.setAll(sums, i -> sums[i] + hour[i]);
        }
        return new Before(Arrays.stream(sums).sum(), sums[sums.length - 1], distinct(sums));
    }

    private static long distinct(long[] counts) {
        return Arrays.stream(counts, 0, counts.length - 1).filter(c -> c > 0).count();
    }

    private Cells cells(int feature) {
        return feature < numeric ? NUMBERS : LABELS;
    }

    String name(int feature) {
        return names.get(feature);
    }

    /** Which feature has the name. */
    int feature(String name) {
        return names.indexOf(name);
    }

    /** An hour's window. */
    static TimeWindow hour(int hour) {
        return new TimeWindow(START_MS + hour * HOUR_MS, START_MS + (hour + 1) * HOUR_MS);
    }

    /** A day's window. */
    static TimeWindow day(int day) {
        return new TimeWindow(START_MS + day * TimeWindow.DAY_MS, START_MS + (day + 1) * TimeWindow.DAY_MS);
    }

    /**
     * The window for the decision.
     *
     * @param drawn rows by feature and the world's cell
     */
    ModelWindow window(TimeWindow window, long[][] drawn) {
        SortedMap<String, FeatureComparison> features = new TreeMap<>();
        for (int f = 0; f < drawn.length; f++) {
            features.put(names.get(f), comparison(f, window, drawn[f]));
        }
        return new ModelWindow(
                MODEL, "*", window, Arrays.stream(drawn[0]).sum(), "simulated", features, new TreeSet<>(), facts, 1);
    }

    private FeatureComparison comparison(int feature, TimeWindow window, long[] drawn) {
        long rows = Arrays.stream(drawn).sum();
        boolean numbers = feature < numeric;
        long[] counts = cells(feature).counts(drawn);
        return new FeatureComparison(
                names.get(feature),
                numbers ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL,
                before[feature].rows(),
                rows,
                before[feature].missing(),
                drawn[drawn.length - 1],
                rows,
                0,
                0,
                0,
                0,
                0,
                numbers ? 0 : drawn[World.UNSEEN],
                before[feature].distinct(),
                // A cell of numbers holds many values.
                numbers ? before[feature].distinct() : distinct(drawn),
                calibrators[feature].judge(window, counts),
                0,
                new TreeMap<>(),
                List.of());
    }
}
