package io.tidegauge.cli;

import java.io.IOException;

/** Where a backtest's rows come from. */
interface BacktestInput {

    /** Reads them all. */
    BacktestData read() throws IOException;
}
