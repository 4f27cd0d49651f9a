package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;

/**
 * What stage 1 counts by: a model's version, a slice of its rows, and the start of a pane of event time.
 *
 * @param model the model's version
 * @param segment the slice, {@code *} for all rows
 * @param startMs milliseconds since the epoch
 */
record Pane(ModelVersion model, String segment, long startMs) {}
