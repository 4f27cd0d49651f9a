package io.tidegauge.event;

/** Names with a meaning: what an event carries beside its features takes the same way through the code under these. */
public final class FeatureNames {

    /** Names that begin with this are ours; producers may not use them. */
    public static final String RESERVED_PREFIX = "$";

    /** The model's prediction. */
    public static final String PREDICTION = "$prediction";

    /** Prefix of the class scores: {@code $score.<class>}. */
    public static final String SCORE_PREFIX = "$score.";

    /** The latency of the inference, in milliseconds. */
    public static final String LATENCY = "$latency_ms";

    /** All features of a model together: its summary report, its baseline's manifest, its row count. */
    public static final String ALL = "*";

    private FeatureNames() {}

    /** Whether the feature is a probability in [0, 1] by its nature: a class score. */
    public static boolean isScore(String feature) {
        return feature.startsWith(SCORE_PREFIX);
    }
}
