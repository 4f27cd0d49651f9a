/**
 * How well a model does, from counts that merge: confusion counts, score histograms, sums of errors; and how equally over
 * groups. An undefined measure is a value with its reason, never 0. Pure.
 */
@NullMarked
package io.tidegauge.performance;

import org.jspecify.annotations.NullMarked;
