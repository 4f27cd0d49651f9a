package io.tidegauge.cli;

import io.tidegauge.alert.Severity;
import io.tidegauge.backtest.Opening;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backtest's openings, for people or programs.
 *
 * @param data what was judged
 * @param openings by policy
 */
record BacktestView(BacktestData data, Map<String, List<Opening>> openings) {

    private static final String NOTHING = "-";

    void print(Format format, PrintWriter out) {
        if (format == Format.JSON) {
            out.println(json().pretty());
        } else {
            table().print(out);
            openings.forEach((policy, opened) -> out.println(policy + ": "
                    + opened.stream().filter(Opening::pages).count() + " alerts, "
                    + opened.stream()
                            .filter(one -> one.severity() == Severity.NOTICE)
                            .count()
                    + " notices in " + data.windows().size() + " windows of "
                    + data.baseline().features().size() + " features"));
        }
    }

    /** A line for each window and feature on which anything opened, a column for each policy. */
    private Table table() {
        List<String> header = new ArrayList<>(List.of("WINDOW", "FEATURE"));
        openings.keySet().forEach(policy -> header.add(policy.toUpperCase(Locale.ROOT)));
        Table table = new Table(header.toArray(String[]::new));
        lines().forEach((line, cells) -> {
            List<String> row =
                    new ArrayList<>(List.of(Instant.ofEpochMilli(line.startMs()).toString(), line.feature()));
            openings.keySet().forEach(policy -> row.add(cells.getOrDefault(policy, NOTHING)));
            table.add(row.toArray(String[]::new));
        });
        return table;
    }

    /** What a line is about. */
    private record Line(long startMs, String feature) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int byTime = Long.compare(startMs, other.startMs);
            return byTime != 0 ? byTime : feature.compareTo(other.feature);
        }
    }

    private SortedMap<Line, Map<String, String>> lines() {
        SortedMap<Line, Map<String, String>> lines = new TreeMap<>();
        openings.forEach((policy, opened) -> opened.forEach(
                one -> lines.computeIfAbsent(new Line(one.window().startMs(), one.feature()), line -> new TreeMap<>())
                        .merge(policy, cell(one), (a, b) -> a + ", " + b)));
        return lines;
    }

    private static String cell(Opening opening) {
        return opening.severity() + " " + opening.kind() + (opening.again() ? " (more urgent)" : "");
    }

    private JsonText json() {
        Map<String, Object> policies = new LinkedHashMap<>();
        openings.forEach((policy, opened) ->
                policies.put(policy, opened.stream().map(BacktestView::json).toList()));
        return new JsonText()
                .put("model", data.baseline().manifest().model().model())
                .put("baseline_id", data.baseline().manifest().baselineId())
                .put("windows", data.windows().size())
                .put("policies", policies);
    }

    private static Map<String, Object> json(Opening opening) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "window_start", Instant.ofEpochMilli(opening.window().startMs()).toString());
        fields.put("window_end", Instant.ofEpochMilli(opening.window().endMs()).toString());
        fields.put("feature", opening.feature());
        fields.put("kind", opening.kind());
        fields.put("severity", opening.severity().name());
        fields.put("more_urgent", opening.again());
        fields.put("summary", opening.sentence());
        return fields;
    }
}
