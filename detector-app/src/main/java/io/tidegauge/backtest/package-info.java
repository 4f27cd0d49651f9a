/** What would have been alerted on past rows, by our rule and by other tools' rules; and how well that was. Pure. */
@NullMarked
package io.tidegauge.backtest;

import org.jspecify.annotations.NullMarked;
