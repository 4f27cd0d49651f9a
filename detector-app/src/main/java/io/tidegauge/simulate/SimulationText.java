package io.tidegauge.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Results of simulations as tables of Markdown. */
public final class SimulationText {

    /** Hours within which the paper's tables count what was found. */
    public static final int A_DAY = 24;

    private SimulationText() {}

    /** False alarms, one line for each scenario and effect. */
    public static String ofFalseAlarms(List<FalseAlarms> results) {
        StringBuilder text = new StringBuilder("""
                | world | rows per window | baseline | θ | months | significant feature-windows / month | warnings / month | of these daily | incidents / month | warnings / month at most (95 %) | notices / month |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (FalseAlarms result : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f | %d | %.2f | **%.2f** | %.2f | %.2f | %.2f | %.2f |\n",
                    result.scenario().world().name(),
                    result.scenario().rowsInWords(),
                    baseline(result.scenario()),
                    result.effect(),
                    result.months(),
                    result.perMonth(result.significant()),
                    result.perMonth(result.warnings()),
                    result.perMonth(result.daily()),
                    result.perMonth(result.incidents()),
                    result.upperBound(),
                    result.perMonth(result.notices())));
        }
        return text.toString();
    }

    private static String baseline(Scenario scenario) {
        return scenario.days() + " days"
                + scenario.season()
                        .map(season ->
                                ", " + season.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .orElse("");
    }

    /** What is found, one line for each drift and world, one column for each number of rows. */
    public static String ofPower(List<Found> results) {
        Map<Integer, Integer> columns = new TreeMap<>();
        results.forEach(found -> columns.put(found.scenario().rows(), 0));
        Map<String, Map<Integer, String>> lines = new LinkedHashMap<>();
        for (Found found : results) {
            lines.computeIfAbsent(
                            found.drift().name() + " | "
                                    + found.scenario().world().name(),
                            l -> new TreeMap<>())
                    .put(found.scenario().rows(), cell(found));
        }
        StringBuilder text = new StringBuilder("| drift | world |");
        columns.keySet().forEach(rows -> text.append(String.format(Locale.ROOT, " n=%,d |", rows)));
        text.append(String.format("\n|---|---|%s\n", "---|".repeat(columns.size())));
        lines.forEach((line, cells) -> {
            text.append("| ").append(line).append(" |");
            columns.keySet()
                    .forEach(rows -> text.append(" ")
                            .append(cells.getOrDefault(rows, ""))
                            .append(" |"));
            text.append('\n');
        });
        return text.toString();
    }

    private static String cell(Found found) {
        String delay = found.medianDelay().isPresent()
                ? String.valueOf(found.medianDelay().getAsInt())
                : "–";
        double warned = found.warnedWithin(A_DAY);
        double noticed = found.noticedWithin(A_DAY);
        String cell = String.format(Locale.ROOT, "%.0f %% / %s", 100 * warned, delay);
        return noticed - warned < 0.005 ? cell : String.format(Locale.ROOT, "%s (N %.0f %%)", cell, 100 * noticed);
    }
}
