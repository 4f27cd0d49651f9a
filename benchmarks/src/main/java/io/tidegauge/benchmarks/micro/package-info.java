/** Micro benchmarks of pure rooms, run by JMH. */
@NullMarked
package io.tidegauge.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
