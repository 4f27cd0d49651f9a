package io.tidegauge.cli;

import io.tidegauge.backtest.Measured;
import io.tidegauge.backtest.Scorecard;
import io.tidegauge.backtest.Scoring;
import java.util.List;

/**
 * A data set and what was made of it.
 *
 * @param set the set
 * @param run its windows and baseline
 * @param scoring what is known of it
 * @param card its scores
 * @param measured what our rule measured, by feature and window
 */
record ScoredSet(DataSet set, DataSetRun run, Scoring scoring, Scorecard card, List<Measured> measured) {

    ScoredSet {
        measured = List.copyOf(measured);
    }
}
