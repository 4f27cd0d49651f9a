package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectIntervalTest {

    private static final long SEED = 20_261_122;
    private static final int CELLS = 20;

    /** Roots of scipy.stats.ncx2.cdf found by scipy.optimize.brentq, SciPy 1.17. */
    @ParameterizedTest
    @CsvSource({
        "0.004, 20, 1000, 0.00824417063049932, 0.07538388462294435",
        "0.02, 21, 1000, 0.13592836979405978, 0.18167920487711756",
        "0.02, 21, 95, 0, 0.10796993532311587",
        "0.5, 21, 1000, 0.8250788494253711, 0.8693116762192019",
        "0.0001, 20, 1000, 0, 0",
        "0.3, 52, 1000000, 0.6571763388498023, 0.6585733563152145",
        "0.01, 1, 500, 0.08887414665007098, 0.1513503351072189"
    })
    void isThatOfTheNoncentralLaw(double divergence, double degrees, double rows, double low, double high) {
        EffectInterval interval = EffectInterval.of(divergence, degrees, rows);

        assertThat(interval.low()).isCloseTo(low, within(2e-6));
        assertThat(interval.high()).isCloseTo(high, within(2e-6));
    }

    @Test
    void isNeverBeyondOne() {
        // The upper root is 1.0154.
        EffectInterval interval = EffectInterval.of(Math.log(2), 5, 2_000);

        assertThat(interval.low()).isCloseTo(0.9841991733281917, within(2e-6));
        assertThat(interval.high()).isEqualTo(1);
        assertThatThrownBy(() -> new EffectInterval(0.2, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EffectInterval(Double.NaN, 0.1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Windows drawn from a law at a known distance from the baseline's: the paper measured 0.85 to 0.93. */
    @ParameterizedTest
    @CsvSource({"100, 0.25", "100, 0.6", "1000, 0.1", "1000, 0.25", "10000, 0.1"})
    void coversTheLawOfTheWindow(int rows, double tilt) {
        Random random = new Random(SEED);
        double[] law = tilted(tilt);
        double truth = distance(law);
        int windows = 600;
        int covered = 0;
        for (int w = 0; w < windows; w++) {
            long[] baseline = draw(random, tilted(0), 100_000);
            CellCounts cells = CellCounts.of(baseline, draw(random, law, rows));
            EffectInterval interval =
                    EffectInterval.of(JensenShannon.divergenceNats(cells), CELLS - 1, cells.effectiveRows());
            covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        // Three standard errors of 600 windows are 0.04.
        assertThat(covered / (double) windows)
                .as("%d rows at distance %s, seed %d", rows, truth, SEED)
                .isBetween(0.85 - 0.04, 0.93 + 0.04);
    }

    /** Cell shares that rise from 1 - tilt to 1 + tilt times a twentieth. */
    private static double[] tilted(double tilt) {
        double[] law = new double[CELLS];
        for (int i = 0; i < CELLS; i++) {
            law[i] = (1 + tilt * (2.0 * i / (CELLS - 1) - 1)) / CELLS;
        }
        return law;
    }

    /** The Jensen-Shannon distance from even shares, in base 2, as entropies. */
    private static double distance(double[] law) {
        double bits = 0;
        for (double q : law) {
            double p = 1.0 / CELLS;
            double middle = (p + q) / 2;
            bits += (p * Math.log(p / middle) + q * Math.log(q / middle)) / 2 / Math.log(2);
        }
        return Math.sqrt(bits);
    }

    private static long[] draw(Random random, double[] law, int rows) {
        long[] counts = new long[law.length];
        double[] upTo = new double[law.length];
        double sum = 0;
        for (int i = 0; i < law.length; i++) {
            sum += law[i];
            upTo[i] = sum;
        }
        for (int row = 0; row < rows; row++) {
            double u = random.nextDouble();
            // The rise of the shares is gentle, so the cell is near.
            int cell = Math.min(CELLS - 1, (int) (u * CELLS));
            while (cell > 0 && u < upTo[cell - 1]) {
                cell--;
            }
            while (cell < CELLS - 1 && u >= upTo[cell]) {
                cell++;
            }
            counts[cell]++;
        }
        return counts;
    }
}
