package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactBinomialTest {

    private static final MathContext DIGITS = new MathContext(60);

    /** Adds the terms of the binomial law up, in 60 digits. */
    private static double summed(int successes, int trials, double chance) {
        BigDecimal p = new BigDecimal(chance);
        BigDecimal q = BigDecimal.ONE.subtract(p);
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int k = 0; k <= trials; k++) {
            if (k >= successes) {
                sum = sum.add(
                        new BigDecimal(choose)
                                .multiply(p.pow(k, DIGITS), DIGITS)
                                .multiply(q.pow(trials - k, DIGITS), DIGITS),
                        DIGITS);
            }
            choose = choose.multiply(BigInteger.valueOf(trials - k)).divide(BigInteger.valueOf(k + 1L));
        }
        return sum.doubleValue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 3e-4, 0.05, 0.3, 0.5, 0.77, 0.9997})
    void equalsTheSumOfItsTerms(double chance) {
        for (int trials : new int[] {1, 2, 3, 29, 30, 100, 400}) {
            for (int successes = 0; successes <= trials; successes += Math.max(1, trials / 40)) {
                double expected = summed(successes, trials, chance);
                if (expected > 1e-290) {
                    assertThat(ExactBinomial.upperTail(successes, trials, chance))
                            .as("%d of %d at %s", successes, trials, chance)
                            .isCloseTo(expected, withinPercentage(1e-7));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,10,0,1", "1,10,0,0", "10,10,1,1", "0,0,0.5,1"})
    void takesTheEdges(long successes, long trials, double chance, double expected) {
        assertThat(ExactBinomial.upperTail(successes, trials, chance)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 10_000_000, 1_000_000_000})
    void isNormalInTheLimit(long trials) {
        double chance = 0.2;
        double deviation = Math.sqrt(trials * chance * (1 - chance));
        long successes = Math.round(trials * chance + 2 * deviation + 0.5);
        assertThat(ExactBinomial.upperTail(successes, trials, chance)).isBetween(0.0225, 0.0235);
        assertThat(ExactBinomial.upperTail(trials, trials, chance)).isLessThan(1e-300);
    }

    @ParameterizedTest
    @CsvSource({"-1,10,0.5", "11,10,0.5", "1,10,-0.1", "1,10,1.1", "1,10,NaN"})
    void refusesWhatIsNoBinomial(long successes, long trials, double chance) {
        assertThatThrownBy(() -> ExactBinomial.upperTail(successes, trials, chance))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
