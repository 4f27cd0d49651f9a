package io.tidegauge.compare;

import static io.tidegauge.compare.GoldenFiles.fieldsOf;
import static io.tidegauge.compare.GoldenFiles.tags;
import static io.tidegauge.compare.GoldenStatistics.checkField;
import static io.tidegauge.compare.GoldenStatistics.checkNullRate;
import static io.tidegauge.compare.GoldenStatistics.checkUndefined;
import static io.tidegauge.compare.GoldenStatistics.statistic;
import static io.tidegauge.compare.GoldenTargets.CATEGORIES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** One case of golden/categorical.json. */
final class GoldenCategorical {

    private static final Set<String> CASE = Set.of(
            "id",
            "title",
            "tags",
            "baseline_counts",
            "window_counts",
            "baseline_nulls",
            "window_nulls",
            "category_order",
            "null_rate",
            "cardinality",
            "mode",
            "entropy_bits",
            "expected",
            "status");

    private GoldenCategorical() {}

    static void check(JsonNode c) {
        assertThat(CASE).containsAll(fieldsOf(c));
        FeatureProfile baseline = categoricalProfile(c.get("baseline_counts"), c.get("baseline_nulls"));
        FeatureProfile window = categoricalProfile(c.get("window_counts"), c.get("window_nulls"));
        FeatureComparison comparison = FeatureComparator.compare(
                "x", FeatureKind.CATEGORICAL, baseline, baseline.rows(), window, window.rows());
        SortedMap<String, Statistic> statistics = comparison.statistics();
        checkNullRate(c, statistics);
        assertThat(comparison.baselineDistinct())
                .isEqualTo(c.get("cardinality").get("baseline").asLong());
        assertThat(comparison.windowDistinct())
                .isEqualTo(c.get("cardinality").get("window").asLong());
        checkMode(c, baseline, window, statistics);
        for (String side : List.of("baseline", "window")) {
            new GoldenField(
                            "entropy_bits",
                            GoldenField.Kind.STATISTIC,
                            c.get("entropy_bits").get(side),
                            tags(c))
                    .check(statistic(statistics, side + "_entropy"));
        }
        if (c.has("status")) {
            checkUndefined(comparison, CATEGORIES);
            return;
        }
        for (String field : fieldsOf(c.get("expected"))) {
            checkCategoricalField(c, field, c.get("expected").get(field), statistics);
        }
    }

    private static void checkCategoricalField(
            JsonNode c, String field, JsonNode expected, SortedMap<String, Statistic> statistics) {
        if (field.equals("two_proportion_z_first_category")) {
            checkFirstCategory(c, expected);
        } else if (expected.isObject()) {
            for (String part : fieldsOf(expected)) {
                checkCategoricalField(c, field + "." + part, expected.get(part), statistics);
            }
        } else {
            assertThat(CATEGORIES).as("expected field without a check").containsKey(field);
            checkField(c, field, expected, CATEGORIES.get(field), statistics);
        }
    }

    private static void checkMode(
            JsonNode c, FeatureProfile baseline, FeatureProfile window, SortedMap<String, Statistic> statistics) {
        JsonNode expected = c.get("mode");
        assertThat(fieldsOf(expected)).containsExactlyInAnyOrder("baseline", "window", "changed", "tie_break");
        assertThat(CategoryTable.mode(baseline.asCategories()).orElse(null))
                .isEqualTo(expected.get("baseline").textValue());
        assertThat(CategoryTable.mode(window.asCategories()).orElse(null))
                .isEqualTo(expected.get("window").textValue());
        assertThat(statistic(statistics, "mode_changed"))
                .satisfies(changed -> assertThat(changed.isDefined())
                        .isEqualTo(!expected.get("changed").isNull()))
                .satisfies(changed -> assertThat(changed.orNaN() == 1)
                        .isEqualTo(expected.get("changed").asBoolean()));
    }

    private static void checkFirstCategory(JsonNode c, JsonNode expected) {
        String first = c.get("category_order").get(0).textValue();
        TwoProportion test = TwoProportion.of(
                c.get("baseline_counts").path(first).asLong(),
                sum(c.get("baseline_counts")),
                c.get("window_counts").path(first).asLong(),
                sum(c.get("window_counts")));
        assertThat(fieldsOf(expected)).containsExactlyInAnyOrder("diff", "z", "p");
        new GoldenField("first category diff", GoldenField.Kind.STATISTIC, expected.get("diff"), tags(c))
                .check(Statistic.of(test.difference()));
        new GoldenField("first category z", GoldenField.Kind.STATISTIC, expected.get("z"), tags(c))
                .check(Statistic.of(test.z()));
        new GoldenField("first category p", GoldenField.Kind.P_VALUE, expected.get("p"), tags(c))
                .check(Statistic.of(test.pValue()));
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }

    private static FeatureProfile categoricalProfile(JsonNode counts, JsonNode nulls) {
        FeatureProfile profile = repeated(FeatureValue.MISSING, nulls.asLong());
        for (String category : fieldsOf(counts)) {
            profile = profile.merge(repeated(
                    new FeatureValue.Text(category), counts.get(category).asLong()));
        }
        return profile;
    }

    /** A profile of many equal values, by doubling: the counts go up to a thousand million. */
    private static FeatureProfile repeated(FeatureValue value, long times) {
        FeatureProfile all = FeatureProfile.empty(KeyMapping.STANDARD);
        LiveProfile one = new LiveProfile(KeyMapping.STANDARD);
        one.add(value);
        FeatureProfile power = one.toProfile();
        for (long left = times; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                all = all.merge(power);
            }
            power = power.merge(power);
        }
        return all;
    }
}
