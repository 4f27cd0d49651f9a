package io.tidegauge.compare;

import static io.tidegauge.compare.GoldenFiles.doubles;
import static io.tidegauge.compare.GoldenFiles.fieldsOf;
import static io.tidegauge.compare.GoldenFiles.longs;
import static io.tidegauge.compare.GoldenFiles.tags;
import static io.tidegauge.compare.GoldenFiles.toDouble;
import static io.tidegauge.compare.GoldenStatistics.checkField;
import static io.tidegauge.compare.GoldenStatistics.checkNullRate;
import static io.tidegauge.compare.GoldenStatistics.checkUndefined;
import static io.tidegauge.compare.GoldenStatistics.statistic;
import static io.tidegauge.compare.GoldenTargets.CELLS;
import static io.tidegauge.compare.GoldenTargets.VALUES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.profile.WeightedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One case of golden/numeric.json. */
final class GoldenNumeric {

    /** What a case says beside its inputs and expectations. */
    private static final Set<String> CASE = Set.of(
            "id",
            "title",
            "tags",
            "baseline_values",
            "window_values",
            "baseline",
            "window",
            "null_rate",
            "expected",
            "sketch_tol_k200",
            "status");

    private GoldenNumeric() {}

    static void check(JsonNode c) {
        assertThat(CASE).containsAll(fieldsOf(c));
        FeatureProfile baseline = numericProfile(c.get("baseline_values"));
        FeatureProfile window = numericProfile(c.get("window_values"));
        FeatureComparison comparison =
                FeatureComparator.compare("x", FeatureKind.NUMERIC, baseline, baseline.rows(), window, window.rows());
        SortedMap<String, Statistic> statistics = comparison.statistics();
        if (!baseline.numbers().exact() || !window.numbers().exact()) {
            statistics = fromRawValues(c, baseline, window, comparison);
        }
        checkSide(c, "baseline", comparison, comparison.baselineMissing(), statistics);
        checkSide(c, "window", comparison, comparison.windowMissing(), statistics);
        checkNullRate(c, statistics);
        if (c.has("status")) {
            checkUndefined(comparison, VALUES, CELLS);
            return;
        }
        assertThat(comparison.effect().isDefined()).as("effect").isTrue();
        for (String field : fieldsOf(c.get("expected"))) {
            JsonNode expected = c.get("expected").get(field);
            if (VALUES.containsKey(field)) {
                checkField(c, field, expected, VALUES.get(field), statistics);
            } else if (field.startsWith("bins")) {
                checkBins(c, field, expected);
            } else if (field.equals("range")) {
                count(c, "below_baseline_min", expected, comparison.windowBelow());
                count(c, "above_baseline_max", expected, comparison.windowAbove());
                assertThat(expected).hasSize(2);
            } else if (field.equals("quantile_shift_over_iqr")) {
                checkQuantileShifts(c, expected, statistics);
            } else {
                assertThat(VALUES).as("expected field without a check").containsKey(field);
            }
        }
    }

    /**
     * With more distinct values than a histogram keeps apart, the statistics proper are computed from the raw values, and
     * those of the histograms are held to what they do not tell apart.
     */
    private static SortedMap<String, Statistic> fromRawValues(
            JsonNode c, FeatureProfile baseline, FeatureProfile window, FeatureComparison comparison) {
        WeightedValues b = present(c.get("baseline_values"));
        WeightedValues w = present(c.get("window_values"));
        Summary before = new Summary(baseline.moments(), b, true);
        Summary now = new Summary(window.moments(), w, true);
        StatisticTable table = new StatisticTable();
        SummaryStatistics.addTo(table, Optional.of(before), Optional.of(now));
        ValueStatistics.addTo(table, PooledValues.of(b, w), before, now);
        table.put(StatisticName.BASELINE_DISTINCT, b.size());
        table.put(StatisticName.WINDOW_DISTINCT, w.size());
        SortedMap<String, Statistic> exact = new TreeMap<>(comparison.statistics());
        table.prefixed("").forEach((name, statistic) -> {
            if (name.equals("ks_d") || name.equals("auc_window_greater")) {
                assertThat(exact.get(name).orNaN())
                        .as("%s within what the histograms do not tell apart", name)
                        .isCloseTo(statistic.orNaN(), within(4 * comparison.resolution()));
            }
            exact.put(name, statistic);
        });
        return exact;
    }

    private static FeatureProfile numericProfile(JsonNode values) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (JsonNode value : values) {
            profile.add(value.isNull() ? FeatureValue.MISSING : new FeatureValue.Numeric(toDouble(value)));
        }
        return profile.toProfile();
    }

    private static void checkSide(
            JsonNode c,
            String side,
            FeatureComparison comparison,
            long missing,
            SortedMap<String, Statistic> statistics) {
        JsonNode expected = c.get(side);
        boolean empty = expected.get("n").asLong() == 0;
        Map<String, GoldenField.Kind> kinds = Map.of(
                "n", GoldenField.Kind.COUNT,
                "distinct", GoldenField.Kind.COUNT,
                "min", GoldenField.Kind.STATISTIC,
                "max", GoldenField.Kind.STATISTIC,
                "mean", GoldenField.Kind.MOMENT,
                "var_ddof1", GoldenField.Kind.MOMENT,
                "std_ddof0", GoldenField.Kind.MOMENT,
                "skew_biased", GoldenField.Kind.MOMENT,
                "kurtosis_excess_biased", GoldenField.Kind.MOMENT);
        Map<String, String> names = Map.of(
                "var_ddof1",
                "var",
                "std_ddof0",
                "std_population",
                "skew_biased",
                "skew",
                "kurtosis_excess_biased",
                "kurtosis");
        for (String field : fieldsOf(expected)) {
            String where = c.get("id").asText() + " " + side + "." + field;
            if (field.equals("rows")) {
                assertThat(side.equals("window") ? comparison.windowRows() : comparison.baselineRows())
                        .as(where)
                        .isEqualTo(expected.get(field).asLong());
            } else if (field.equals("nulls")) {
                assertThat(missing).as(where).isEqualTo(expected.get(field).asLong());
            } else if (field.equals("quantiles_type1")) {
                for (String p : fieldsOf(expected.get(field))) {
                    String key = side + "_q" + (p + "0").substring(2, 4);
                    new GoldenField(
                                    where + p,
                                    GoldenField.Kind.COUNT,
                                    expected.get(field).get(p),
                                    tags(c))
                            .check(statistic(statistics, key));
                }
            } else {
                assertThat(kinds).as("expected field without a check").containsKey(field);
                String key = side + "_" + names.getOrDefault(field, field);
                new GoldenField(where, kinds.get(field), expected.get(field), tags(c))
                        .check(statistic(statistics, key));
            }
        }
        if (empty) {
            assertThat(List.of("_min", "_max", "_mean", "_var", "_skew", "_q50"))
                    .allMatch(suffix -> !statistic(statistics, side + suffix).isDefined());
        }
    }

    private static void checkBins(JsonNode c, String field, JsonNode expected) {
        int cells = Integer.parseInt(field.substring("bins".length()));
        WeightedValues baseline = present(c.get("baseline_values"));
        WeightedValues window = present(c.get("window_values"));
        EdgeCells quantiles = EdgeCells.quantiles(baseline, cells);
        SortedMap<String, Statistic> statistics = quantiles.statistics("", baseline, window);
        statistics.put("baseline_n", Statistic.of(baseline.total()));
        statistics.put("window_n", Statistic.of(window.total()));
        long used = IntStream.range(0, quantiles.counts(baseline).length)
                .filter(i -> quantiles.counts(baseline)[i] + quantiles.counts(window)[i] > 0)
                .count();
        for (String name : fieldsOf(expected)) {
            String where = c.get("id").asText() + " " + field + "." + name;
            switch (name) {
                case "edges" ->
                    assertThat(EdgeCells.quantileEdges(baseline, cells))
                            .as(where)
                            .containsExactly(doubles(expected.get(name)));
                case "baseline_counts" ->
                    assertThat(quantiles.counts(baseline)).as(where).containsExactly(longs(expected.get(name)));
                case "window_counts" ->
                    assertThat(quantiles.counts(window)).as(where).containsExactly(longs(expected.get(name)));
                case "cells_used" ->
                    assertThat(used).as(where).isEqualTo(expected.get(name).asLong());
                case "baseline_min" -> assertThat(baseline.values()[0]).isEqualTo(toDouble(expected.get(name)));
                case "baseline_max" ->
                    assertThat(baseline.values()[baseline.size() - 1]).isEqualTo(toDouble(expected.get(name)));
                default -> {
                    assertThat(CELLS).as("expected field without a check").containsKey(name);
                    checkField(c, field + "." + name, expected.get(name), CELLS.get(name), statistics);
                }
            }
        }
    }

    static WeightedValues present(JsonNode values) {
        List<Double> present = new ArrayList<>();
        values.forEach(value -> {
            if (!value.isNull()) {
                present.add(toDouble(value));
            }
        });
        return WeightedValues.of(
                present.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void checkQuantileShifts(JsonNode c, JsonNode expected, SortedMap<String, Statistic> statistics) {
        for (String p : List.of("0.05", "0.25", "0.5", "0.75", "0.95")) {
            String key = "quantile_shift_q" + (p + "0").substring(2, 4);
            JsonNode value = expected.isNull() ? expected : expected.get(p);
            new GoldenField(c.get("id").asText() + " " + key, GoldenField.Kind.MOMENT, value, tags(c))
                    .check(statistic(statistics, key));
        }
        assertThat(expected.size()).isIn(0, 5);
    }

    private static void count(JsonNode c, String field, JsonNode expected, long actual) {
        assertThat(actual)
                .as(c.get("id").asText() + " " + field)
                .isEqualTo(expected.get(field).asLong());
    }
}
