package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoncentralChiSquareTest {

    /** Figures of scipy.stats.ncx2.cdf, SciPy 1.17. */
    @ParameterizedTest
    @CsvSource({
        "3, 1, 0.5, 0.839944426939826",
        "20, 21, 0, 0.4787387495160481",
        "20, 21, 3.5, 0.29481494671844055",
        "60, 21, 40, 0.49809708046419676",
        "400, 21, 420, 0.161569307596932",
        "0.01, 2, 1, 0.00302886406374512",
        "300, 3, 10, 1"
    })
    void isTheMixture(double x, double degrees, double noncentrality, double expected) {
        assertThat(NoncentralChiSquare.cumulative(x, degrees, noncentrality)).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "4900, 52, 4900, 0.3578178603693729",
        "5100, 21, 4999, 0.7156420488783962",
        "10000, 21, 9800, 0.8171462466352886",
        "1000000, 21, 1002000, 0.15636852769395398"
    })
    void isTheApproximationFarFromZero(double x, double degrees, double noncentrality, double expected) {
        assertThat(NoncentralChiSquare.cumulative(x, degrees, noncentrality)).isCloseTo(expected, within(3e-6));
    }

    @Test
    void tailsStayProbabilities() {
        assertThat(NoncentralChiSquare.cumulative(0, 5, 3)).isZero();
        assertThat(NoncentralChiSquare.cumulative(5, 3, 200)).isBetween(0.0, 1e-13);
        assertThat(NoncentralChiSquare.cumulative(1e9, 3, 999)).isCloseTo(1, within(1e-12));
        assertThat(NoncentralChiSquare.cumulative(1e-300, 1, 1e12)).isBetween(0.0, 1e-12);
    }
}
