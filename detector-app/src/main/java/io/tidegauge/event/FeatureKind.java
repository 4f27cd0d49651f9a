package io.tidegauge.event;

/** How a feature's values are compared: by order and distance, or by label. */
public enum FeatureKind {
    NUMERIC,
    CATEGORICAL
}
