package io.tidegauge.alert;

import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Statistic;
import io.tidegauge.event.FeatureKind;
import java.util.Comparator;
import java.util.Optional;

/**
 * What an alert says, in one sentence made of its figures: what changed, from what to what, in how many rows. Without a
 * full stop, so that it can be quoted.
 */
public final class AlertSentence {

    private static final String BASELINE_MIN = "baseline_min";
    private static final String BASELINE_MAX = "baseline_max";
    private static final String BASELINE_MEDIAN = "baseline_q50";
    private static final String WINDOW_MEDIAN = "window_q50";
    private static final Statistic UNKNOWN = Statistic.undefined("not computed");

    private AlertSentence() {}

    /**
     * The sentence for a change of an alert on a feature of the baseline.
     *
     * @param kind what the alert is about
     * @param change what happened to it
     * @param c the comparison of the window in which it happened
     */
    public static String of(AlertKind kind, AlertChange change, FeatureComparison c) {
        return switch (change) {
            case SUSPECTED -> trouble(kind, c) + "; not yet confirmed by a second window";
            case CONFIRMED -> trouble(kind, c);
            case BACK -> c.feature() + " is back: " + calm(kind, c);
            case LAPSED -> c.feature() + " was not confirmed as " + words(kind) + ": " + calm(kind, c);
            case OVERTAKEN ->
                "the suspicion of " + words(kind) + " in " + c.feature()
                        + " is dropped: another alert on the feature explains it";
            case WITHDRAWN -> withdrawn(kind, c.feature());
        };
    }

    /** The sentence for a feature that the baseline in force does not have. */
    public static String ofUnknown(AlertKind kind, AlertChange change, String feature) {
        if (kind != AlertKind.NEW_FEATURE || change == AlertChange.WITHDRAWN) {
            return withdrawn(kind, feature);
        }
        return change.state() == AlertState.RESOLVED
                ? feature + ", which the baseline does not have, is not sent any more"
                : feature + " is new: the baseline does not have it, so nothing can be said about its values";
    }

    private static String withdrawn(AlertKind kind, String feature) {
        return kind == AlertKind.NEW_FEATURE
                ? feature + " is no longer new: the baseline now in force has it"
                : "the alert of " + words(kind) + " in " + feature
                        + " ends: the baseline now in force has nothing to hold it against";
    }

    private static String words(AlertKind kind) {
        return switch (kind) {
            case DISTRIBUTION -> "drift";
            case MISSING_VALUES -> "missing values";
            case UNSEEN_CATEGORY -> "unseen categories";
            case OUT_OF_RANGE -> "values out of range";
            case TYPE_CHANGE -> "a change of type";
            case CONSTANT -> "a constant";
            case ABSENT_FEATURE -> "absence";
            case NEW_FEATURE -> "a new feature";
            case NOT_A_NUMBER -> "values that are no numbers";
            case PERFORMANCE, SILENCE, LIMIT_EXCEEDED, UNKNOWN -> throw notAboutAFeature(kind);
        };
    }

    private static String trouble(AlertKind kind, FeatureComparison c) {
        return switch (kind) {
            case DISTRIBUTION -> moved(c) + ": " + largestMove(c);
            case OUT_OF_RANGE -> moved(c) + ": " + outOfRange(c);
            case MISSING_VALUES -> c.feature() + " is missing in " + missing(c);
            case UNSEEN_CATEGORY -> c.feature() + " has categories that the baseline never had: " + unseen(c);
            case TYPE_CHANGE -> c.feature() + " changed its type: " + mismatched(c);
            case CONSTANT ->
                c.feature() + " has one single value in all " + rows(c.windowValues())
                        + " with a value; the baseline has " + Figures.count(c.baselineDistinct()) + " different ones";
            case ABSENT_FEATURE ->
                c.feature() + " is named in none of " + rows(c) + "; " + Figures.percent(baselineFilled(c))
                        + " of the baseline's rows have a value of it";
            case NOT_A_NUMBER -> c.feature() + " is NaN or infinite in " + notNumbers(c);
            case NEW_FEATURE, PERFORMANCE, SILENCE, LIMIT_EXCEEDED, UNKNOWN -> throw notAboutAFeature(kind);
        };
    }

    private static String calm(AlertKind kind, FeatureComparison c) {
        return switch (kind) {
            case DISTRIBUTION ->
                middles(c)
                                .map(m -> "around " + Figures.number(m.window()) + " in ")
                                .orElse("")
                        + rows(c) + ", an effect of "
                        + Figures.number(c.effect().orNaN())
                        + middles(c)
                                .map(m -> "; the baseline is around " + Figures.number(m.baseline()))
                                .orElse("; the mix is the baseline's");
            case OUT_OF_RANGE -> outOfRange(c);
            case MISSING_VALUES -> "missing in " + missing(c);
            case UNSEEN_CATEGORY -> unseen(c);
            case TYPE_CHANGE -> mismatched(c);
            case CONSTANT ->
                Figures.count(c.windowDistinct()) + " different values in " + rows(c) + ", "
                        + Figures.count(c.baselineDistinct()) + " in the baseline";
            case ABSENT_FEATURE -> "named in " + Figures.count(c.windowPresent()) + " of " + rows(c);
            case NOT_A_NUMBER -> "NaN or infinite in " + notNumbers(c);
            case NEW_FEATURE, PERFORMANCE, SILENCE, LIMIT_EXCEEDED, UNKNOWN -> throw notAboutAFeature(kind);
        };
    }

    private static String moved(FeatureComparison c) {
        return middles(c)
                .map(m -> c.feature() + (m.window() < m.baseline() ? " fell" : " rose") + " from around "
                        + Figures.number(m.baseline()) + " to around " + Figures.number(m.window()))
                .orElse(c.feature() + " changed its distribution");
    }

    private static String largestMove(FeatureComparison c) {
        return c.cells().stream()
                .max(Comparator.comparingDouble(cell -> Math.abs(cell.moved())))
                .map(cell -> Figures.percent(cell.windowShare()) + " of " + rows(c) + " are in " + label(c, cell) + ", "
                        + Figures.percent(cell.baselineShare()) + " in the baseline")
                .orElse("an effect of " + Figures.number(c.effect().orNaN()) + " in " + rows(c));
    }

    private static String label(FeatureComparison c, CellShare cell) {
        return c.kind() == FeatureKind.CATEGORICAL ? "'" + cell.label() + "'" : cell.label();
    }

    private static String outOfRange(FeatureComparison c) {
        if (c.windowBelow() == 0 && c.windowAbove() == 0) {
            return "none of " + rows(c) + " are outside the baseline's range";
        }
        boolean below = c.windowBelow() >= c.windowAbove();
        boolean both = c.windowBelow() > 0 && c.windowAbove() > 0;
        Statistic bound = c.statistics().getOrDefault(below ? BASELINE_MIN : BASELINE_MAX, UNKNOWN);
        String where = below ? "below the baseline's minimum" : "above the baseline's maximum";
        return share(c.windowBelow() + c.windowAbove(), c) + " of " + rows(c) + " are "
                + (both
                        ? "outside the baseline's range"
                        : where + (bound.isDefined() ? " of " + Figures.number(bound.orNaN()) : ""));
    }

    private static String missing(FeatureComparison c) {
        return share(c.windowMissing(), c) + " of " + rows(c) + ", " + Figures.percent(1 - baselineFilled(c))
                + " in the baseline";
    }

    private static String unseen(FeatureComparison c) {
        return share(c.windowUnseen(), c) + " of " + rows(c) + " are in categories unseen in the baseline";
    }

    private static String mismatched(FeatureComparison c) {
        String type = c.kind() == FeatureKind.NUMERIC ? "numbers" : "categories";
        return share(c.windowMismatched(), c) + " of " + rows(c) + " are not " + type
                + ", as the baseline's values are";
    }

    private static String notNumbers(FeatureComparison c) {
        double baseline = c.baselineRows() == 0 ? 0 : (double) c.baselineNotNumbers() / c.baselineRows();
        return share(c.windowNotNumbers(), c) + " of " + rows(c) + ", " + Figures.percent(baseline)
                + " in the baseline";
    }

    private static double baselineFilled(FeatureComparison c) {
        return c.baselineRows() == 0 ? 0 : 1 - (double) c.baselineMissing() / c.baselineRows();
    }

    private static String share(long count, FeatureComparison c) {
        return Figures.percent(c.windowRows() == 0 ? 0 : (double) count / c.windowRows());
    }

    private static String rows(FeatureComparison c) {
        return rows(c.windowRows());
    }

    private static String rows(long count) {
        return Figures.count(count) + (count == 1 ? " row" : " rows");
    }

    private record Middles(double baseline, double window) {}

    /** The medians of a numeric feature, where the change can be told by them. */
    private static Optional<Middles> middles(FeatureComparison c) {
        double baseline = c.statistics().getOrDefault(BASELINE_MEDIAN, UNKNOWN).orNaN();
        double window = c.statistics().getOrDefault(WINDOW_MEDIAN, UNKNOWN).orNaN();
        boolean tells = !Double.isNaN(baseline) && !Double.isNaN(window);
        return tells ? Optional.of(new Middles(baseline, window)) : Optional.empty();
    }

    private static IllegalArgumentException notAboutAFeature(AlertKind kind) {
        return new IllegalArgumentException("no sentence compares a feature for " + kind);
    }
}
