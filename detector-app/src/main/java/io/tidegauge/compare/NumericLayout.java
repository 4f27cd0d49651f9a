package io.tidegauge.compare;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.NumericSketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cells of numbers. */
final class NumericLayout implements CellLayout {

    private static final List<String> OTHERS = List.of(CellLabel.MISSING, CellLabel.NOT_A_NUMBER, CellLabel.OTHER_TYPE);

    private final NumericSketch baseline;
    private final NumericCells cells;

    NumericLayout(NumericSketch baseline) {
        this.baseline = baseline;
        this.cells = NumericCells.of(baseline);
    }

    @Override
    public FeatureKind kind() {
        return FeatureKind.NUMERIC;
    }

    @Override
    public int size() {
        return cells.size() + OTHERS.size();
    }

    @Override
    public int valueCells() {
        return cells.size();
    }

    @Override
    public int ordered() {
        return cells.size();
    }

    @Override
    public long[] counts(FeatureProfile profile, long rows) {
        return counts(cells, profile, rows);
    }

    @Override
    public CellTable table(long[] baselineCounts, FeatureProfile window, long rows) {
        NumericCells united = cells.unitedFor(window.numbers());
        List<String> labels = new ArrayList<>(united.labels(baseline, window.numbers()));
        labels.addAll(OTHERS);
        CellUnion union = CellUnion.of(this, cells.homes(united));
        return new CellTable(labels, union, union.fold(baselineCounts), counts(united, window, rows));
    }

    private static long[] counts(NumericCells cells, FeatureProfile profile, long rows) {
        Side side = new Side("of numbers", profile, rows);
        long[] values = cells.counts(profile.numbers());
        // Infinities are beyond every bound.
        values[0] += profile.negativeInfinities();
        values[values.length - 1] += profile.positiveInfinities();
        long[] counts = Arrays.copyOf(values, values.length + OTHERS.size());
        counts[values.length] = side.missing();
        counts[values.length + 1] = profile.nans();
        counts[values.length + 2] = side.notNumeric();
        return counts;
    }
}
