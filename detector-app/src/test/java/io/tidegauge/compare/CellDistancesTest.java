package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellDistancesTest {

    private static final MathContext DIGITS = new MathContext(60);

    /** 2 Σ O ln(O / E) in decimals of 50 digits is 80.000003733333597866…; summed in doubles it has 9 right digits. */
    @Test
    void aSmallChangeAmongAThousandMillionRowsKeepsItsDigits() {
        CellCounts cells = CellCounts.of(new long[] {500_000_000, 500_000_000}, new long[] {500_200_000, 499_800_000});

        assertThat(ChiSquare.of(cells).g()).isCloseTo(80.00000373333359786669, within(1e-11));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.999, -0.5, -0.1, -0.0999, -1e-3, -1e-9, 0, 1e-12, 1e-5, 0.0999, 0.1, 0.7, 3, 1e6})
    void excessAgreesWithDecimals(double d) {
        BigDecimal base = BigDecimal.ONE.add(new BigDecimal(d));
        BigDecimal expected = base.signum() == 0
                ? BigDecimal.ONE
                : base.multiply(logarithm(base)).subtract(new BigDecimal(d));

        assertThat(KullbackLeibler.excess(d))
                .isCloseTo(expected.doubleValue(), within(1e-13 * Math.abs(expected.doubleValue())));
    }

    /** ln x = 2 Σ y^(2k+1) / (2k+1), y = (x − 1)/(x + 1), after halving x into [0.7, 1.5]. */
    private static BigDecimal logarithm(BigDecimal x) {
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal rest = x;
        int halvings = 0;
        while (rest.doubleValue() > 1.5) {
            rest = rest.divide(two, DIGITS);
            halvings++;
        }
        while (rest.doubleValue() < 0.7) {
            rest = rest.multiply(two);
            halvings--;
        }
        return series(rest).add(series(two).multiply(BigDecimal.valueOf(halvings)));
    }

    private static BigDecimal series(BigDecimal x) {
        BigDecimal y = x.subtract(BigDecimal.ONE).divide(x.add(BigDecimal.ONE), DIGITS);
        BigDecimal power = y;
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < 80; k++) {
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * k + 1), DIGITS));
            power = power.multiply(y).multiply(y, DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2));
    }

    /** Bounds between the distances (Lin, 1991; Le Cam, 1986), symmetry, and what scaling a side must not change. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void distancesKeepTheirInequalities(long seed) {
        Random random = new Random(seed);
        long[] b = counts(random);
        long[] w = counts(random, b.length);
        CellCounts cells = CellCounts.of(b, w);
        CellCounts swapped = CellCounts.of(w, b);
        CellCounts scaled =
                CellCounts.of(b, Arrays.stream(w).map(c -> 1_000 * c).toArray());

        double tv = TotalVariation.distance(cells);
        double h = Hellinger.distance(cells);
        double js = JensenShannon.distance(cells);
        assertThat(h * h).as("seed %d", seed).isLessThanOrEqualTo(tv + 1e-15);
        assertThat(tv).as("seed %d", seed).isLessThanOrEqualTo(h * Math.sqrt(2 - h * h) + 1e-15);
        assertThat(js * js).as("seed %d", seed).isLessThanOrEqualTo(tv + 1e-15);
        assertThat(js * js * Math.log(2)).as("seed %d", seed).isGreaterThanOrEqualTo(tv * tv / 2 - 1e-15);
        assertThat(TotalVariation.lInfinity(cells)).isLessThanOrEqualTo(tv + 1e-15);
        assertThat(JensenShannon.distance(swapped)).isCloseTo(js, within(1e-14));
        assertThat(Hellinger.distance(swapped)).isCloseTo(h, within(1e-14));
        assertThat(PopulationStability.index(swapped)).isCloseTo(PopulationStability.index(cells), within(1e-13));
        assertThat(JensenShannon.distance(scaled)).isCloseTo(js, within(1e-14));
        assertThat(KullbackLeibler.windowFromBaseline(swapped))
                .isCloseTo(KullbackLeibler.baselineFromWindow(cells), within(1e-13));
    }

    /** With two cells Pearson's chi-square is the square of the pooled two-proportion z, and the p-values agree. */
    @Test
    void twoCellsAreTwoProportions() {
        ChiSquare test = ChiSquare.of(CellCounts.of(new long[] {700, 300}, new long[] {310, 190}));
        TwoProportion proportions = TwoProportion.of(300, 1_000, 190, 500);

        assertThat(test.chiSquare()).isCloseTo(proportions.z() * proportions.z(), within(1e-12));
        assertThat(test.pValue()).isCloseTo(proportions.pValue(), within(1e-15));
        assertThat(proportions.z()).isPositive();
    }

    @Test
    void poolingLeavesLargeCellsAndTotalsAlone() {
        ChiSquare large = ChiSquare.pooled(CellCounts.of(new long[] {50, 60}, new long[] {70, 40}));
        assertThat(large).isEqualTo(ChiSquare.of(CellCounts.of(new long[] {50, 60}, new long[] {70, 40})));

        // The cells of 5 and of 7 rows expect less than 5 on a side; together they expect more.
        ChiSquare pooled = ChiSquare.pooled(CellCounts.of(new long[] {2, 60, 3, 20}, new long[] {3, 70, 4, 20}));
        assertThat(pooled.cells()).isEqualTo(3);
        assertThat(pooled.chiSquare())
                .isCloseTo(
                        ChiSquare.of(CellCounts.of(new long[] {60, 20, 5}, new long[] {70, 20, 7}))
                                .chiSquare(),
                        within(1e-12));

        // With a row less that is not enough, and the next smallest cell goes in.
        ChiSquare more = ChiSquare.pooled(CellCounts.of(new long[] {2, 60, 2, 20}, new long[] {2, 70, 2, 20}));
        assertThat(more.cells()).isEqualTo(2);
        assertThat(more.chiSquare())
                .isCloseTo(
                        ChiSquare.of(CellCounts.of(new long[] {60, 24}, new long[] {70, 24}))
                                .chiSquare(),
                        within(1e-12));
    }

    @Test
    void twoProportionsThatCannotDifferDoNot() {
        assertThat(TwoProportion.of(0, 10, 0, 20).pValue()).isEqualTo(1);
        assertThat(TwoProportion.of(10, 10, 20, 20).z()).isZero();
        assertThatThrownBy(() -> TwoProportion.of(0, 0, 0, 20)).hasMessageContaining("empty");
        assertThatThrownBy(() -> TwoProportion.of(11, 10, 0, 20)).hasMessageContaining("11");
    }

    @Test
    void cellsEmptyOnBothSidesAreLeftOutAndEmptySidesRefused() {
        CellCounts cells = CellCounts.of(new long[] {0, 3, 0}, new long[] {0, 1, 2});
        assertThat(cells.size()).isEqualTo(2);
        assertThat(cells.baselineCells()).isEqualTo(1);
        assertThat(CellCounts.comparable(new long[] {0}, new long[] {1})).isFalse();
        assertThatThrownBy(() -> CellCounts.of(new long[] {0}, new long[] {1})).hasMessageContaining("empty");
        assertThatThrownBy(() -> CellCounts.of(new long[] {-1, 5}, new long[] {1, 1}))
                .hasMessageContaining("cell 0");
        assertThatThrownBy(() -> OneWayChiSquare.of(cells)).hasMessageContaining("empty in the baseline");
    }

    /** Against closed forms of few degrees of freedom. */
    @Test
    void tailsOfSmallProbabilities() {
        // e^(-x/2) for two degrees of freedom, and e^(-x/2)(1 + x/2) for four.
        assertThat(TailProbability.chiSquare(600, 2)).isCloseTo(Math.exp(-300), within(1e-9 * Math.exp(-300)));
        assertThat(TailProbability.chiSquare(100, 4)).isCloseTo(51 * Math.exp(-50), within(1e-12 * Math.exp(-50)));
        // Student's law with one and two degrees of freedom in closed form.
        assertThat(TailProbability.studentTwoSided(1e6, 1)).isCloseTo(2 / Math.PI * Math.atan(1e-6), within(1e-18));
        assertThat(TailProbability.studentTwoSided(3, 2)).isCloseTo(1 - 3 / Math.sqrt(11), within(1e-14));
        // F with two and two degrees of freedom: 1 / (1 + x).
        assertThat(TailProbability.f(4, 2, 2)).isCloseTo(0.2, within(1e-14));
        assertThat(TailProbability.fLower(4, 2, 2)).isCloseTo(0.8, within(1e-14));
        assertThat(TailProbability.chiSquare(Double.POSITIVE_INFINITY, 5)).isZero();
        assertThat(TailProbability.chiSquare(7, 0)).isEqualTo(1);
    }

    private static long[] counts(Random random) {
        return counts(random, 2 + random.nextInt(30));
    }

    private static long[] counts(Random random, int cells) {
        long[] counts = new long[cells];
        Arrays.setAll(counts, i -> random.nextInt(4) == 0 ? 0 : random.nextInt(1_000));
        counts[0] = 1;
        return counts;
    }
}
