package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NumericSketchTest {

    private static final int SEEDS = 4;

    private static int size(long seed) {
        return new SplittableRandom(seed).nextInt(1, 15_000);
    }

    private static void assertIsReference(NumericSketch sketch, ReferenceHistogram reference, String what) {
        assertThat(sketch.shift()).as(what + ": shift").isEqualTo(reference.shift());
        assertThat(sketch.size())
                .as(what + ": buckets")
                .isEqualTo(reference.buckets().size());
        int i = 0;
        for (Map.Entry<Long, TreeMap<Double, Long>> bucket : reference.buckets().entrySet()) {
            TreeMap<Double, Long> values = bucket.getValue();
            assertThat(sketch.prefix(i)).as(what + ": prefix").isEqualTo(bucket.getKey());
            assertThat(sketch.count(i)).as(what + ": count").isEqualTo(ReferenceHistogram.rows(values));
            assertThat(sketch.single(i)).as(what + ": single").isEqualTo(values.size() == 1);
            if (values.size() == 1) {
                assertThat(sketch.value(i)).as(what + ": value").isEqualTo(values.firstKey());
            } else {
                assertThat(sketch.value(i)).as(what).isBetween(sketch.lowest(i), sketch.highest(i));
            }
            assertThat(sketch.lowest(i)).as(what + ": lowest").isLessThanOrEqualTo(values.firstKey());
            assertThat(sketch.highest(i)).as(what + ": highest").isGreaterThanOrEqualTo(values.lastKey());
            i++;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWhatBruteForceOverTheRawValuesGives(Distribution distribution) {
        for (long seed = 0; seed < SEEDS; seed++) {
            double[] raw = distribution.sample(seed, size(seed));
            String what = distribution + " seed " + seed;
            NumericSketch sketch = NumericSketch.of(KeyMapping.STANDARD, raw);
            ReferenceHistogram reference = ReferenceHistogram.of(KeyMapping.STANDARD, raw);
            assertIsReference(sketch, reference, what);
            assertThat(sketch.total()).isEqualTo(raw.length);
            assertThat(sketch.resolution()).as(what).isEqualTo(reference.resolution());
            assertThat(sketch.exact()).as(what).isEqualTo(reference.resolution() == 0);
        }
    }

    static Stream<KeyMapping> mappingsOfUnitValues() {
        return Stream.of(
                KeyMapping.PROBABILITY, KeyMapping.originAt(0.25), KeyMapping.originAt(1e-9), KeyMapping.originAt(1));
    }

    @ParameterizedTest
    @MethodSource("mappingsOfUnitValues")
    void otherMappingsToo(KeyMapping mapping) {
        for (long seed = 0; seed < SEEDS; seed++) {
            double[] raw = Distribution.UNIFORM.sample(seed, size(seed));
            raw[0] = 0;
            raw[raw.length - 1] = 1;
            String what = mapping + " seed " + seed;
            NumericSketch sketch = NumericSketch.of(mapping, raw);
            assertIsReference(sketch, ReferenceHistogram.of(mapping, raw), what);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theShiftIsTheSmallestThatFits(Distribution distribution) {
        double[] raw = distribution.sample(9, 12_000);
        int shift = NumericSketch.of(KeyMapping.STANDARD, raw).shift();
        assertThat(ReferenceHistogram.distinctPrefixes(KeyMapping.STANDARD, shift, raw))
                .isLessThanOrEqualTo(2_048);
        if (shift > 0) {
            assertThat(ReferenceHistogram.distinctPrefixes(KeyMapping.STANDARD, shift - 1, raw))
                    .isGreaterThan(2_048);
        }
    }

    @ParameterizedTest
    @EnumSource
    void upTo2048DistinctValuesItIsTheMultiset(Distribution distribution) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] values = distribution.sample(seed, random.nextInt(1, 2_049));
            double[] raw = random.ints(20_000, 0, values.length)
                    .mapToDouble(i -> values[i])
                    .toArray();
            TreeMap<Double, Long> multiset = new TreeMap<>();
            Arrays.stream(raw).forEach(x -> multiset.merge(x + 0.0, 1L, Long::sum));

            NumericSketch sketch = NumericSketch.of(KeyMapping.STANDARD, raw);

            assertThat(sketch.exact()).isTrue();
            assertThat(sketch.shift()).isZero();
            WeightedValues weighted = sketch.weightedValues(multiset.firstKey(), multiset.lastKey());
            assertThat(weighted.values())
                    .as("%s seed %s", distribution, seed)
                    .isEqualTo(multiset.keySet().stream().mapToDouble(x -> x).toArray());
            assertThat(weighted.counts())
                    .isEqualTo(multiset.values().stream().mapToLong(x -> x).toArray());
            assertThat(weighted).isEqualTo(WeightedValues.of(raw));
        }
    }

    @Test
    void oneValueTooManyEndsExactness() {
        double[] raw = IntStream.range(0, 2_049).asDoubleStream().toArray();
        NumericSketch full = NumericSketch.of(KeyMapping.STANDARD, Arrays.copyOf(raw, 2_048));
        NumericSketch over = NumericSketch.of(KeyMapping.STANDARD, raw);
        assertThat(full.exact()).isTrue();
        assertThat(full.size()).isEqualTo(2_048);
        assertThat(over.exact()).isFalse();
        assertThat(over.size()).isLessThanOrEqualTo(2_048);
        assertThat(over.total()).isEqualTo(2_049);
    }

    @ParameterizedTest
    @EnumSource
    void countsAtBucketBoundariesAreThoseOfTheRawValues(Distribution distribution) {
        double[] raw = distribution.sample(5, 9_000);
        double[] sorted = Arrays.stream(raw).map(x -> x + 0.0).sorted().toArray();
        NumericSketch sketch = NumericSketch.of(KeyMapping.STANDARD, raw);
        for (int i = 0; i < sketch.size(); i++) {
            double highest = sketch.highest(i);
            long below = atMost(sorted, highest);
            assertThat(sketch.countAtMost(highest))
                    .as("%s at most %s", distribution, highest)
                    .isEqualTo(below);
            assertThat(sketch.countAbove(highest))
                    .as("%s above %s", distribution, highest)
                    .isEqualTo(9_000 - below);
            if (sketch.lowest(i) > -Double.MAX_VALUE) {
                double before = Math.nextDown(sketch.lowest(i));
                assertThat(sketch.countAtMost(before)).isEqualTo(atMost(sorted, before));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsElsewhereAreBoundsThatLeaveOutOneBucketAtMost(Distribution distribution) {
        double[] raw = distribution.sample(6, 9_000);
        double[] sorted = Arrays.stream(raw).map(x -> x + 0.0).sorted().toArray();
        NumericSketch sketch = NumericSketch.of(KeyMapping.STANDARD, raw);
        for (int i = 0; i < raw.length; i += 10) {
            long truth = atMost(sorted, raw[i]);
            assertThat(sketch.countAtMost(raw[i])).isLessThanOrEqualTo(truth);
            assertThat(raw.length - sketch.countAbove(raw[i])).isGreaterThanOrEqualTo(truth);
            double unsure = raw.length - sketch.countAbove(raw[i]) - sketch.countAtMost(raw[i]);
            assertThat(unsure / raw.length).isLessThanOrEqualTo(sketch.resolution());
        }
    }

    private static long atMost(double[] sorted, double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @ParameterizedTest
    @EnumSource
    void mergingGivesTheSketchOfTheWholeInAnyOrderAndTree(Distribution distribution) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] raw = distribution.sample(seed, size(seed));
            NumericSketch whole = NumericSketch.of(KeyMapping.STANDARD, raw);
            NumericSketch merged = randomTree(random, raw, 0, raw.length);
            assertThat(merged).as("%s seed %s", distribution, seed).isEqualTo(whole);
        }
    }

    private static NumericSketch randomTree(SplittableRandom random, double[] raw, int from, int to) {
        if (to - from < 2 || random.nextInt(6) == 0) {
            return NumericSketch.of(KeyMapping.STANDARD, Arrays.copyOfRange(raw, from, to));
        }
        int split = random.nextInt(from, to + 1);
        NumericSketch left = randomTree(random, raw, from, split);
        NumericSketch right = randomTree(random, raw, split, to);
        return random.nextBoolean() ? left.merge(right) : right.merge(left);
    }

    @ParameterizedTest
    @EnumSource
    void subtractionLeavesTheCountsOfTheRestOnTheCoarserGrid(Distribution distribution) {
        for (long seed = 0; seed < SEEDS; seed++) {
            double[] raw = distribution.sample(seed, 10_000);
            int split = size(seed) % raw.length;
            double[] rest = Arrays.copyOfRange(raw, split, raw.length);
            NumericSketch whole = NumericSketch.of(KeyMapping.STANDARD, raw);
            NumericSketch part = NumericSketch.of(KeyMapping.STANDARD, Arrays.copyOf(raw, split));

            NumericSketch left = whole.subtract(part);

            ReferenceHistogram reference = ReferenceHistogram.onGrid(KeyMapping.STANDARD, whole.shift(), rest);
            assertThat(left.shift()).isEqualTo(whole.shift());
            assertThat(left.size()).isEqualTo(reference.buckets().size());
            int i = 0;
            for (Map.Entry<Long, TreeMap<Double, Long>> bucket :
                    reference.buckets().entrySet()) {
                assertThat(left.prefix(i)).isEqualTo(bucket.getKey());
                assertThat(left.count(i))
                        .as("%s seed %s", distribution, seed)
                        .isEqualTo(ReferenceHistogram.rows(bucket.getValue()));
                if (left.single(i)) {
                    assertThat(bucket.getValue().keySet()).containsExactly(left.value(i));
                }
                i++;
            }
        }
    }

    @Test
    void aRemainderIsNotMergedAndOnlyPartsAreSubtracted() {
        NumericSketch whole = NumericSketch.of(KeyMapping.STANDARD, 1, 2, 2, 3);
        NumericSketch remainder = whole.subtract(NumericSketch.of(KeyMapping.STANDARD, 2));
        assertThatIllegalStateException().isThrownBy(() -> remainder.merge(whole));
        assertThatIllegalStateException().isThrownBy(() -> whole.merge(remainder));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whole.subtract(NumericSketch.of(KeyMapping.STANDARD, 4)))
                .withMessageContaining("not a part");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whole.subtract(NumericSketch.of(KeyMapping.STANDARD, 1, 1)))
                .withMessageContaining("not a part");
        assertThat(remainder
                        .subtract(NumericSketch.of(KeyMapping.STANDARD, 1, 3))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void unequalMappingsDoNotCombine() {
        NumericSketch standard = NumericSketch.empty(KeyMapping.STANDARD);
        NumericSketch probability = NumericSketch.empty(KeyMapping.PROBABILITY);
        assertThatIllegalArgumentException().isThrownBy(() -> standard.merge(probability));
        assertThatIllegalArgumentException().isThrownBy(() -> standard.subtract(probability));
    }

    @ParameterizedTest
    @EnumSource
    void weightedValuesAreWithinTheRangeAndTheirBuckets(Distribution distribution) {
        double[] raw = distribution.sample(7, 10_000);
        double min = Arrays.stream(raw).min().orElseThrow();
        double max = Arrays.stream(raw).max().orElseThrow();
        NumericSketch sketch = NumericSketch.of(KeyMapping.STANDARD, raw);
        WeightedValues weighted = sketch.weightedValues(min, max);
        assertThat(weighted.total()).isEqualTo(raw.length);
        assertThat(weighted.values()[0]).isGreaterThanOrEqualTo(min);
        assertThat(weighted.values()[weighted.size() - 1]).isLessThanOrEqualTo(max);
        for (int i = 0; i < sketch.size(); i++) {
            assertThat(weighted.values()[i]).isBetween(sketch.lowest(i), sketch.highest(i));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sketch.weightedValues(min, Math.nextDown(sketch.lowest(sketch.size() - 1))));
    }

    @Test
    void extremesOfTheDoublesAreValuesLikeOthers() {
        double[] raw = {
            -Double.MAX_VALUE,
            Double.MAX_VALUE,
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            1.7e308
        };
        NumericSketch sketch = NumericSketch.of(KeyMapping.STANDARD, raw);
        assertThat(sketch.size()).isEqualTo(7);
        assertThat(sketch.countAtMost(-0.0)).isEqualTo(4);
        assertThat(sketch.countAtMost(0.0)).isEqualTo(4);
        assertThat(sketch.countAbove(0.0)).isEqualTo(4);
        assertThat(sketch.value(0)).isEqualTo(-Double.MAX_VALUE);
        assertThat(sketch.highest(6)).isEqualTo(Double.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> NumericSketch.of(KeyMapping.STANDARD, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericSketch.of(KeyMapping.STANDARD, Double.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> sketch.countAtMost(Double.NaN));
    }

    @Test
    void anEmptySketchHasNothing() {
        NumericSketch empty = NumericSketch.empty(KeyMapping.STANDARD);
        assertThat(empty.exact()).isTrue();
        assertThat(empty.resolution()).isZero();
        assertThat(empty.countAtMost(1)).isZero();
        assertThat(empty.weightedValues(0, 0).size()).isZero();
        assertThat(empty.merge(empty)).isEqualTo(empty);
    }

    @Test
    void valuesWithOneKeyAreNotClaimedExact() {
        double a = 1.1;
        double b = Math.nextUp(a);
        NumericSketch above = NumericSketch.of(KeyMapping.PROBABILITY, a, b, 0.3);
        assertThat(above.shift()).isZero();
        assertThat(above.exact()).isFalse();
        assertThat(above.size()).isEqualTo(2);
        assertThat(above.resolution()).isEqualTo(2.0 / 3);
        assertThat(NumericSketch.of(KeyMapping.PROBABILITY, a).merge(NumericSketch.of(KeyMapping.PROBABILITY, b, 0.3)))
                .isEqualTo(above);
        assertThat(NumericSketch.of(KeyMapping.PROBABILITY, a, a).exact()).isTrue();

        KeyMapping far = KeyMapping.originAt(1e20);
        NumericSketch rounded = NumericSketch.of(far, 1, 2, 3);
        assertThat(rounded.size()).isEqualTo(1);
        assertThat(rounded.exact()).isFalse();
        assertThat(rounded.lowest(0)).isLessThanOrEqualTo(1);
        assertThat(rounded.highest(0)).isGreaterThanOrEqualTo(3);
        assertThat(rounded.weightedValues(1, 3).values()[0]).isBetween(1.0, 3.0);
        assertThat(NumericSketch.of(far, 1, 1).value(0)).isEqualTo(1);
    }

    @Test
    void mirroringTellsProbabilitiesNearOneApart() {
        SplittableRandom random = new SplittableRandom(11);
        double[] scores = IntStream.range(0, 100_000)
                .mapToDouble(i -> 1 / (1 + Math.exp(-(6 + 3 * random.nextGaussian()))))
                .toArray();
        assertThat(NumericSketch.of(KeyMapping.PROBABILITY, scores).resolution())
                .isLessThan(0.01);
        assertThat(NumericSketch.of(KeyMapping.STANDARD, scores).resolution()).isGreaterThan(0.3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Distribution.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MIXTURE", "WHOLE_RANGE"})
    void bucketsHoldALittleOfTheRowsEach(Distribution distribution) {
        double resolution = NumericSketch.of(KeyMapping.STANDARD, distribution.sample(12, 200_000))
                .resolution();
        assertThat(resolution).as(distribution.name()).isLessThan(0.01);
    }

    @Test
    void resolutionSaysWhereTheBucketsAreTooCoarse() {
        NumericSketch mixture = NumericSketch.of(KeyMapping.STANDARD, Distribution.MIXTURE.sample(13, 100_000));
        assertThat(mixture.resolution()).isGreaterThan(0.5);
        NumericSketch fromOrigin = NumericSketch.of(KeyMapping.originAt(1e6), Distribution.MIXTURE.sample(13, 100_000));
        assertThat(fromOrigin.resolution()).isLessThan(0.1);
    }
}
