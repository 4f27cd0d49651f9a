/** Starts, watches and stops the detector: start-up checks, life cycle, exit reason. */
@NullMarked
package io.tidegauge.runtime;

import org.jspecify.annotations.NullMarked;
