/** One window of one model, whole: compared, decided and reported. The same for the topology and for a backtest. Pure. */
@NullMarked
package io.tidegauge.assess;

import org.jspecify.annotations.NullMarked;
