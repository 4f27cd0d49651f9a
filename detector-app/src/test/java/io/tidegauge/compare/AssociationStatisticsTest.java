package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class AssociationStatisticsTest {

    /** The vectors of golden/correlation.json, whose figures are SciPy's, through the profiles of a comparison. */
    @Test
    void correlationsAreThoseOfTheReferenceVectors() {
        for (JsonNode c : GoldenFiles.load("correlation.json")) {
            SortedMap<String, Statistic> statistics = compare(
                    FeatureKind.NUMERIC,
                    numbers(c.get("baseline_x"), c.get("baseline_y")),
                    numbers(c.get("window_x"), c.get("window_y")));
            close(c, "r_baseline", GoldenField.Kind.STATISTIC, statistics.get("pearson_baseline"));
            close(c, "r_window", GoldenField.Kind.STATISTIC, statistics.get("pearson_window"));
            close(c, "difference", GoldenField.Kind.STATISTIC, statistics.get("pearson_change"));
            close(c, "fisher_z", GoldenField.Kind.STATISTIC, statistics.get("fisher_z"));
            close(c, "p", GoldenField.Kind.P_VALUE, statistics.get("fisher_p"));
        }
    }

    private static void close(JsonNode c, String field, GoldenField.Kind kind, Statistic actual) {
        new GoldenField(GoldenFiles.name(c) + " " + field, kind, c.get(field), GoldenFiles.tags(c)).check(actual);
    }

    private static FeatureProfile numbers(JsonNode x, JsonNode y) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < x.size(); i++) {
            live.addBeside(
                    new FeatureValue.Numeric(x.get(i).asDouble()),
                    new FeatureValue.Numeric(y.get(i).asDouble()));
        }
        return live.toProfile();
    }

    @Test
    void relatedRowsCountForLess() {
        CoMoments before = new CoMoments(1_000, 0, 0, 1, 1, 0.5);
        CoMoments now = new CoMoments(500, 0, 0, 1, 1, 0.3);
        CorrelationChange change = CorrelationChange.of(before, now, rows -> rows / (2 + 0.01 * rows));
        double m = 1_000 / 12.0;
        double n = 500 / 7.0;
        double z = (0.3095196042031117 - 0.5493061443340549) / Math.sqrt(1 / (n - 3) + 1 / (m - 3));
        assertThat(change.z().orNaN()).isCloseTo(z, within(1e-12));
        assertThat(CorrelationChange.of(before, now, rows -> 3).z().isDefined()).isFalse();
    }

    @Test
    void contingencyIsCramersVOfTheRows() {
        // χ² = 20 of 80 rows by hand: V = ½; the second table is independent.
        SortedMap<String, Statistic> statistics = compare(
                FeatureKind.CATEGORICAL,
                labels("a yes 30 a no 10 b yes 10 b no 30"),
                labels("a yes 20 a no 10 b yes 40 b no 20"));
        assertThat(statistics.get("contingency_v_baseline").orNaN()).isCloseTo(0.5, within(1e-12));
        assertThat(statistics.get("contingency_v_window").orNaN()).isCloseTo(0, within(1e-7));
        assertThat(statistics.get("contingency_v_change").orNaN()).isCloseTo(-0.5, within(1e-7));
    }

    @Test
    void oneCategoryOrNoPredictionSaysNothing() {
        assertThat(compare(FeatureKind.CATEGORICAL, labels("a yes 3 b yes 4"), labels("a yes 3 b no 4"))
                        .get("contingency_v_baseline"))
                .isInstanceOf(Statistic.Undefined.class);
        LiveProfile alone = new LiveProfile(KeyMapping.STANDARD);
        alone.addNumber(1);
        alone.addNumber(2);
        assertThat(compare(FeatureKind.NUMERIC, alone.toProfile(), alone.toProfile())
                        .get("pearson_change"))
                .isInstanceOf(Statistic.Undefined.class);
    }

    private static FeatureProfile labels(String counts) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        String[] words = counts.split(" ");
        for (int i = 0; i < words.length; i += 3) {
            for (int row = 0; row < Integer.parseInt(words[i + 2]); row++) {
                live.addBeside(new FeatureValue.Text(words[i]), new FeatureValue.Text(words[i + 1]));
            }
        }
        return live.toProfile();
    }

    private static SortedMap<String, Statistic> compare(
            FeatureKind kind, FeatureProfile baseline, FeatureProfile window) {
        return FeatureComparator.compare("x", kind, baseline, baseline.rows(), window, window.rows())
                .statistics();
    }
}
