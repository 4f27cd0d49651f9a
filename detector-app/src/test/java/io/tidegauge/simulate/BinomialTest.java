package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

    private static final int DRAWS = 400_000;

    /** Chi-square against the exact probabilities; both ways of drawing, both sides of one half, and where they meet. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.3",
        "7, 0.5",
        "100, 0.05",
        "100, 0.0999",
        "100, 0.1001",
        "21, 0.48",
        "33, 0.3333",
        "60, 0.83",
        "1000, 0.05",
        "1000, 0.0004",
        "10000, 0.5",
        "10000, 0.9876",
        "300000, 0.0002",
        "1000000, 0.05"
    })
    void drawsFollowTheExactLaw(int trials, double chance) {
        long seed = 20_261_122L + trials;
        SplittableRandom random = new SplittableRandom(seed);
        long[] seen = new long[trials + 1];
        for (int i = 0; i < DRAWS; i++) {
            seen[Binomial.draw(random, trials, chance)]++;
        }
        BinomialDistribution law = new BinomialDistribution(trials, chance);
        double statistic = 0;
        int cells = 0;
        double expected = 0;
        long observed = 0;
        double covered = 0;
        for (int k = 0; k <= trials; k++) {
            double here = law.probability(k);
            covered += here;
            expected += here * DRAWS;
            observed += seen[k];
            boolean enoughAhead = (1 - covered) * DRAWS >= 10;
            if ((expected >= 10 && enoughAhead) || k == trials) {
                statistic += (observed - expected) * (observed - expected) / Math.max(expected, 1e-9);
                cells++;
                expected = 0;
                observed = 0;
            }
        }
        double p = cells < 2 ? 1 : 1 - new ChiSquaredDistribution(cells - 1.0).cumulativeProbability(statistic);
        assertThat(p)
                .as("chi-square %.1f over %d cells, seed %d", statistic, cells, seed)
                .isGreaterThan(1e-4);
    }

    @Test
    void certaintiesNeedNoChance() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(Binomial.draw(random, 0, 0.5)).isZero();
        assertThat(Binomial.draw(random, 12, 0)).isZero();
        assertThat(Binomial.draw(random, 12, -1e-17)).isZero();
        assertThat(Binomial.draw(random, 12, 1)).isEqualTo(12);
        assertThat(Binomial.draw(random, 12, 1 + 1e-15)).isEqualTo(12);
    }
}
