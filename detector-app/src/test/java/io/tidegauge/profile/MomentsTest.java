package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MomentsTest {

    private static final MathContext DIGITS = new MathContext(200);

    private static Moments moments(double... values) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (double value : values) {
            live.addNumber(value);
        }
        return live.toProfile().moments();
    }

    /** Central moment sum in exact decimals: with d = n·x - sum(x), the sum of d^k over n^k. */
    private static double central(double[] values, int power) {
        BigDecimal n = BigDecimal.valueOf(values.length);
        BigDecimal sum = sum(values);
        BigDecimal result = BigDecimal.ZERO;
        for (double value : values) {
            result = result.add(n.multiply(new BigDecimal(value)).subtract(sum).pow(power));
        }
        return result.divide(n.pow(power), DIGITS).doubleValue();
    }

    private static BigDecimal sum(double[] values) {
        return Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void assertExact(double[] values, String what) {
        Moments moments = moments(values);
        BigDecimal n = BigDecimal.valueOf(values.length);
        assertThat(moments.n()).isEqualTo(values.length);
        assertThat(moments.mean())
                .as(what + ": mean")
                .isEqualTo(sum(values).divide(n, DIGITS).doubleValue());
        assertThat(moments.m2()).as(what + ": m2").isEqualTo(central(values, 2));
        assertThat(moments.m3()).as(what + ": m3").isEqualTo(central(values, 3));
        assertThat(moments.m4()).as(what + ": m4").isEqualTo(central(values, 4));
        assertThat(moments.min()).isEqualTo(Arrays.stream(values).min().orElseThrow());
        assertThat(moments.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(
            value = Distribution.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WHOLE_RANGE", "DENORMALS"})
    void areTheExactMomentsRoundedOnce(Distribution distribution) {
        // Below and beyond 2,048 distinct values.
        for (int n : new int[] {1, 2, 17, 3_000}) {
            assertExact(distribution.sample(n, n), distribution + " of " + n);
        }
    }

    @Test
    void alsoBeyondTheLiveTable() {
        assertExact(Distribution.AROUND_1E9.sample(1, 20_000), "20,000 around 10^9");
    }

    @ParameterizedTest
    @EnumSource(
            value = Distribution.class,
            names = {"WHOLE_RANGE", "DENORMALS"})
    void alsoWhereTheyLeaveTheNormalRange(Distribution distribution) {
        assertExact(distribution.sample(3, 60), distribution.name());
        assertExact(distribution.sample(3, 3), distribution.name());
    }

    @ParameterizedTest
    @EnumSource
    void agreeWithAPlainTwoPassComputation(Distribution distribution) {
        double[] values = distribution.sample(21, 50_000);
        Moments moments = moments(values);
        double n = values.length;
        double mean = 0;
        for (double value : values) {
            mean += value / n;
        }
        double m2 = 0;
        for (double value : values) {
            m2 += (value - mean) * (value - mean);
        }
        double sigma = Math.sqrt(m2 / n);
        if (sigma > 1e-140 && Double.isFinite(sigma)) {
            assertThat(moments.mean()).isCloseTo(mean, offset(1e-9 * sigma + 1e-12 * Math.abs(mean)));
            assertThat(moments.m2()).isCloseTo(m2, offset(1e-9 * n * sigma * sigma));
        }
    }

    @Test
    void heavyRepetitionCountsEveryRow() {
        SplittableRandom random = new SplittableRandom(5);
        double[] values = {0.1, 1e9, -3.25, 7e-300, 5};
        double[] many = new double[20_000];
        Arrays.setAll(many, i -> values[Math.min(4, random.nextInt(8))]);
        assertExact(many, "five values, some thousands of times");
        double[] manyAndDistinct = Arrays.copyOf(many, 24_000);
        for (int i = 20_000; i < 24_000; i++) {
            manyAndDistinct[i] = random.nextGaussian();
        }
        assertExact(manyAndDistinct, "and 4,000 distinct ones");
    }

    @Test
    void derivedFiguresFollowTheirDefinitions() {
        Moments moments = moments(1, 2, 3, 4, 10);
        // By hand: mean 4, deviations -3 -2 -1 0 6, squares 9 4 1 0 36, cubes -27 -8 -1 0 216, fourths 81 16 1 0 1296.
        assertThat(moments).isEqualTo(new Moments(5, 4, 50, 180, 1394, 1, 10));
        assertThat(moments.varianceSample()).hasValue(12.5);
        assertThat(moments.variancePopulation()).hasValue(10);
        assertThat(moments.stdPopulation()).hasValue(Math.sqrt(10));
        assertThat(moments.stdSample()).hasValue(Math.sqrt(12.5));
        assertThat(moments.skewness().orElseThrow()).isCloseTo(36 / Math.pow(10, 1.5), offset(1e-12));
        assertThat(moments.excessKurtosis().orElseThrow()).isCloseTo(278.8 / 100 - 3, offset(1e-12));
    }

    @Test
    void whatIsNotDefinedIsEmpty() {
        assertThat(moments()).isEqualTo(Moments.EMPTY);
        assertThat(Moments.EMPTY.variancePopulation()).isEmpty();
        assertThat(moments(7).varianceSample()).isEmpty();
        assertThat(moments(7).stdPopulation()).hasValue(0);
        assertThat(moments(7, 7).skewness()).isEmpty();
        assertThat(moments(7, 7).excessKurtosis()).isEmpty();
        Moments huge = moments(Double.MAX_VALUE, -Double.MAX_VALUE, 1);
        assertThat(huge.mean()).isEqualTo(1.0 / 3);
        assertThat(huge.m2()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(huge.varianceSample()).isEmpty();
        assertThat(huge.stdSample()).isEmpty();
        assertThat(huge.skewness()).isEmpty();
        Moments tiny = moments(Double.MIN_VALUE, 3 * Double.MIN_VALUE);
        assertThat(tiny.mean()).isEqualTo(2 * Double.MIN_VALUE);
        assertThat(tiny.excessKurtosis()).isEmpty();
    }

    @Test
    void impossibleMomentsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Moments(2, 5, 1, 0, 1, 0, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Moments(2, 1, -1, 0, 1, 0, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Moments(-1, 0, 0, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Moments(1, Double.NaN, 0, 0, 0, 0, 0));
    }
}
