/** A test kit for those who embed or extend the detector: the topology without a broker, events and alerts in plain words. */
@NullMarked
package io.tidegauge.testkit;

import org.jspecify.annotations.NullMarked;
