package io.tidegauge.compare;

import static io.tidegauge.compare.GoldenFiles.fieldsOf;
import static io.tidegauge.compare.GoldenFiles.tags;
import static io.tidegauge.compare.GoldenStatistics.statistic;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedMap;

/** What cases of numbers and of categories have in common. */
final class GoldenStatistics {

    private GoldenStatistics() {}

    static void checkNullRate(JsonNode c, SortedMap<String, Statistic> statistics) {
        JsonNode expected = c.get("null_rate");
        if (expected.has("status")) {
            assertThat(statistics.get("null_rate_p").isDefined()).isFalse();
            return;
        }
        assertThat(fieldsOf(expected)).containsExactlyInAnyOrder("diff", "z", "p");
        new GoldenField("null_rate.diff", GoldenField.Kind.STATISTIC, expected.get("diff"), tags(c))
                .check(statistic(statistics, "null_rate_diff"));
        new GoldenField("null_rate.z", GoldenField.Kind.STATISTIC, expected.get("z"), tags(c))
                .check(statistic(statistics, "null_rate_z"));
        new GoldenField("null_rate.p", GoldenField.Kind.P_VALUE, expected.get("p"), tags(c))
                .check(statistic(statistics, "null_rate_p"));
    }

    static void checkField(
            JsonNode c,
            String field,
            JsonNode expected,
            GoldenTargets.Target target,
            SortedMap<String, Statistic> statistics) {
        double rows = statistic(statistics, "baseline_n").orNaN()
                + statistic(statistics, "window_n").orNaN();
        new GoldenField(c.get("id").asText() + " " + field, target.kind(), expected, tags(c), rows)
                .check(statistic(statistics, target.name().key()));
    }

    static Statistic statistic(SortedMap<String, Statistic> statistics, String key) {
        assertThat(statistics).containsKey(key);
        return statistics.get(key);
    }

    @SafeVarargs
    static void checkUndefined(FeatureComparison comparison, Map<String, GoldenTargets.Target>... targets) {
        for (Map<String, GoldenTargets.Target> group : targets) {
            group.values()
                    .forEach(target -> assertThat(comparison
                                    .statistics()
                                    .get(target.name().key())
                                    .isDefined())
                            .as(target.name().key())
                            .isFalse());
        }
    }
}
