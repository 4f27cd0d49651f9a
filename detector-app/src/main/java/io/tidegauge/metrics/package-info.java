/** Every meter there is, in one enum, and what feeds it. */
@NullMarked
package io.tidegauge.metrics;

import org.jspecify.annotations.NullMarked;
