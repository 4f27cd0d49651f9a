package io.tidegauge.compare;

import static io.tidegauge.compare.GoldenFiles.doubles;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** One case of golden/correlation.json. Ranks of pairs are not kept, so Spearman's coefficients are not compared. */
final class GoldenCorrelation {

    private static final Set<String> CASE = Set.of(
            "id",
            "title",
            "tags",
            "baseline_x",
            "baseline_y",
            "window_x",
            "window_y",
            "spearman_baseline",
            "spearman_window");

    private GoldenCorrelation() {}

    static void check(JsonNode c) {
        CoMoments baseline = moments(doubles(c.get("baseline_x")), doubles(c.get("baseline_y")));
        CoMoments window = moments(doubles(c.get("window_x")), doubles(c.get("window_y")));
        CorrelationChange change = CorrelationChange.of(baseline, window);
        for (String field : GoldenFiles.fieldsOf(c)) {
            switch (field) {
                case "r_baseline" -> check(c, field, GoldenField.Kind.STATISTIC, baseline.correlation());
                case "r_window" -> check(c, field, GoldenField.Kind.STATISTIC, window.correlation());
                case "difference" -> check(c, field, GoldenField.Kind.STATISTIC, change.difference());
                case "fisher_z" -> check(c, field, GoldenField.Kind.STATISTIC, change.z());
                case "p" -> check(c, field, GoldenField.Kind.P_VALUE, change.pValue());
                default -> assertThat(CASE).as("field without a check").contains(field);
            }
        }
    }

    private static void check(JsonNode c, String field, GoldenField.Kind kind, Statistic actual) {
        new GoldenField(c.path("id").asText() + " " + field, kind, c.get(field), GoldenFiles.tags(c)).check(actual);
    }

    /** The rows as two summaries that are merged, each of which took its rows one by one. */
    private static CoMoments moments(double[] x, double[] y) {
        assertThat(x).hasSameSizeAs(y);
        CoMoments first = CoMoments.NONE;
        CoMoments second = CoMoments.NONE;
        for (int i = 0; i < x.length; i++) {
            CoMoments row = CoMoments.of(x[i], y[i]);
            if (i % 3 == 0) {
                first = first.merge(row);
            } else {
                second = second.merge(row);
            }
        }
        return first.merge(second);
    }
}
