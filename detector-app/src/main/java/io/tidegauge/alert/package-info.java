/** What is said about it: alerts, reports and their sentences. Pure. */
@NullMarked
package io.tidegauge.alert;

import org.jspecify.annotations.NullMarked;
