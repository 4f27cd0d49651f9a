package io.tidegauge.cli;

import io.tidegauge.backtest.Opening;
import io.tidegauge.backtest.Scorecard;
import io.tidegauge.compare.Calibration;
import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The scorecard as a page of Markdown.
 *
 * @param sets the data sets, judged
 * @param simulation what the simulation says, or empty where none was run
 */
record ScorecardPage(List<ScoredSet> sets, String simulation) {

    /** From here on the budget is claimed. */
    private static final long ENOUGH_MS = 14 * TimeWindow.DAY_MS;

    private static final long MONTH_MS = 30 * TimeWindow.DAY_MS;

    private static final String HEAD = """
            # Scorecard

            How well our rule does on real data of which the drift is known, beside other tools' default rules and beside as
            many alarms at random; and how often it alarms in simulated worlds where nothing happens. The tables are as they
            came out of

            ```
            tidegauge scorecard DIR --simulate --write docs/scorecard.md
            ```

            DIR has a directory for each data set, with `dataset.json` (kinds of the columns, `baseline_rows` B,
            `window_rows` N, `time_column`) and `NAME.csv.gz`, and beside them `drift_truth.csv` (what is known to change,
            from which row to which).

            ## How it is counted

            - The baseline is rows 0 to B-1. Window k is rows k·N to (k+1)·N-1; those from B on are judged, by the code that
              judges the detector's windows, with its defaults.
            - Event time is the set's own where `time_column` never goes back, moved by one constant so that the first row
              begins a window; a window is N times the usual step long. Else row i is at i seconds. Only the length of windows,
              the baseline's blocks and its seasons come from the time; which rows a window has does not.
            - A **truth** is a line of `drift_truth.csv` with a range of rows, of which any judged window holds a row: one
              event, and the features that it is seen in. `(all)` means every feature.
            - It is **found** where an alert of severity WARNING or higher, of any kind, on any of its features is firing in a
              window that holds a row of the range, whether it opened there or fires on from before. A notice finds nothing.
              The **delay** is counted in windows, from the first that holds such a row to the first of these in which an
              alert fires; 0 where one fires already.
            - A truth is **opened in range** where an alert on one of its features opened in such a window, or became
              CRITICAL there. What is found and not opened in range was found by somebody who had been called before.
            - An alert is **false** that opens on a feature outside of all its ranges, or on a feature without range of which
              the file says that it does not drift, or that it recurs. **False feature-windows** are the windows in which an
              alert fires there, whenever it opened, summed over the features: what is always on pays with these.
            - An alert is **unscored** on a feature that the file does not name, or calls non-stationary without saying where:
              nobody knows whether it is right.
            - An alert that stays open is counted once, and fires until it is resolved. The other tools have no memory: there
              an alert fires on a feature that is flagged, and opens where it was not flagged in the window before.
            - `random` alarms by the throw of a die, for each feature and window at the rate at which our rule opened alerts
              on the set. Its alarms last for one window.

            The other tools' rules are described, with versions and sources, at the classes `EvidentlyPreset`,
            `NannymlPreset`, `TfdvPreset` and `SagemakerPreset`. NannyML's chunks are the windows. TensorFlow Data
            Validation has no thresholds of its own: those of its guide are taken.
            """;

    /** The whole page. */
    String text() {
        List<String> parts = new ArrayList<>(List.of(HEAD.strip(), results(), opened(), data(), missed()));
        if (!simulation.isBlank()) {
            parts.add(simulation.strip());
        }
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n", "", "\n"));
    }

    private String results() {
        return "## Results\n\n" + line(ScorecardCommand.COLUMNS) + "\n|"
                + "---|".repeat(ScorecardCommand.COLUMNS.size())
                + "\n"
                + sets.stream()
                        .flatMap(set -> set.card().scores().stream())
                        .map(score -> line(ScorecardCommand.cells(score)))
                        .collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private String opened() {
        return "## What our rule told\n\nThe first window after the baseline has the number B / N.\n\n"
                + "| set | window | feature | kind | severity | sentence |\n|---|---|---|---|---|---|\n"
                + sets.stream()
                        .flatMap(set ->
                                set.card().of(Scorecard.OWN).openings().stream().map(opening -> line(set, opening)))
                        .collect(Collectors.joining("\n"));
    }

    private static String line(ScoredSet set, Opening opening) {
        return "| " + set.set().name() + " | " + opening.number() + " | " + opening.feature() + " | " + opening.kind()
                + " | " + opening.severity() + (opening.again() ? ", before less" : "") + " | "
                + opening.sentence().replace("|", "\\|") + " |";
    }

    private String data() {
        return "## What the data allow\n\n"
                + "The budget is claimed for baselines of 14 days or more, cut into at least 30 blocks. Windows are held to the"
                + " longest blocks that are no longer than they are: CALIBRATED where 30 or more span 7 days or more,"
                + " PROVISIONAL where they span less, UNCALIBRATED, which never pages, where there are fewer. Windows of a"
                + " day or more whose blocks are shorter than a day are held to the baseline's whole days instead:"
                + " CALIBRATED from 14 on, PROVISIONAL from 3 on. A first or last day counts as whole with three quarters"
                + " of the blocks of the fullest one. The smallest change is the effect that a window"
                + " shows half of the time, at the level of the persistent path; effects below 0.1 do not matter to the"
                + " standard rule.\n\n| set | time | baseline | window | blocks | calibration | a window's rows are worth |"
                + " smallest change |\n|---|---|---|---|---|---|---|---|\n"
                + sets.stream().map(ScorecardPage::data).collect(Collectors.joining("\n"))
                + "\n\nWhere this is too little for the promise of one false alarm a month:\n\n"
                + sets.stream().map(ScorecardPage::tooLittle).collect(Collectors.joining("\n"));
    }

    /** What the set is too short for. */
    private static String tooLittle(ScoredSet set) {
        SetChance chance = new SetChance(set);
        List<String> lacks = new ArrayList<>();
        if (!set.run().times().real()) {
            lacks.add("its rows have no time, so blocks are rows in the order of the file");
        }
        if (chance.baselineMs() < ENOUGH_MS || !chance.calibration().equals(Calibration.CALIBRATED.name())) {
            lacks.add("a baseline of " + days(chance.baselineMs()) + " is " + chance.calibration()
                    + ", and the budget is not claimed for it");
        }
        long judged = set.run().windows().size() * set.run().times().windowMs();
        lacks.add(String.format(
                Locale.ROOT,
                "%d windows over %s, in which the budget would allow %.2g false alarms",
                set.run().windows().size(),
                days(judged),
                judged / (double) MONTH_MS));
        return "- **" + set.set().name() + "**: " + String.join("; ", lacks) + ".";
    }

    private static String data(ScoredSet set) {
        SetChance chance = new SetChance(set);
        return "| " + set.set().name() + " | " + (set.run().times().real() ? "its own" : "a row a second") + " | "
                + days(chance.baselineMs()) + " | " + days(set.run().times().windowMs()) + " | " + chance.blocks()
                + " | "
                + chance.calibration() + " | " + chance.worth() + " | " + chance.smallest() + " |";
    }

    private static String days(long ms) {
        return ms < TimeWindow.DAY_MS
                ? String.format(
                        Locale.ROOT, "%.1f h", ms / (double) Duration.ofHours(1).toMillis())
                : String.format(Locale.ROOT, "%.1f days", ms / (double) TimeWindow.DAY_MS);
    }

    private String missed() {
        String lines = sets.stream()
                .flatMap(set -> new MissedTruths(set).lines().stream())
                .collect(Collectors.joining("\n"));
        return lines.isEmpty()
                ? ""
                : "## What our rule did not find, and why\n\n"
                        + "Truths and, of those found, the features on which nothing fired; and truths found only by an alert"
                        + " that fired before. The persistent path asks for effect 0.1 and a p-value that passes Benjamini-Hochberg at the level"
                        + " given, in two of three windows.\n\n" + lines;
    }
}
