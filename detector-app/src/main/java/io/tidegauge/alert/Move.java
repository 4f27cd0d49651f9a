package io.tidegauge.alert;

import io.tidegauge.compare.CellLabel;
import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Statistic;
import io.tidegauge.compare.StatisticName;
import io.tidegauge.event.FeatureKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the values of a feature moved, in words. */
final class Move {

    /** A median that moved by less than this share of the baseline's interquartile range is not what changed. */
    private static final double TELLING_SHIFT = 0.1;

    /** Values that went one way have at most this share of the way back. */
    private static final double OTHER_WAY = 0.1;

    private static final Set<String> NO_VALUES =
            Set.of(CellLabel.MISSING, CellLabel.NOT_A_NUMBER, CellLabel.OTHER_TYPE);

    private static final Statistic UNKNOWN = Statistic.undefined("not computed");

    private Move() {}

    /** The fall or rise of the middle of a numeric feature; empty where that is not what changed. */
    static Optional<String> of(FeatureComparison c) {
        double baseline = statistic(c, StatisticName.BASELINE_Q50);
        double window = statistic(c, StatisticName.WINDOW_Q50);
        double shift = statistic(c, StatisticName.QUANTILE_SHIFT_Q50);
        String from = Figures.number(baseline);
        String to = Figures.number(window);
        boolean unknown = Double.isNaN(baseline) || Double.isNaN(window);
        if (unknown || from.equals(to) || Math.abs(shift) < TELLING_SHIFT) {
            return Optional.empty();
        }
        String direction = window < baseline ? " fell" : " rose";
        return Optional.of(direction + " from around " + from + " to around " + to);
    }

    /**
     * Whether the values are lower or higher, by their cells alone: by the largest difference of the cumulative shares to
     * either side. For what is held against part of a baseline, whose quantiles are not known.
     */
    static String direction(FeatureComparison c) {
        List<CellShare> values = c.cells().stream()
                .filter(cell -> !NO_VALUES.contains(cell.label()))
                .toList();
        double baseline = values.stream().mapToDouble(CellShare::baselineShare).sum();
        double window = values.stream().mapToDouble(CellShare::windowShare).sum();
        double sum = 0;
        double lower = 0;
        double higher = 0;
        for (CellShare cell : values) {
            sum += cell.windowShare() / window - cell.baselineShare() / baseline;
            lower = Math.max(lower, sum);
            higher = Math.max(higher, -sum);
        }
        if (c.kind() == FeatureKind.NUMERIC && higher < OTHER_WAY * lower) {
            return " is lower than in";
        }
        return c.kind() == FeatureKind.NUMERIC && lower < OTHER_WAY * higher ? " is higher than in" : " differs from";
    }

    /** What a cell's rows have. */
    static String values(FeatureComparison c, CellShare cell) {
        boolean single = c.kind() == FeatureKind.NUMERIC && cell.label().startsWith("= ");
        return Figures.name(single ? cell.label().substring(2) : cell.label());
    }

    /** The middle of the window and of the baseline, empty where one has none. */
    static Optional<String> middles(FeatureComparison c, Occasion on) {
        double baseline = statistic(c, StatisticName.BASELINE_Q50);
        double window = statistic(c, StatisticName.WINDOW_Q50);
        return Double.isNaN(baseline) || Double.isNaN(window)
                ? Optional.empty()
                : Optional.of("around " + Figures.number(window) + " in " + on.rows(c.windowRows()) + ", around "
                        + Figures.number(baseline) + " in " + on.with().name());
    }

    /** A statistic by name, NaN where it is undefined. */
    static double statistic(FeatureComparison c, StatisticName name) {
        return c.statistics().getOrDefault(name.key(), UNKNOWN).orNaN();
    }
}
