/** Yardsticks: what the detector does in a second, beside what merely reading the topic does. */
@NullMarked
package io.tidegauge.benchmarks;

import org.jspecify.annotations.NullMarked;
