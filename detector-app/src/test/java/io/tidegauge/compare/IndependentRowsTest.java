package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Effect and p-value by simulation, against what the statistics' theory says of them. */
class IndependentRowsTest {

    private static final long SEED = 20_260_731;
    private static final FeatureProfile BASELINE = normal(new Random(SEED), 100_000, 0, 1, 0);

    /** Population values of normal data: the larger of the JS distance on 20 cells and the KS distance. */
    @ParameterizedTest
    @CsvSource({"0.25, 1, 0.105", "0.5, 1, 0.207", "1, 1, 0.397", "0, 1.2247449, 0.108", "0, 1.4142136, 0.178"})
    void theEffectOfAKnownDriftIsItsPopulationValue(double mean, double deviation, double expected) {
        FeatureComparison comparison = compare(normal(new Random(SEED + 1), 100_000, mean, deviation, 0));

        assertThat(comparison.effect().orNaN()).as("seed %d", SEED).isCloseTo(expected, within(0.008));
        assertThat(comparison.pValue().orNaN()).isLessThan(1e-100);
        assertThat(comparison.resolution()).isLessThan(0.02);
    }

    @Test
    void debiasedEffectsOfSmallWindowsDoNotGrowByChance() {
        // At n = 100 most undrifted windows have a raw JS distance above 0.1: 19 / (8 n_h ln 2) = 0.0343 = 0.185².
        assertThat(meanDebiasedSquare(100, 300, 0.1)).as("seed %d", SEED).isCloseTo(0, within(0.005));
        // One window of 1,000 has JS² = 0.00346 ± 0.0011, the mean of 300 ± 0.00007.
        assertThat(meanDebiasedSquare(1_000, 300, 0.03)).as("seed %d", SEED).isCloseTo(0, within(0.0003));
    }

    /** Mean of JS² − E₀JS² over undrifted windows, nearly all of which have a raw distance above the one given. */
    private static double meanDebiasedSquare(int rows, int windows, double exceeded) {
        Random random = new Random(SEED + 2);
        double squares = 0;
        int above = 0;
        for (int i = 0; i < windows; i++) {
            FeatureComparison comparison = compare(normal(random, rows, 0, 1, 0));
            double js = comparison.statistics().get("js_distance").orNaN();
            double cells = comparison.statistics().get("cells").orNaN();
            squares += js * js - (cells - 1) / (8 * Math.log(2) / (1.0 / rows + 1.0 / 100_000));
            above += js >= exceeded ? 1 : 0;
        }
        assertThat(above).as("seed %d", SEED).isGreaterThan(windows * 9 / 10);
        return squares / windows;
    }

    @Test
    void pValuesOfUndriftedWindowsKeepTheirLevel() {
        Random random = new Random(SEED + 3);
        int windows = 600;
        int below = 0;
        int belowJs = 0;
        for (int i = 0; i < windows; i++) {
            FeatureComparison comparison = compare(normal(random, 1_000, 0, 1, 0));
            below += comparison.pValue().orNaN() < 0.1 ? 1 : 0;
            belowJs += comparison.statistics().get("p_js").orNaN() < 0.1 ? 1 : 0;
        }
        // Binomial(600, 0.1) is within 60 ± 30 but once in 10⁴; the combined rule is conservative.
        assertThat(belowJs).as("seed %d", SEED).isBetween(30, 90);
        assertThat(below).as("seed %d", SEED).isBetween(15, 80);
    }

    @Test
    void missingValuesAreACellOfTheEffectButNotOfThatOfValues() {
        FeatureComparison comparison = compare(normal(new Random(SEED + 4), 20_000, 0, 1, 0.3));

        // JS of (0.7, 0.3) against (1, 0): ½·ln(1/0.85) + ½(0.7 ln(0.7/0.85) + 0.3 ln 2) in nats.
        double nats = 0.5 * Math.log(1 / 0.85) + 0.5 * (0.7 * Math.log(0.7 / 0.85) + 0.3 * Math.log(2));
        assertThat(comparison.effect().orNaN()).isCloseTo(Math.sqrt(nats / Math.log(2)), within(0.01));
        assertThat(comparison.statistics().get("effect_of_values").orNaN()).isLessThan(0.02);
    }

    private static FeatureComparison compare(FeatureProfile window) {
        return FeatureComparator.compare("x", FeatureKind.NUMERIC, BASELINE, BASELINE.rows(), window, window.rows());
    }

    private static FeatureProfile normal(Random random, int rows, double mean, double deviation, double nulls) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < rows; i++) {
            if (random.nextDouble() < nulls) {
                profile.addNull();
            } else {
                profile.addNumber(mean + deviation * random.nextGaussian());
            }
        }
        return profile.toProfile();
    }
}
