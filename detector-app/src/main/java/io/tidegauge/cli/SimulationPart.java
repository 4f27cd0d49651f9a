package io.tidegauge.cli;

import io.tidegauge.simulate.FalseAlarms;
import io.tidegauge.simulate.Found;
import io.tidegauge.simulate.SimulationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scorecard's part on simulated worlds, the last one of its page.
 *
 * @param seed of all draws
 * @param falseAlarms what was alerted where nothing happened
 * @param found how drifts were found; empty where none was simulated
 */
record SimulationPart(long seed, List<FalseAlarms> falseAlarms, List<Found> found) {

    private static final String TITLE = "## Simulation";

    private static final String OF_WORLDS = """

            Months of 30 days of a model with 70 numeric and 30 categorical features, hourly windows, their counts drawn cell by
            cell, calibrated and decided on by the detector's own code with a budget of one false incident a month. The worlds:
            `iid` rows are draws of their own; `cluster10` has every row ten times; `wander.τ` moves by τ standard deviations from
            hour to hour, with a correlation of 0.8 from one hour to the next, `longmem.05` of 0.99, in `corr.8` mostly in
            common; `season.5` has a daily cycle of half a standard deviation beside wander, `wkend.2` other weekends too. Rows
            with ±80 % vary over the day; an arrow tells that windows hold more rows than the baseline's had. The season is the one
            that the detector takes: by the hour of the week from four weeks of baseline on, by the hour of the day below.

            A warning is an alert on one feature that pages, WARNING or CRITICAL; an incident is what of one model pages together.
            *At most* is the exact one-sided 95 % bound of the rate of warnings (Poisson). The budget is claimed at θ = 0.1.
            """;

    private static final String OF_POWER = """

            Of 100 features 10 drift from the first hour after the baseline on. A cell has the share of drifting features that
            paged within 24 windows, and the windows until half of them had (– for not within 240); N with notices. `shift` is in
            standard deviations, `grad` grows to half of one in 240 windows, `var1.5` multiplies the variance, `rescale` moves all
            values to the lowest cell, `cat` moves rows between categories, `null` takes values away (1 % before), `unseen` puts
            3 % of the rows in a new category.
            """;

    /** The part as Markdown. */
    String text() {
        String worlds =
                TITLE + "\n" + OF_WORLDS + "\n" + SimulationText.ofFalseAlarms(falseAlarms) + "\nSeed " + seed + ".\n";
        return found.isEmpty() ? worlds : worlds + "\n### Power\n" + OF_POWER + "\n" + SimulationText.ofPower(found);
    }

    /** Its tables alone. */
    String tables() {
        String worlds = SimulationText.ofFalseAlarms(falseAlarms);
        return found.isEmpty() ? worlds : worlds + "\n" + SimulationText.ofPower(found);
    }

    /** The part that an earlier run wrote to a page, empty where there is none. */
    static String of(Path page) throws IOException {
        String text = Files.exists(page) ? Files.readString(page) : "";
        int start = text.indexOf("\n" + TITLE + "\n");
        return start < 0 ? "" : text.substring(start + 1);
    }

    /** A page with this part instead of the one that it has. */
    String replacedIn(Path page) throws IOException {
        String text = Files.exists(page) ? Files.readString(page) : "# Scorecard\n";
        return text.substring(0, text.length() - of(page).length()).strip() + "\n\n" + text();
    }

    /** The false alarms, one object for each world. */
    List<Map<String, @Nullable Object>> worlds() {
        return falseAlarms.stream().map(SimulationPart::json).toList();
    }

    /** How drifts were found, one object for each drift and world. */
    List<Map<String, @Nullable Object>> power() {
        return found.stream().map(SimulationPart::json).toList();
    }

    private static Map<String, @Nullable Object> json(FalseAlarms alarms) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("world", alarms.scenario().world().name());
        fields.put("baseline_rows", alarms.scenario().baselineRows());
        fields.put("window_rows", alarms.scenario().rows());
        fields.put("traffic", alarms.scenario().traffic());
        fields.put("baseline_days", alarms.scenario().days());
        fields.put("effect", alarms.effect());
        fields.put("months", alarms.months());
        fields.put("significant", alarms.significant());
        fields.put("warnings", alarms.warnings());
        fields.put("daily_warnings", alarms.daily());
        fields.put("incidents", alarms.incidents());
        fields.put("notices", alarms.notices());
        fields.put("warnings_per_month_at_most", alarms.upperBound());
        return fields;
    }

    private static Map<String, @Nullable Object> json(Found found) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("drift", found.drift().name());
        fields.put("world", found.scenario().world().name());
        fields.put("window_rows", found.scenario().rows());
        fields.put("effect", found.effect());
        fields.put("features", found.warned().size());
        fields.put("warned_within_a_day", found.warnedWithin(SimulationText.A_DAY));
        fields.put("noticed_within_a_day", found.noticedWithin(SimulationText.A_DAY));
        fields.put(
                "median_delay_windows",
                found.medianDelay().isPresent() ? found.medianDelay().getAsInt() : null);
        fields.put("false_companions", found.companions());
        return fields;
    }
}
