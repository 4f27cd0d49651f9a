package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardNormalTest {

    /** Values of SciPy's norm.cdf. */
    @ParameterizedTest
    @CsvSource({
        "-6.3, 1.4882282217623072e-10",
        "-3.00390625, 0.0013326872092923007",
        "-1.7, 0.044565462758543041",
        "-0.123, 0.45105354898356326",
        "0.0, 0.5",
        "0.4321, 0.66716563265304341",
        "1.999, 0.9771958230673411",
        "4.5, 0.99999660232687526",
        "7.2, 0.99999999999969891"
    })
    void agreesWithSciPy(double x, double below) {
        assertThat(StandardNormal.below(x)).isCloseTo(below, within(2e-11));
    }

    @Test
    void agreesWithTheClosedFormBetweenItsPoints() {
        NormalDistribution normal = new NormalDistribution();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            double x = random.nextDouble(-9, 9);
            assertThat(StandardNormal.below(x))
                    .as("at %s", x)
                    .isCloseTo(normal.cumulativeProbability(x), within(2e-11));
        }
    }

    @Test
    void endsAreCertain() {
        assertThat(StandardNormal.below(-100)).isZero();
        assertThat(StandardNormal.below(100)).isEqualTo(1);
        assertThat(StandardNormal.below(Double.NEGATIVE_INFINITY)).isZero();
    }
}
