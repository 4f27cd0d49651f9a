package io.tidegauge.alert;

import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.StatisticName;
import io.tidegauge.event.FeatureKind;

/** What an alert on an error in a feature's data says, by counts of rows; what follows the feature's name. */
final class FaultSentence {

    private final AlertKind kind;
    private final ComparedWith with;
    private final FeatureComparison c;

    FaultSentence(AlertKind kind, ComparedWith with, FeatureComparison c) {
        this.kind = kind;
        this.with = with;
        this.c = c;
    }

    /** What is wrong. */
    String trouble() {
        return switch (kind) {
            case OUT_OF_RANGE -> Move.of(c).orElse(" left its range") + ": " + outside();
            case MISSING_VALUES -> " is missing in " + missing();
            case UNSEEN_CATEGORY -> " has categories that " + with.name() + " never had, in " + share(c.windowUnseen());
            case TYPE_CHANGE ->
                " changed its type: " + share(c.windowMismatched()) + " have no "
                        + (c.kind() == FeatureKind.NUMERIC ? "number" : "category")
                        + ", as " + with.own("values") + " are";
            case CONSTANT ->
                " has one and the same value in all " + rows(c.windowValues() - c.windowNotNumbers()) + "; "
                        + with.has() + " " + Figures.count(c.baselineDistinct()) + " different ones";
            case ABSENT_FEATURE ->
                " is in none of " + rows(c.windowRows()) + "; " + Figures.percent(1 - baselineMissing()) + " of "
                        + with.own("rows") + " have it";
            case NOT_A_NUMBER -> " is NaN or infinite in " + notNumbers();
            case DISTRIBUTION, NEW_FEATURE, PERFORMANCE, SILENCE, LIMIT_EXCEEDED, UNKNOWN ->
                throw AlertSentence.comparesNoFeature(kind);
        };
    }

    /** How it is well again. */
    String calm() {
        return switch (kind) {
            case OUT_OF_RANGE -> " in its range: " + outside();
            case MISSING_VALUES -> ": missing in " + missing();
            case UNSEEN_CATEGORY -> " to " + with.own("categories") + ": " + share(c.windowUnseen()) + " have others";
            case TYPE_CHANGE -> " to its type: " + share(c.windowMismatched()) + " have another";
            case CONSTANT ->
                ": " + Figures.count(c.windowDistinct()) + " different values in " + rows(c.windowRows()) + ", "
                        + Figures.count(c.baselineDistinct()) + " in " + with.name();
            case ABSENT_FEATURE -> ": in " + Figures.count(c.windowPresent()) + " of " + rows(c.windowRows());
            case NOT_A_NUMBER -> ": NaN or infinite in " + notNumbers();
            case DISTRIBUTION, NEW_FEATURE, PERFORMANCE, SILENCE, LIMIT_EXCEEDED, UNKNOWN ->
                throw AlertSentence.comparesNoFeature(kind);
        };
    }

    private String outside() {
        long outside = c.windowBelow() + c.windowAbove();
        String who = (outside == 0 ? "none of " + rows(c.windowRows()) : share(outside)) + " are ";
        double min = Move.statistic(c, StatisticName.BASELINE_MIN);
        double max = Move.statistic(c, StatisticName.BASELINE_MAX);
        if (Double.isNaN(min) || Double.isNaN(max)) {
            return who + "outside " + with.own("range");
        }
        if (outside > 0 && c.windowAbove() == 0) {
            return who + "below " + with.bound("minimum", Figures.number(min));
        }
        return outside > 0 && c.windowBelow() == 0
                ? who + "above " + with.bound("maximum", Figures.number(max))
                : who + "outside " + with.bound("range", Figures.number(min) + " to " + Figures.number(max));
    }

    private String missing() {
        return share(c.windowMissing()) + ", " + Figures.percent(baselineMissing()) + " in " + with.name();
    }

    private String notNumbers() {
        double baseline = c.baselineRows() == 0 ? 0 : (double) c.baselineNotNumbers() / c.baselineRows();
        return share(c.windowNotNumbers()) + ", " + Figures.percent(baseline) + " in " + with.name();
    }

    private double baselineMissing() {
        return c.baselineRows() == 0 ? 0 : (double) c.baselineMissing() / c.baselineRows();
    }

    private String share(long count) {
        double share = c.windowRows() == 0 ? 0 : (double) count / c.windowRows();
        return Figures.percent(share) + " of " + rows(c.windowRows());
    }

    private static String rows(long count) {
        return Figures.count(count) + (count == 1 ? " row" : " rows");
    }
}
