/** The reference a window is compared with: sets of feature profiles, made from files or reports. */
@NullMarked
package io.tidegauge.baseline;

import org.jspecify.annotations.NullMarked;
