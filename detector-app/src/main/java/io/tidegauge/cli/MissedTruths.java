package io.tidegauge.cli;

import io.tidegauge.backtest.Alarms;
import io.tidegauge.backtest.Measured;
import io.tidegauge.backtest.Scorecard;
import io.tidegauge.backtest.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * What our rule saw of the truths that it did not find, of the features of others on which nothing fired, and of truths that
 * it had called somebody for before.
 *
 * @param set the data set, judged
 */
record MissedTruths(ScoredSet set) {

    /** A line of Markdown for each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        set.scoring().changes().forEach(truth -> lines.addAll(lines(truth, told())));
        return lines;
    }

    private Alarms told() {
        return set.card().of(Scorecard.OWN);
    }

    private List<String> lines(Truth truth, Alarms told) {
        SortedSet<String> fired = set.scoring().firedOn(truth, told);
        boolean before = !set.scoring().opensIn(truth, told);
        String by = fired.isEmpty() ? "not found" : "found by " + String.join(", ", fired);
        return set.scoring().featuresOf(truth).stream()
                .filter(feature -> before || !fired.contains(feature))
                .map(feature ->
                        line(truth, feature, fired.contains(feature) ? "found only by an alert that fired before" : by))
                .toList();
    }

    private String line(Truth truth, String feature, String how) {
        return "- **" + set.set().name() + ", " + feature + "** (rows from " + truth.fromRow() + "; " + how + "): "
                + seen(truth, feature);
    }

    private String seen(Truth truth, String feature) {
        List<Measured> seen = set.measured().stream()
                .filter(one -> one.feature().equals(feature)
                        && set.scoring().holds(one.number(), truth)
                        && !Double.isNaN(one.effect()))
                .toList();
        double level = set.run().policy().levels().persistent();
        double largest = seen.stream().mapToDouble(Measured::effect).max().orElse(Double.NaN);
        double smallest = seen.stream().mapToDouble(Measured::pValue).min().orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "in %s the largest effect is %.3f, the smallest p-value %.2g; the level is %.2g for all"
                        + " features together%s.%s",
                seen.size() == 1 ? "its one window" : "its " + seen.size() + " windows",
                largest,
                smallest,
                level,
                before(feature),
                smallest > level
                        ? " The baseline's own blocks differ from its other rows by as much: this cannot be told from"
                                + " chance with this baseline."
                        : "");
    }

    /** What was told of a feature, and when. */
    private String before(String feature) {
        return told().openings().stream()
                .filter(one -> one.feature().equals(feature))
                .map(one -> "; " + (one.again() ? "it became " + one.severity() : "an alert on it opened")
                        + " in window " + one.number())
                .collect(Collectors.joining());
    }
}
