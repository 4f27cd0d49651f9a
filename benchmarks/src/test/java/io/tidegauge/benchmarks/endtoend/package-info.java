/** What can go wrong between a measurement and what is said of it. */
@NullMarked
package io.tidegauge.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
