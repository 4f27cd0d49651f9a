package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches of numbers against the histogram by brute force and sums in whole numbers of the smallest double. */
class NumericAccumulatorTest {

    /** Every double is a whole multiple of 2^-1074. */
    private static final int UNIT_BITS = 1074;

    private static final BigDecimal UNITS_IN_ONE = new BigDecimal(BigInteger.TWO.pow(UNIT_BITS));

    private static NumericAccumulator counted(KeyMapping mapping, double[] raw, SplittableRandom random) {
        NumericAccumulator accumulator = new NumericAccumulator(mapping, new Footprint());
        int from = 0;
        while (from < raw.length) {
            int to = Math.min(raw.length, from + random.nextInt(1, 300));
            double[] batch = Arrays.copyOfRange(raw, from, to);
            Arrays.setAll(batch, i -> batch[i] == 0 ? 0.0 : batch[i]);
            accumulator.addAll(batch, batch.length);
            from = to;
        }
        return accumulator;
    }

    private static void assertIsReference(NumericSketch sketch, ReferenceHistogram reference, String what) {
        assertThat(sketch.shift()).as(what).isEqualTo(reference.shift());
        assertThat(sketch.size()).as(what).isEqualTo(reference.buckets().size());
        int i = 0;
        for (Map.Entry<Long, TreeMap<Double, Long>> bucket : reference.buckets().entrySet()) {
            TreeMap<Double, Long> values = bucket.getValue();
            assertThat(sketch.prefix(i)).as(what).isEqualTo(bucket.getKey());
            assertThat(sketch.count(i)).as(what).isEqualTo(ReferenceHistogram.rows(values));
            assertThat(sketch.single(i)).as(what).isEqualTo(values.size() == 1);
            i++;
        }
    }

    private static void assertIsSum(Dyadic sum, int power, double[] raw, String what) {
        BigInteger expected = BigInteger.ZERO;
        for (double x : raw) {
            BigInteger units = new BigDecimal(x).multiply(UNITS_IN_ONE).toBigIntegerExact();
            expected = expected.add(units.pow(power));
        }
        assertThat(sum.significand().shiftLeft(sum.exponent() + power * UNIT_BITS))
                .as("%s, power %d", what, power)
                .isEqualTo(expected);
    }

    private static void assertAreSums(PowerSums sums, double[] raw, String what) {
        assertIsSum(sums.first(), 1, raw, what);
        assertIsSum(sums.second(), 2, raw, what);
        assertIsSum(sums.third(), 3, raw, what);
        assertIsSum(sums.fourth(), 4, raw, what);
        assertThat(sums.min()).isEqualTo(Arrays.stream(raw).min().orElseThrow() + 0.0);
        assertThat(sums.max()).isEqualTo(Arrays.stream(raw).max().orElseThrow() + 0.0);
    }

    @ParameterizedTest
    @EnumSource
    void batchesGiveTheHistogramAndTheExactSums(Distribution distribution) {
        for (int n : new int[] {700, 2_500, 9_000}) {
            double[] raw = distribution.sample(n, n);
            String what = distribution + " of " + n;
            NumericAccumulator accumulator = counted(KeyMapping.STANDARD, raw, new SplittableRandom(n));
            assertIsReference(accumulator.sketch(), ReferenceHistogram.of(KeyMapping.STANDARD, raw), what);
            assertAreSums(accumulator.powerSums(), raw, what);
        }
    }

    @Test
    void floatsHaveAShorterWayWithTheSameSums() {
        SplittableRandom random = new SplittableRandom(8);
        double[] raw = Distribution.STUDENT_T2.sample(8, 10_000);
        Arrays.setAll(raw, i -> i % 9 == 0 ? 0.0 : (float) raw[i]);
        NumericAccumulator accumulator = counted(KeyMapping.STANDARD, raw, random);
        assertIsReference(accumulator.sketch(), ReferenceHistogram.of(KeyMapping.STANDARD, raw), "floats");
        assertAreSums(accumulator.powerSums(), raw, "floats");
    }

    @Test
    void largestAndSmallestMultiplesAreSummedWithoutOverflow() {
        double[] raw = new double[12_000];
        for (int i = 0; i < raw.length; i++) {
            // The last doubles below a power of two, and thousands of distinct ones so that sums are kept.
            double last = Math.nextDown(i % 2 == 0 ? 0x1p-3 : -0x1p3);
            raw[i] = i < 6_000 ? last * (1 - i * 0x1p-53) : last;
        }
        NumericAccumulator accumulator = counted(KeyMapping.STANDARD, raw, new SplittableRandom(5));
        assertAreSums(accumulator.powerSums(), raw, "last of their exponent");
    }

    @ParameterizedTest
    @EnumSource(
            value = Distribution.class,
            names = {"LOGNORMAL", "NORMAL", "PARETO"})
    void bucketsOfMoreRowsThanACellHolds(Distribution distribution) {
        double[] some = distribution.sample(2, 6_000);
        double[] many = new double[300_000];
        Arrays.setAll(many, i -> some[i % 4]);
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        Arrays.stream(some).forEach(live::addNumber);
        Arrays.stream(many).forEach(live::addNumber);

        FeatureProfile merged = profile(some);
        for (int from = 0; from < many.length; from += 50_000) {
            merged = merged.merge(profile(Arrays.copyOfRange(many, from, from + 50_000)));
        }
        assertThat(live.toProfile().encode()).as(distribution.name()).isEqualTo(merged.encode());
        assertThat(live.toProfile().numbers().total()).isEqualTo(306_000);
    }

    private static FeatureProfile profile(double[] values) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        Arrays.stream(values).forEach(live::addNumber);
        return live.toProfile();
    }

    @ParameterizedTest
    @EnumSource(KeyMapping.Kind.class)
    void whereTheValuesMoveToMeanwhileDoesNotMatter(KeyMapping.Kind kind) {
        KeyMapping mapping = switch (kind) {
            case STANDARD -> KeyMapping.STANDARD;
            case PROBABILITY -> KeyMapping.PROBABILITY;
            case ORIGIN -> KeyMapping.originAt(0.75);
        };
        double[] raw = Distribution.UNIFORM.sample(6, 20_000);
        Arrays.sort(raw);
        ReferenceHistogram reference = ReferenceHistogram.of(mapping, raw);
        assertIsReference(counted(mapping, raw, new SplittableRandom(1)).sketch(), reference, kind + " ascending");
        for (int i = 0; i < raw.length / 2; i++) {
            double x = raw[i];
            raw[i] = raw[raw.length - 1 - i];
            raw[raw.length - 1 - i] = x;
        }
        assertIsReference(counted(mapping, raw, new SplittableRandom(2)).sketch(), reference, kind + " descending");
    }

    @Test
    void whatIsNotFiniteIsCountedApartAndWaitingRowsAreRows() {
        Random random = new Random(4);
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        long nans = 0;
        long infinities = 0;
        for (int i = 1; i <= 5_000; i++) {
            double x = random.nextInt(7) == 0 ? Double.NaN : random.nextInt(7) == 0 ? 1 / 0.0 : random.nextGaussian();
            nans += Double.isNaN(x) ? 1 : 0;
            infinities += Double.isInfinite(x) ? 1 : 0;
            live.addNumber(x);
            assertThat(live.rows()).isEqualTo(i);
        }
        FeatureProfile profile = live.toProfile();
        assertThat(profile.nans()).isEqualTo(nans);
        assertThat(profile.positiveInfinities()).isEqualTo(infinities);
        assertThat(profile.numbers().total()).isEqualTo(5_000 - nans - infinities);
        assertThat(profile.moments().max()).isLessThan(10);
    }
}
