package io.tidegauge.cli;

import io.tidegauge.backtest.Measured;
import io.tidegauge.backtest.Opening;
import io.tidegauge.backtest.Scorecard;
import io.tidegauge.backtest.Truth;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What our rule saw of the truths that it did not find.
 *
 * @param set the data set, judged
 */
record MissedTruths(ScoredSet set) {

    /** A line of Markdown for each. */
    List<String> lines() {
        List<Opening> own = set.card().of(Scorecard.OWN);
        return set.scoring().missed(own).stream().map(truth -> line(truth, own)).toList();
    }

    private String line(Truth truth, List<Opening> own) {
        List<Measured> seen = set.measured().stream()
                .filter(one -> one.feature().equals(truth.feature())
                        && set.scoring().holds(one.number(), truth)
                        && !Double.isNaN(one.effect()))
                .toList();
        double level = set.run().policy().levels().persistent();
        double largest = seen.stream().mapToDouble(Measured::effect).max().orElse(Double.NaN);
        double smallest = seen.stream().mapToDouble(Measured::pValue).min().orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "- **%s, %s** (rows from %d): in its %d windows the largest effect is %.3f, the smallest p-value %.2g; the"
                        + " level is %.2g for all features together%s.%s",
                set.set().name(),
                truth.feature(),
                truth.fromRow(),
                seen.size(),
                largest,
                smallest,
                level,
                before(truth, own),
                smallest > level
                        ? " The baseline's own blocks differ from its other rows by as much: this cannot be told from"
                                + " chance with this baseline."
                        : "");
    }

    /** Where an alert was open already, no other could open. */
    private static String before(Truth truth, List<Opening> own) {
        return own.stream()
                .filter(one -> one.feature().equals(truth.feature()))
                .map(one -> "; " + (one.again() ? "it became " + one.severity() : "an alert on it opened")
                        + " in window " + one.number())
                .collect(Collectors.joining());
    }
}
