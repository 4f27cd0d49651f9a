package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.profile.WeightedValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cramér-von Mises and Anderson-Darling: SciPy's figures, published points of the law, and exact sums over the ranks. */
class RankTestsTest {

    private static final double[] SEVENTHS =
            IntStream.range(0, 40).mapToDouble(i -> i % 7).toArray();
    private static final double[] SQUARES =
            IntStream.range(0, 25).mapToDouble(i -> i * i % 11).toArray();
    private static final double[] EVEN =
            IntStream.range(0, 300).mapToDouble(i -> i).toArray();
    private static final double[] WIDE =
            IntStream.range(0, 90).mapToDouble(i -> 3 * i + 0.5).toArray();

    @Test
    void areWhatAnotherImplementationGives() {
        CramerVonMises tied = CramerVonMises.of(pool(SEVENTHS, SQUARES));
        assertThat(tied.t()).isCloseTo(0.1291538461538444, within(1e-12));
        assertThat(tied.pValue()).isCloseTo(0.4709296186178351, within(1e-9));
        CramerVonMises untied = CramerVonMises.of(pool(EVEN, WIDE));
        assertThat(untied.t()).isCloseTo(0.2436324786324775, within(1e-12));
        assertThat(untied.pValue()).isCloseTo(0.19702074633909605, within(1e-9));
        assertThat(AndersonDarling.of(pool(SEVENTHS, SQUARES)).statistic())
                .isCloseTo(-0.07240871099430933, within(1e-12));
        AndersonDarling wide = AndersonDarling.of(pool(EVEN, WIDE));
        assertThat(wide.statistic()).isCloseTo(1.0352970050466526, within(1e-9));
        assertThat(wide.pValue()).isCloseTo(0.1222021328347144, within(1e-9));
    }

    /** Anderson and Darling, Annals of Mathematical Statistics 23 (1952), table 1. */
    @ParameterizedTest
    @CsvSource({"0.02480, 0.99", "0.11888, 0.50", "0.34730, 0.10", "0.46136, 0.05", "0.74346, 0.01", "1.16786, 0.001"})
    void limitLawHasItsPublishedPoints(double x, double tail) {
        assertThat(CramerVonMises.limit(x)).isCloseTo(tail, within(2e-5));
    }

    @Test
    void limitLawKeepsItsDigitsInTheTail() {
        // For large x the law is led by its largest eigenvalue: halving of the tail takes 2 ln 2 / π² of x, nearly.
        double ratio = CramerVonMises.limit(30) / CramerVonMises.limit(29);
        assertThat(ratio).isCloseTo(Math.exp(-Math.PI * Math.PI / 2) * Math.sqrt(29.0 / 30), within(1e-4));
        assertThat(CramerVonMises.limit(30)).isGreaterThan(0);
        assertThat(CramerVonMises.limit(0.001)).isEqualTo(1);
    }

    @Test
    void cramerVonMisesIsTheSumOverTheRanksHoweverManyRowsTie() {
        Random random = new Random(11);
        for (int round = 0; round < 50; round++) {
            int size = 1 + random.nextInt(40);
            long[] b = counts(random, size, round % 2 == 0 ? 5 : 40_000_000);
            long[] w = counts(random, size, round % 3 == 0 ? 3 : 9_000_000);
            double[] values = IntStream.range(0, size).mapToDouble(i -> i).toArray();
            double exact = byRanks(b, w);
            assertThat(CramerVonMises.of(new PooledValues(values, b, w)).t())
                    .as("round %d, %s, %s", round, Arrays.toString(b), Arrays.toString(w))
                    .isCloseTo(exact, within(Math.max(1e-12, 1e-11 * Math.abs(exact))));
        }
    }

    private static long[] counts(Random random, int size, int most) {
        long[] counts = new long[size];
        Arrays.setAll(counts, i -> random.nextInt(most));
        counts[random.nextInt(size)] += 1;
        return counts;
    }

    /** T = U / (nmN) − (4nm − 1) / (6N) in decimals, the ranks of c equal values being their middle one. */
    private static double byRanks(long[] b, long[] w) {
        BigDecimal m = BigDecimal.valueOf(Arrays.stream(b).sum());
        BigDecimal n = BigDecimal.valueOf(Arrays.stream(w).sum());
        BigDecimal u = squares(b, w).multiply(m).add(squares(w, b).multiply(n));
        BigDecimal nm = n.multiply(m);
        BigDecimal all = n.add(m);
        MathContext digits = new MathContext(60);
        return u.divide(nm.multiply(all), digits)
                .subtract(nm.multiply(BigDecimal.valueOf(4))
                        .subtract(BigDecimal.ONE)
                        .divide(all.multiply(BigDecimal.valueOf(6)), digits))
                .doubleValue();
    }

    /** Σ (midrank − i)² over one sample: of c equal values, c·d² + c(c² − 1)/12, d the other's rows below at the middle. */
    private static BigDecimal squares(long[] own, long[] other) {
        BigDecimal sum = BigDecimal.ZERO;
        long below = 0;
        for (int i = 0; i < own.length; i++) {
            BigDecimal c = BigDecimal.valueOf(own[i]);
            BigDecimal middle =
                    BigDecimal.valueOf(below).add(BigDecimal.valueOf(other[i]).divide(BigDecimal.valueOf(2)));
            sum = sum.add(c.multiply(middle).multiply(middle))
                    .add(c.multiply(c.multiply(c).subtract(BigDecimal.ONE))
                            .divide(BigDecimal.valueOf(12), new MathContext(60)));
            below += other[i];
        }
        return sum;
    }

    @Test
    void andersonDarlingNeedsFourValuesThatAreNotAllEqual() {
        assertThat(AndersonDarling.defined(pool(new double[] {1, 1}, new double[] {1, 1})))
                .isFalse();
        PooledValues few = pool(new double[] {1, 2}, new double[] {3});
        assertThat(AndersonDarling.defined(few)).isFalse();
        assertThatThrownBy(() -> AndersonDarling.of(few)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new AndersonDarling(-1.2).pValue()).isEqualTo(AndersonDarling.MOST_P);
        assertThat(new AndersonDarling(40).pValue()).isEqualTo(AndersonDarling.LEAST_P);
    }

    private static PooledValues pool(double[] baseline, double[] window) {
        return PooledValues.of(WeightedValues.of(baseline), WeightedValues.of(window));
    }
}
