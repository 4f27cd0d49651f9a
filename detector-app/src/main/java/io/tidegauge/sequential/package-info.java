/**
 * Change detectors that read one number after another: a standardised statistic of every window, or an error stream.
 * Textbook parameters are per sample; on window statistics they alarm often, see the statistics' documentation. Pure.
 */
@NullMarked
package io.tidegauge.sequential;

import org.jspecify.annotations.NullMarked;
