package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonBoundTest {

    /** The figures of half of SciPy's chi2.ppf(0.95, 2k + 2); and what the bound means. */
    @ParameterizedTest
    @CsvSource({
        "0, 2.99573227355",
        "1, 4.74386451839",
        "2, 6.29579362187",
        "5, 10.5130349087",
        "50, 63.2870740957",
        "80, 96.3500330765",
        "100, 118.079272782"
    })
    void isTheMeanAtWhichSoFewAreRare(long events, double bound) {
        assertThat(PoissonBound.upper95(events)).isCloseTo(bound, within(1e-6));
        assertThat(new PoissonDistribution(bound).cumulativeProbability((int) events))
                .isCloseTo(0.05, within(1e-9));
    }
}
