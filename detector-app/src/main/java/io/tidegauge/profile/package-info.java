/** What a window of values looks like: mergeable counts, moments, histogram and categories. Pure. */
@NullMarked
package io.tidegauge.profile;

import org.jspecify.annotations.NullMarked;
