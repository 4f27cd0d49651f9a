/** Which differences matter: hard rules, multiplicity, persistence and hysteresis. Pure. */
@NullMarked
package io.tidegauge.decide;

import org.jspecify.annotations.NullMarked;
