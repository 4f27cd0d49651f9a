/** How many models and features one instance bears: heap, memory beside it, and the time until it is back after a kill. */
@NullMarked
package io.tidegauge.benchmarks.capacity;

import org.jspecify.annotations.NullMarked;
