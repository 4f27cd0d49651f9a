package io.tidegauge.alert;

import io.tidegauge.compare.FeatureComparison;
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
     * @param on what happened to it, and when
     * @param c the comparison of the window in which it happened
     * @throws IllegalArgumentException where alerts of the kind do not compare a feature
     */
    public static String of(AlertKind kind, Occasion on, FeatureComparison c) {
        String feature = Figures.name(c.feature());
        return switch (on.change()) {
            case SUSPECTED, CONFIRMED -> feature + trouble(kind, on, c);
            case BACK -> feature + " is back" + calm(kind, on, c);
            case LAPSED ->
                feature + ": the suspicion of " + subject(kind) + " was not confirmed by the windows after it";
            case OVERTAKEN ->
                feature + ": the suspicion of " + subject(kind)
                        + " is dropped, a fault in the feature's data explains it";
            case WITHDRAWN -> withdrawn(kind, on.with(), feature);
            case MUTED -> muted(kind, feature);
        };
    }

    /**
     * The sentence for a change of an alert on a feature that what a window is compared with does not have: it is new, or
     * its alerts end.
     */
    public static String ofUnknown(AlertKind kind, AlertChange change, ComparedWith with, String feature) {
        String name = Figures.name(feature);
        if (change == AlertChange.MUTED) {
            return muted(kind, name);
        }
        if (kind != AlertKind.NEW_FEATURE) {
            return withdrawn(kind, with, name);
        }
        return change.state() == AlertState.RESOLVED
                ? name + ", which " + with.lacks() + ", is not sent any more"
                : name + " is new: " + with.lacks() + " it, so its values are not judged";
    }

    /** The sentence for a change of the one alert on many features that what a window is compared with does not have. */
    public static String ofManyNew(AlertChange change, ComparedWith with, SortedSet<String> features) {
        if (change.state() == AlertState.RESOLVED) {
            return "the model no longer sends many features that " + with.lacks();
        }
        return Figures.count(features.size()) + " features are new, among them "
                + features.stream().limit(EXAMPLES).map(Figures::name).collect(Collectors.joining(", "))
                + ": " + with.lacks() + " them, so their values are not judged";
    }

    private static String muted(AlertKind kind, String feature) {
        return feature + ": the alert of " + subject(kind) + " ends, the feature is muted in the configuration";
    }

    private static String withdrawn(AlertKind kind, ComparedWith with, String feature) {
        return kind == AlertKind.NEW_FEATURE
                ? feature + " is no longer new: " + with.nowHas() + " it"
                : feature + ": the alert of " + subject(kind) + " ends, " + with.nowHas()
                        + " nothing to hold it against";
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
            case NEW_FEATURE -> "a new feature";
            case PERFORMANCE, SILENCE, LIMIT_EXCEEDED, UNKNOWN -> throw comparesNoFeature(kind);
        };
    }

    private static String trouble(AlertKind kind, Occasion on, FeatureComparison c) {
        if (kind == AlertKind.DISTRIBUTION) {
            return new DriftSentence(c, on).trouble();
        }
        return new FaultSentence(kind, on.with(), c).trouble()
                + (on.change() == AlertChange.SUSPECTED ? " (not yet confirmed)" : "");
    }

    private static String calm(AlertKind kind, Occasion on, FeatureComparison c) {
        return kind == AlertKind.DISTRIBUTION
                ? new DriftSentence(c, on).calm()
                : new FaultSentence(kind, on.with(), c).calm();
    }

    static IllegalArgumentException comparesNoFeature(AlertKind kind) {
        return new IllegalArgumentException("alerts of kind " + kind + " compare no feature");
    }
}
