/** The command line. */
@NullMarked
package io.tidegauge.cli;

import org.jspecify.annotations.NullMarked;
