/**
 * What chance does to a feature's distances, learned from the baseline's own blocks instead of assumed: rows that are
 * related, windows that wander, seasons. Pure.
 */
@NullMarked
package io.tidegauge.calibrate;

import org.jspecify.annotations.NullMarked;
