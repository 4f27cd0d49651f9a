package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class MultinomialTest {

    private static final long SEED = 7;

    /** Four rows in three cells: 15 outcomes, whose probabilities are 4!/(a! b! c!) p^a q^b r^c. */
    @Test
    void wholeOutcomesFollowTheExactLaw() {
        SplittableRandom random = new SplittableRandom(SEED);
        int draws = 300_000;
        Map<String, Long> seen = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            seen.merge(Arrays.toString(Multinomial.draw(random, 4, new double[] {1, 3, 4}, 1)), 1L, Long::sum);
        }
        int[] factorial = {1, 1, 2, 6, 24};
        double statistic = 0;
        int outcomes = 0;
        for (int a = 0; a <= 4; a++) {
            for (int b = 0; a + b <= 4; b++) {
                int c = 4 - a - b;
                double expected = draws
                        * 24.0
                        / (factorial[a] * factorial[b] * factorial[c])
                        * Math.pow(1 / 8.0, a)
                        * Math.pow(3 / 8.0, b)
                        * Math.pow(0.5, c);
                long observed = seen.getOrDefault(Arrays.toString(new long[] {a, b, c}), 0L);
                statistic += (observed - expected) * (observed - expected) / expected;
                outcomes++;
            }
        }
        assertThat(outcomes).isEqualTo(15);
        assertThat(1 - new ChiSquaredDistribution(14).cumulativeProbability(statistic))
                .as("chi-square %.1f over 15 outcomes, seed %d", statistic, SEED)
                .isGreaterThan(1e-4);
    }

    /** Pearson's statistic of counts against their law has the mean cells - 1 and the variance of chi-square, nearly. */
    @Test
    void manyRowsVaryAsMuchAsTheyShould() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] weights = new double[21];
        Arrays.fill(weights, 0.0495);
        weights[20] = 0.01;
        int draws = 20_000;
        double sum = 0;
        for (int i = 0; i < draws; i++) {
            long[] counts = Multinomial.draw(random, 10_000, weights, 1);
            assertThat(Arrays.stream(counts).sum()).isEqualTo(10_000);
            for (int k = 0; k < counts.length; k++) {
                double expected = 10_000 * weights[k];
                sum += (counts[k] - expected) * (counts[k] - expected) / expected;
            }
        }
        assertThat(sum / draws).isCloseTo(20, within(5 * Math.sqrt(40.0 / draws)));
    }

    @Test
    void rowsGoTogetherAndNothingFallsWhereNothingBelongs() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 1_000; i++) {
            long[] counts = Multinomial.draw(random, 10, new double[] {0, 0.5, 0, 0.25, 0}, 10);
            assertThat(counts[0] + counts[2] + counts[4]).isZero();
            assertThat(counts[1] + counts[3]).isEqualTo(100);
            assertThat(counts[1] % 10).isZero();
        }
    }
}
