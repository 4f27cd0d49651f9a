package io.tidegauge.simulate;

import io.tidegauge.alert.DecisionPath;

/**
 * An alert that begins to page, or to be noticed.
 *
 * @param feature which, the numeric ones first
 * @param hour the last hour before it was told, counted from the first one after the baseline
 * @param path what decided
 * @param pages whether it is a WARNING or worse
 * @param newIncident whether nothing of the model paged before
 */
record Opening(int feature, int hour, DecisionPath path, boolean pages, boolean newIncident) {}
