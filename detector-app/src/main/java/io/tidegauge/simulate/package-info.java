/**
 * Months of worlds in which nothing happens, or one known thing, judged by the detector's own decision: the proof that the
 * false-alarm budget is kept, and what drift is found. Counts are drawn per cell; all randomness is seeded. Pure.
 */
@NullMarked
package io.tidegauge.simulate;

import org.jspecify.annotations.NullMarked;
