package io.tidegauge.compare;

import static io.tidegauge.compare.GoldenFiles.doubles;
import static io.tidegauge.compare.GoldenFiles.fieldsOf;
import static io.tidegauge.compare.GoldenFiles.longs;
import static io.tidegauge.compare.GoldenFiles.toDouble;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.profile.WeightedValues;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** One case of golden/sketch_view.json: statistics of weighted sorted values, and of the raw values behind them. */
final class GoldenSketchView {

    private static final Set<String> CASE = Set.of(
            "id",
            "title",
            "tags",
            "numeric_case",
            "k",
            "baseline_view",
            "window_view",
            "expected",
            "exact_from_items",
            "error");

    private static final Set<String> VIEW =
            Set.of("n", "min", "max", "rank_error_cdf", "rank_error_pmf", "values", "cumulative_weights");

    private GoldenSketchView() {}

    static void check(JsonNode c, Map<String, JsonNode> numeric) {
        assertThat(CASE).as("fields with a check").containsAll(fieldsOf(c));
        WeightedValues baseline = view(c.get("baseline_view"));
        WeightedValues window = view(c.get("window_view"));
        double ks = statistics(c, "expected", baseline, window);
        JsonNode raw = numeric.get(c.get("numeric_case").asText());
        assertThat(raw).as("the case of %s", c.get("numeric_case")).isNotNull();
        double exact = statistics(
                c,
                "exact_from_items",
                GoldenNumeric.present(raw.get("baseline_values")),
                GoldenNumeric.present(raw.get("window_values")));
        checkError(c, Math.abs(ks - exact));
    }

    /** A view's median is one of its values; the median of raw values is the mean of the two middle ones. */
    private static Statistic brownForsythe(String group, WeightedValues baseline, WeightedValues window) {
        return SpreadTests.levene(
                Sample.ofDeviations(baseline, median(group, baseline)),
                Sample.ofDeviations(window, median(group, window)));
    }

    private static double median(String group, WeightedValues values) {
        return group.equals("expected")
                ? Quantiles.typeOne(values, 0.5)
                : Quantiles.median(values, Quantiles.cumulative(values));
    }

    private static WeightedValues view(JsonNode view) {
        assertThat(VIEW).as("fields with a check").containsAll(fieldsOf(view));
        double[] values = doubles(view.get("values"));
        long[] cumulative = longs(view.get("cumulative_weights"));
        int size = 0;
        long[] counts = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            long weight = cumulative[i] - (i == 0 ? 0 : cumulative[i - 1]);
            // The minimum and the maximum are always listed, also where no row is left there.
            if (weight > 0) {
                if (size == 0 || values[size - 1] != values[i]) {
                    values[size++] = values[i] + 0.0;
                }
                counts[size - 1] += weight;
            }
        }
        WeightedValues weighted = new WeightedValues(Arrays.copyOf(values, size), Arrays.copyOf(counts, size));
        assertThat(weighted.total()).isEqualTo(view.get("n").asLong());
        return weighted;
    }

    /** Checks them all. Gives the Kolmogorov-Smirnov distance. */
    private static double statistics(JsonNode c, String group, WeightedValues baseline, WeightedValues window) {
        PooledValues pooled = PooledValues.of(baseline, window);
        KolmogorovSmirnov ks = KolmogorovSmirnov.of(pooled);
        for (String field : fieldsOf(c.get(group))) {
            JsonNode expected = c.get(group).get(field);
            switch (field) {
                case "ks_d" -> check(c, group, field, expected, Statistic.of(ks.d()));
                case "auc_window_greater" ->
                    check(
                            c,
                            group,
                            field,
                            expected,
                            Statistic.of(MannWhitney.of(pooled).auc()));
                case "wasserstein1" -> check(c, group, field, expected, Wasserstein.distance(pooled));
                case "brown_forsythe_w" -> check(c, group, field, expected, brownForsythe(group, baseline, window));
                case "baseline_quantiles_inclusive" ->
                    fieldsOf(expected)
                            .forEach(p -> assertThat(Quantiles.typeOne(baseline, Double.parseDouble(p)))
                                    .as("quantile %s", p)
                                    .isEqualTo(toDouble(expected.get(p))));
                default -> throw new AssertionError("expected field without a check: " + field);
            }
        }
        return ks.d();
    }

    private static void checkError(JsonNode c, double distance) {
        JsonNode error = c.get("error");
        assertThat(Set.of("ks_d", "bound_99pct")).as("fields with a check").containsAll(fieldsOf(error));
        check(c, "error", "ks_d", error.get("ks_d"), Statistic.of(distance));
        double bound = toDouble(c.get("baseline_view").get("rank_error_cdf"))
                + toDouble(c.get("window_view").get("rank_error_cdf"));
        check(c, "error", "bound_99pct", error.get("bound_99pct"), Statistic.of(bound));
    }

    private static void check(JsonNode c, String group, String field, JsonNode expected, Statistic actual) {
        String where = c.get("id").asText() + " " + group + "." + field;
        new GoldenField(where, GoldenField.Kind.STATISTIC, expected, GoldenFiles.tags(c)).check(actual);
    }
}
