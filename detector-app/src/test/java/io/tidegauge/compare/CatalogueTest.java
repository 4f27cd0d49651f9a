package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statistics of whole comparisons, against figures worked out by hand. */
class CatalogueTest {

    @Test
    void newModeIsHeldAgainstTheOldOneInTheWindow() {
        SortedMap<String, Statistic> statistics = labels("a 60 b 40", "a 30 b 70");
        assertThat(statistics.get("mode_changed").orNaN()).isEqualTo(1);
        assertThat(statistics.get("mode_change_margin").orNaN()).isCloseTo(0.4, within(1e-12));
        // z = 40 / √100 = 4
        assertThat(statistics.get("mode_change_p").orNaN()).isCloseTo(6.334248366623996e-05, within(1e-12));
        assertThat(labels("a 60 b 40", "a 51 b 49").get("mode_change_p").isDefined())
                .isFalse();
    }

    @Test
    void cardinalityIsComparedAtEqualRows() {
        SortedMap<String, Statistic> statistics = labels("a 500 b 499 c 1", "a 5 b 5");
        assertThat(statistics.get("distinct_ratio").orNaN()).isCloseTo(2 / 3.0, within(1e-12));
        // c is among 10 of 1,000 rows with a chance of 0.01; a and b are but for 0.2 %.
        assertThat(statistics.get("distinct_ratio_rarefied").orNaN()).isCloseTo(2 / 2.008, within(1e-3));
    }

    @Test
    void twoCategoriesHaveAnExactTestAndThreeHaveNot() {
        assertThat(labels("no 3 yes 1", "no 1 yes 4").get("fisher_exact_p").orNaN())
                .isCloseTo(0.2063492063492063, within(1e-9));
        assertThat(labels("a 3 b 1 c 1", "a 1 b 4").get("fisher_exact_p")).isInstanceOf(Statistic.Undefined.class);
    }

    @Test
    void unseenMassIsHeldAgainstCategoriesSeenOnce() {
        // Three rows of ten in unseen categories at a chance of 1/20: P(X ≥ 3).
        assertThat(labels("a 19 b 1", "a 7 c 3").get("unseen_mass_p").orNaN())
                .isCloseTo(0.011503557379296871, within(1e-9));
    }

    @Test
    void valuesOutOfRangeAreHeldAgainstTheNextRecord() {
        SortedMap<String, Statistic> statistics =
                numbers(IntStream.rangeClosed(1, 19).toArray(), new int[] {0, 3, 4, 5, 22});
        assertThat(statistics.get("out_of_range_share").orNaN()).isEqualTo(0.4);
        // Two of five at a chance of 2/20.
        assertThat(statistics.get("out_of_range_p").orNaN()).isCloseTo(0.08146, within(1e-9));
    }

    @Test
    void quantileShiftsHaveAnIntervalOfOrderStatistics() {
        SortedMap<String, Statistic> statistics = numbers(
                IntStream.rangeClosed(1, 101).toArray(),
                IntStream.rangeClosed(1, 100).toArray());
        // The 40.2th and the 59.8th of 100 values, 51 being the baseline's median and 50 its interquartile range.
        assertThat(statistics.get("quantile_shift_q50").orNaN()).isCloseTo(-0.02, within(1e-12));
        assertThat(statistics.get("quantile_shift_q50_low").orNaN()).isCloseTo((41 - 51) / 50.0, within(1e-12));
        assertThat(statistics.get("quantile_shift_q50_high").orNaN()).isCloseTo((60 - 51) / 50.0, within(1e-12));
    }

    @Test
    void clippedDistanceLeavesTheTailsOut() {
        int[] baseline = IntStream.rangeClosed(0, 1_000).toArray();
        int[] window = baseline.clone();
        window[1_000] = 1_000_000_000;
        SortedMap<String, Statistic> statistics = numbers(baseline, window);
        assertThat(statistics.get("wasserstein1").orNaN()).isGreaterThan(900_000);
        assertThat(statistics.get("wasserstein1_clipped").orNaN()).isLessThan(1);
    }

    @Test
    void fewMissingRowsHaveAnExactTest() {
        SortedMap<String, Statistic> statistics = labels("a 100", "a 97 null 3");
        assertThat(statistics.get("null_rate_p_exact").orNaN()).isCloseTo(0.24623115577889448, within(1e-9));
        assertThat(labels("a 90 null 10", "a 80 null 20").get("null_rate_p_exact"))
                .isInstanceOf(Statistic.Undefined.class);
    }

    @Test
    void distancesOnCellsHaveTheirLimitLawsPValues() {
        SortedMap<String, Statistic> statistics = labels("a 500 b 500", "a 260 b 240");
        double rows = 1 / (1 / 1000.0 + 1 / 500.0);
        double js = statistics.get("js_distance_nats").orNaN();
        double hellinger = statistics.get("hellinger").orNaN();
        // With one degree of freedom chi-square is a squared normal value.
        assertThat(statistics.get("js_distance_p").orNaN()).isCloseTo(twoSided(Math.sqrt(8 * rows) * js), within(1e-9));
        assertThat(statistics.get("hellinger_p").orNaN())
                .isCloseTo(twoSided(Math.sqrt(8 * rows) * hellinger), within(1e-9));
        assertThat(statistics.get("kl_p").orNaN())
                .isCloseTo(statistics.get("chi2_p").orNaN(), within(1e-3));
        assertThat(statistics.get("psi_debiased").orNaN())
                .isCloseTo(
                        statistics.get("psi").orNaN()
                                - statistics.get("psi_bias").orNaN(),
                        within(1e-15));
        assertThat(statistics.get("total_variation_bias").orNaN())
                .isCloseTo(Math.sqrt(0.5 / (Math.PI * rows)), within(1e-12));
    }

    private static double twoSided(double z) {
        return org.apache.commons.math3.special.Erf.erfc(z / Math.sqrt(2));
    }

    private static SortedMap<String, Statistic> labels(String baseline, String window) {
        return compare(FeatureKind.CATEGORICAL, labels(baseline), labels(window));
    }

    private static FeatureProfile labels(String counts) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        String[] words = counts.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            for (int row = 0; row < Integer.parseInt(words[i + 1]); row++) {
                profile.add(words[i].equals("null") ? FeatureValue.MISSING : new FeatureValue.Text(words[i]));
            }
        }
        return profile.toProfile();
    }

    private static SortedMap<String, Statistic> numbers(int[] baseline, int[] window) {
        return compare(FeatureKind.NUMERIC, numbers(baseline), numbers(window));
    }

    private static FeatureProfile numbers(int[] values) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (int value : values) {
            profile.add(new FeatureValue.Numeric(value));
        }
        return profile.toProfile();
    }

    private static SortedMap<String, Statistic> compare(
            FeatureKind kind, FeatureProfile baseline, FeatureProfile window) {
        return FeatureComparator.compare("x", kind, baseline, baseline.rows(), window, window.rows())
                .statistics();
    }
}
