package io.tidegauge.alert;

import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.StatisticName;
import io.tidegauge.event.FeatureKind;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * What an alert on a feature says, in one sentence made of its figures: what changed, from what to what, in how many rows.
 * Without a full stop, so that it can be quoted.
 */
public final class AlertSentence {

    /** Names told of many. */
    private static final int EXAMPLES = 3;

    private AlertSentence() {}

    /**
     * The sentence for a change of an alert on a feature of the baseline.
     *
     * @param kind what the alert is about
     * @param change what happened to it
     * @param c the comparison of the window in which it happened
     * @throws IllegalArgumentException where alerts of the kind do not compare a feature
     */
    public static String of(AlertKind kind, AlertChange change, FeatureComparison c) {
        return switch (change) {
            case SUSPECTED -> trouble(kind, c) + " (not yet confirmed)";
            case CONFIRMED -> trouble(kind, c);
            case BACK -> c.feature() + " is back" + calm(kind, c);
            case LAPSED ->
                c.feature() + ": the suspicion of " + subject(kind) + " was not confirmed by the windows after it";
            case OVERTAKEN ->
                c.feature() + ": the suspicion of " + subject(kind)
                        + " is dropped, a fault in the feature's data explains it";
            case WITHDRAWN -> withdrawn(kind, c.feature());
            case MUTED -> muted(c.feature());
        };
    }

    /**
     * The sentence for a change of an alert on a feature that the baseline in force does not have: it is new, or its alerts
     * end.
     */
    public static String ofUnknown(AlertKind kind, AlertChange change, String feature) {
        if (change == AlertChange.MUTED) {
            return muted(feature);
        }
        if (kind != AlertKind.NEW_FEATURE) {
            return withdrawn(kind, feature);
        }
        return change.state() == AlertState.RESOLVED
                ? feature + ", which the baseline does not have, is not sent any more"
                : feature + " is new: the baseline does not have it, so its values are not judged";
    }

    /** The sentence for a change of the one alert on many features that the baseline in force does not have. */
    public static String ofManyNew(AlertChange change, SortedSet<String> features) {
        if (change.state() == AlertState.RESOLVED) {
            return "the model no longer sends many features that the baseline does not have";
        }
        return Figures.count(features.size()) + " features are new, among them "
                + features.stream().limit(EXAMPLES).collect(Collectors.joining(", "))
                + ": the baseline does not have them, so their values are not judged";
    }

    private static String muted(String feature) {
        return feature + ": the alert ends, the feature is muted";
    }

    private static String withdrawn(AlertKind kind, String feature) {
        return kind == AlertKind.NEW_FEATURE
                ? feature + " is no longer new: the baseline now in force has it"
                : feature + ": the alert of " + subject(kind)
                        + " ends, the baseline now in force has nothing to hold it against";
    }

    private static String subject(AlertKind kind) {
        return switch (kind) {
            case DISTRIBUTION -> "drift";
            case MISSING_VALUES -> "missing values";
            case UNSEEN_CATEGORY -> "unseen categories";
            case OUT_OF_RANGE -> "values out of range";
            case TYPE_CHANGE -> "a change of type";
            case CONSTANT -> "a constant value";
            case ABSENT_FEATURE -> "absence";
            case NOT_A_NUMBER -> "values that are no numbers";
            case NEW_FEATURE, PERFORMANCE, SILENCE, LIMIT_EXCEEDED, UNKNOWN -> throw comparesNoFeature(kind);
        };
    }

    private static String trouble(AlertKind kind, FeatureComparison c) {
        return c.feature()
                + switch (kind) {
                    case DISTRIBUTION -> Move.of(c).orElse(" changed its distribution") + ": " + Move.largestGain(c);
                    case OUT_OF_RANGE -> Move.of(c).orElse(" left its range") + ": " + outside(c);
                    case MISSING_VALUES -> " is missing in " + missing(c);
                    case UNSEEN_CATEGORY ->
                        " has categories that the baseline never had, in " + share(c.windowUnseen(), c);
                    case TYPE_CHANGE ->
                        " changed its type: " + share(c.windowMismatched(), c) + " have no "
                                + (c.kind() == FeatureKind.NUMERIC ? "number" : "category")
                                + ", as the baseline's values are";
                    case CONSTANT ->
                        " has one and the same value in all " + rows(c.windowValues() - c.windowNotNumbers())
                                + "; the baseline has " + Figures.count(c.baselineDistinct()) + " different ones";
                    case ABSENT_FEATURE ->
                        " is in none of " + rows(c.windowRows()) + "; " + Figures.percent(1 - baselineMissing(c))
                                + " of the baseline's rows have it";
                    case NOT_A_NUMBER -> " is NaN or infinite in " + notNumbers(c);
                    case NEW_FEATURE, PERFORMANCE, SILENCE, LIMIT_EXCEEDED, UNKNOWN -> throw comparesNoFeature(kind);
                };
    }

    private static String calm(AlertKind kind, FeatureComparison c) {
        return switch (kind) {
            case DISTRIBUTION -> " to the baseline's distribution: " + Move.remaining(c);
            case OUT_OF_RANGE -> " in its range: " + outside(c);
            case MISSING_VALUES -> ": missing in " + missing(c);
            case UNSEEN_CATEGORY -> " to the baseline's categories: " + share(c.windowUnseen(), c) + " have others";
            case TYPE_CHANGE -> " to its type: " + share(c.windowMismatched(), c) + " have another";
            case CONSTANT ->
                ": " + Figures.count(c.windowDistinct()) + " different values in " + rows(c.windowRows()) + ", "
                        + Figures.count(c.baselineDistinct()) + " in the baseline";
            case ABSENT_FEATURE -> ": in " + Figures.count(c.windowPresent()) + " of " + rows(c.windowRows());
            case NOT_A_NUMBER -> ": NaN or infinite in " + notNumbers(c);
            case NEW_FEATURE, PERFORMANCE, SILENCE, LIMIT_EXCEEDED, UNKNOWN -> throw comparesNoFeature(kind);
        };
    }

    private static String outside(FeatureComparison c) {
        long outside = c.windowBelow() + c.windowAbove();
        String who = (outside == 0 ? "none of " + rows(c.windowRows()) : share(outside, c)) + " are ";
        double min = Move.statistic(c, StatisticName.BASELINE_MIN);
        double max = Move.statistic(c, StatisticName.BASELINE_MAX);
        if (Double.isNaN(min) || Double.isNaN(max)) {
            return who + "outside the baseline's range";
        }
        if (outside > 0 && c.windowAbove() == 0) {
            return who + "below the baseline's minimum of " + Figures.number(min);
        }
        return outside > 0 && c.windowBelow() == 0
                ? who + "above the baseline's maximum of " + Figures.number(max)
                : who + "outside the baseline's " + Figures.number(min) + " to " + Figures.number(max);
    }

    private static String missing(FeatureComparison c) {
        return share(c.windowMissing(), c) + ", " + Figures.percent(baselineMissing(c)) + " in the baseline";
    }

    private static String notNumbers(FeatureComparison c) {
        double baseline = c.baselineRows() == 0 ? 0 : (double) c.baselineNotNumbers() / c.baselineRows();
        return share(c.windowNotNumbers(), c) + ", " + Figures.percent(baseline) + " in the baseline";
    }

    private static double baselineMissing(FeatureComparison c) {
        return c.baselineRows() == 0 ? 0 : (double) c.baselineMissing() / c.baselineRows();
    }

    private static String share(long count, FeatureComparison c) {
        double share = c.windowRows() == 0 ? 0 : (double) count / c.windowRows();
        return Figures.percent(share) + " of " + rows(c.windowRows());
    }

    static String rows(long count) {
        return Figures.count(count) + (count == 1 ? " row" : " rows");
    }

    private static IllegalArgumentException comparesNoFeature(AlertKind kind) {
        return new IllegalArgumentException("alerts of kind " + kind + " compare no feature");
    }
}
