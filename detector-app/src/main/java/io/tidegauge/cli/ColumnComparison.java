package io.tidegauge.cli;

import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Statistic;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two files, column by column.
 *
 * @param baseline the file compared with
 * @param window the file compared
 * @param kinds kinds of columns that are not what the baseline's values suggest
 */
record ColumnComparison(Side baseline, Side window, Map<String, FeatureKind> kinds) {

    /** One file: how it is called, its rows, and the profile of each column. */
    record Side(String file, long rows, SortedMap<String, FeatureProfile> profiles) {

        private JsonText json() {
            return new JsonText().put("file", file).put("rows", rows);
        }
    }

    /** Everything, in one object. */
    JsonText json() {
        JsonText columns = new JsonText();
        comparisons().forEach((name, comparison) -> columns.put(name, json(comparison)));
        return new JsonText()
                .put("baseline", baseline.json())
                .put("window", window.json())
                .put("columns", columns)
                .put("only_in_window", onlyInWindow());
    }

    /** A table of the columns, then every statistic of each. */
    void print(PrintWriter out) {
        SortedMap<String, FeatureComparison> comparisons = comparisons();
        Table summary = new Table("COLUMN", "KIND", "EFFECT", "P-VALUE", "NULLS A", "NULLS B");
        comparisons.forEach((name, comparison) -> summary.add(
                name,
                kind(comparison),
                BaselineText.figure(comparison.effect().orNaN()),
                BaselineText.figure(comparison.pValue().orNaN()),
                Long.toString(comparison.baselineMissing()),
                Long.toString(comparison.windowMissing())));
        out.println("A " + baseline.file() + ", " + baseline.rows() + " rows; B " + window.file() + ", " + window.rows()
                + " rows");
        if (!onlyInWindow().isEmpty()) {
            out.println("only in B: " + String.join(", ", onlyInWindow()));
        }
        out.println();
        summary.print(out);
        comparisons.forEach((name, comparison) -> {
            Table statistics = new Table(name, "");
            comparison.statistics().forEach((statistic, value) -> statistics.add("  " + statistic, text(value)));
            out.println();
            statistics.print(out);
        });
    }

    private static String text(Statistic statistic) {
        return statistic instanceof Statistic.Undefined undefined
                ? "undefined: " + undefined.reason()
                : BaselineText.figure(statistic.orNaN());
    }

    private SortedMap<String, FeatureComparison> comparisons() {
        SortedMap<String, FeatureComparison> comparisons = new TreeMap<>();
        baseline.profiles().forEach((name, profile) -> {
            FeatureProfile other =
                    window.profiles().getOrDefault(name, FeatureProfile.empty(KeyMapping.forFeature(name)));
            FeatureProfile typed = hasValues(profile) ? profile : other;
            comparisons.put(
                    name,
                    FeatureComparator.compare(
                            name,
                            kinds.getOrDefault(name, typed.dominantKind()),
                            profile,
                            baseline.rows(),
                            other,
                            window.rows()));
        });
        return comparisons;
    }

    private static boolean hasValues(FeatureProfile profile) {
        return profile.rows() > profile.nulls();
    }

    private List<String> onlyInWindow() {
        return window.profiles().keySet().stream()
                .filter(name -> !baseline.profiles().containsKey(name))
                .toList();
    }

    private static JsonText json(FeatureComparison comparison) {
        JsonText statistics = new JsonText();
        SortedMap<String, String> undefined = new TreeMap<>();
        SortedMap<String, Statistic> all = new TreeMap<>(comparison.statistics());
        all.put("effect", comparison.effect());
        all.put("p_value", comparison.pValue());
        all.forEach((name, statistic) -> {
            if (statistic instanceof Statistic.Undefined why) {
                undefined.put(name, why.reason());
            }
        });
        comparison.statistics().forEach((name, statistic) -> statistics.figure(name, statistic.orNaN()));
        return new JsonText()
                .put("kind", kind(comparison))
                .figure("effect", comparison.effect().orNaN())
                .figure("p_value", comparison.pValue().orNaN())
                .put("baseline_rows", comparison.baselineRows())
                .put("window_rows", comparison.windowRows())
                .put("baseline_missing", comparison.baselineMissing())
                .put("window_missing", comparison.windowMissing())
                .put("window_mismatched", comparison.windowMismatched())
                .put("window_below", comparison.windowBelow())
                .put("window_above", comparison.windowAbove())
                .put("window_unseen", comparison.windowUnseen())
                .put("baseline_not_numbers", comparison.baselineNotNumbers())
                .put("window_not_numbers", comparison.windowNotNumbers())
                .put("baseline_distinct", comparison.baselineDistinct())
                .put("window_distinct", comparison.windowDistinct())
                .figure("resolution", comparison.resolution())
                .put("statistics", statistics)
                .put("undefined", undefined)
                .put(
                        "cells",
                        comparison.cells().stream().map(ColumnComparison::json).toList());
    }

    private static SortedMap<String, Object> json(CellShare cell) {
        return new TreeMap<>(Map.of(
                "label", cell.label(), "baseline_share", cell.baselineShare(), "window_share", cell.windowShare()));
    }

    private static String kind(FeatureComparison comparison) {
        return comparison.kind().name().toLowerCase(Locale.ROOT);
    }
}
