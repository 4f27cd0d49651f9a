package io.tidegauge.alert;

import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Statistic;
import io.tidegauge.compare.StatisticName;
import io.tidegauge.event.FeatureKind;
import java.util.Comparator;
import java.util.Optional;

/** How the values of a feature moved, in words. */
final class Move {

    /** A median that moved by less than this share of the baseline's interquartile range is not what changed. */
    private static final double TELLING_SHIFT = 0.1;

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

    /** The cell that gained most, or the effect where there are no cells. */
    static String largestGain(FeatureComparison c) {
        return c.cells().stream()
                .max(Comparator.comparingDouble(CellShare::moved))
                .map(cell -> Figures.percent(cell.windowShare()) + " of " + AlertSentence.rows(c.windowRows())
                        + " are " + values(c, cell) + ", " + Figures.percent(cell.baselineShare())
                        + " in the baseline")
                .orElseGet(() -> effect(c));
    }

    private static String values(FeatureComparison c, CellShare cell) {
        boolean single = c.kind() == FeatureKind.NUMERIC && cell.label().startsWith("= ");
        return single ? cell.label().substring(2) : cell.label();
    }

    /** Where the feature is now that it is back. */
    static String remaining(FeatureComparison c) {
        double baseline = statistic(c, StatisticName.BASELINE_Q50);
        double window = statistic(c, StatisticName.WINDOW_Q50);
        return Double.isNaN(baseline) || Double.isNaN(window)
                ? effect(c)
                : "around " + Figures.number(window) + " in " + AlertSentence.rows(c.windowRows()) + ", around "
                        + Figures.number(baseline) + " in the baseline";
    }

    private static String effect(FeatureComparison c) {
        return "an effect of " + Figures.number(c.effect().orNaN()) + " in " + AlertSentence.rows(c.windowRows());
    }

    /** A statistic by name, NaN where it is undefined. */
    static double statistic(FeatureComparison c, StatisticName name) {
        return c.statistics().getOrDefault(name.key(), UNKNOWN).orNaN();
    }
}
