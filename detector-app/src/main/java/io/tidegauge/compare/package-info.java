/** How a window's profile differs from a baseline's: statistics, effect and significance. Pure. */
@NullMarked
package io.tidegauge.compare;

import org.jspecify.annotations.NullMarked;
