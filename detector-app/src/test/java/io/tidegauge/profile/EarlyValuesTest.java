package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How values are kept at first, and what they turn to afterwards, shows in no profile: against brute force, and bytes. */
class EarlyValuesTest {

    private static KeyMapping mapping(KeyMapping.Kind kind) {
        return switch (kind) {
            case STANDARD -> KeyMapping.STANDARD;
            case PROBABILITY -> KeyMapping.PROBABILITY;
            case ORIGIN -> KeyMapping.originAt(0.3);
        };
    }

    private static double[] finite(double[] raw) {
        return Arrays.stream(raw).filter(Double::isFinite).toArray();
    }

    private static void assertIsReference(FeatureProfile profile, KeyMapping mapping, double[] raw, String what) {
        ReferenceHistogram reference = ReferenceHistogram.of(mapping, finite(raw));
        NumericSketch sketch = profile.numbers();
        assertThat(sketch.shift()).as(what).isEqualTo(reference.shift());
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < sketch.size(); i++) {
            actual.add(sketch.prefix(i) + " " + sketch.count(i) + (sketch.single(i) ? " of " + sketch.value(i) : ""));
        }
        List<String> expected = new ArrayList<>();
        for (Map.Entry<Long, TreeMap<Double, Long>> bucket : reference.buckets().entrySet()) {
            TreeMap<Double, Long> values = bucket.getValue();
            String value = values.size() == 1 ? " of " + values.firstKey() : "";
            expected.add(bucket.getKey() + " " + ReferenceHistogram.rows(values) + value);
        }
        assertThat(actual).as(what).isEqualTo(expected);
    }

    private static LiveProfile live(KeyMapping mapping, double[] raw) {
        LiveProfile live = new LiveProfile(mapping);
        Arrays.stream(raw).forEach(live::addNumber);
        return live;
    }

    /** Profiles of small parts, which are never shortened before they come together. */
    private static FeatureProfile merged(KeyMapping mapping, double[] raw) {
        FeatureProfile merged = live(mapping, new double[0]).toProfile();
        for (int from = 0; from < raw.length; from += 1_500) {
            double[] part = Arrays.copyOfRange(raw, from, Math.min(raw.length, from + 1_500));
            merged = merged.merge(live(mapping, part).toProfile());
        }
        return merged;
    }

    private static double[] shuffled(double[] raw, SplittableRandom random) {
        double[] shuffled = raw.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double x = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = x;
        }
        return shuffled;
    }

    /** As it is, ascending, descending, and in random orders. */
    private static List<double[]> orders(double[] raw, SplittableRandom random) {
        double[] ascending = raw.clone();
        Arrays.sort(ascending);
        double[] descending = Arrays.stream(raw)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .mapToDouble(x -> x)
                .toArray();
        return List.of(raw, ascending, descending, shuffled(raw, random), shuffled(raw, random));
    }

    private static void assertSameInAllOrders(KeyMapping mapping, double[] raw, SplittableRandom random, String what) {
        byte[] expected = merged(mapping, raw).encode();
        for (double[] order : orders(raw, random)) {
            FeatureProfile profile = live(mapping, order).toProfile();
            assertIsReference(profile, mapping, order, what);
            assertThat(profile.encode()).as(what).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 2_048, 2_049, 4_095, 4_096, 4_097, 4_352, 4_353, 8_193})
    void numbersOfValuesAroundEachTurn(int n) {
        SplittableRandom random = new SplittableRandom(n);
        for (KeyMapping.Kind kind : KeyMapping.Kind.values()) {
            double[] raw = Distribution.UNIFORM.sample(n, n);
            assertSameInAllOrders(mapping(kind), raw, random, kind + " of " + n);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shapesInAllOrders(Distribution distribution) {
        SplittableRandom random = new SplittableRandom(12);
        for (int n : new int[] {3_000, 5_000, 12_000}) {
            double[] raw = distribution.sample(n, n);
            assertSameInAllOrders(KeyMapping.STANDARD, raw, random, distribution + " of " + n);
        }
    }

    @ParameterizedTest
    @EnumSource(KeyMapping.Kind.class)
    void drainedAtEveryStageItGoesOnAsIfItWereNot(KeyMapping.Kind kind) {
        KeyMapping mapping = mapping(kind);
        SplittableRandom random = new SplittableRandom(21);
        double[] raw = Distribution.UNIFORM.sample(21, 9_000);
        LiveProfile live = new LiveProfile(mapping);
        int drained = 0;
        for (int i = 0; i < raw.length; i++) {
            live.addNumber(raw[i]);
            if (random.nextInt(300) == 0 || i == 4_094 || i == 4_095 || i == 4_096) {
                double[] sofar = Arrays.copyOf(raw, i + 1);
                String what = kind + " drained after " + sofar.length;
                assertThat(live.toProfile().encode())
                        .as(what)
                        .isEqualTo(merged(mapping, sofar).encode());
                drained++;
            }
        }
        assertThat(drained).isGreaterThan(20);
        assertIsReference(live.toProfile(), mapping, raw, kind.name());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 300, 4_000, 4_200, 6_000})
    void streamsThatTurnFromContinuousToDiscreteAndBack(int length) {
        SplittableRandom random = new SplittableRandom(length);
        for (KeyMapping.Kind kind : KeyMapping.Kind.values()) {
            double[] raw = new double[3 * length];
            for (int i = 0; i < raw.length; i++) {
                boolean discrete = i / length == 1;
                raw[i] = discrete ? random.nextInt(40) / 40.0 : random.nextDouble();
            }
            String what = kind + " in turns of " + length;
            assertSameInAllOrders(mapping(kind), raw, random, what);
            double[] fromDiscrete = Arrays.copyOfRange(raw, length, raw.length);
            assertSameInAllOrders(mapping(kind), fromDiscrete, random, what + ", from discrete");
        }
    }

    /** The first thousand are distinct; after all of them no shift is needed, although each value comes several times. */
    @Test
    void valuesThatBeginToRepeatLate() {
        double[] some = Distribution.WHOLE_RANGE.sample(3, 1_900);
        double[] raw = new double[9_500];
        Arrays.setAll(raw, i -> some[i % some.length]);
        assertThat(live(KeyMapping.STANDARD, raw).toProfile().numbers().exact()).isTrue();
        assertSameInAllOrders(KeyMapping.STANDARD, raw, new SplittableRandom(3), "five times each");
    }

    @Test
    void onlyTheLastBitsDifferBesideFarOutliers() {
        double[] raw = new double[5_000];
        Arrays.setAll(raw, i -> 1 + i * 0x1p-52);
        raw[17] = Double.MAX_VALUE;
        raw[4_000] = -Double.MAX_VALUE;
        raw[4_999] = Double.MIN_VALUE;
        assertSameInAllOrders(KeyMapping.STANDARD, raw, new SplittableRandom(2), "neighbours and outliers");
    }

    @ParameterizedTest
    @EnumSource(KeyMapping.Kind.class)
    void zerosOfBothSignsAndWhatIsNotFiniteInBetween(KeyMapping.Kind kind) {
        SplittableRandom random = new SplittableRandom(33);
        double[] odd = {Double.NaN, 1 / 0.0, -1 / 0.0, -0.0, 0.0};
        for (int n : new int[] {200, 4_500, 10_000}) {
            double[] raw = new double[n];
            Arrays.setAll(raw, i -> random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : random.nextDouble());
            assertSameInAllOrders(mapping(kind), raw, random, kind + " of " + n);
        }
    }

    @Test
    void cellsOfOneValueThatOverflow() {
        double[] some = Distribution.NORMAL.sample(2, 5_000);
        double[] raw = Arrays.copyOf(some, 160_000);
        Arrays.fill(raw, 5_000, raw.length, 0.7312345);
        Arrays.fill(raw, 120_000, raw.length, Math.nextUp(0.7312345));
        SplittableRandom random = new SplittableRandom(2);
        assertSameInAllOrders(KeyMapping.STANDARD, raw, random, "one value, then two");
        assertSameInAllOrders(KeyMapping.STANDARD, Arrays.copyOf(raw, 110_000), random, "one value");
    }

    @Test
    void mostlyOneValueBesideContinuousOnes() {
        double[] raw = Distribution.ZEROS_AND_TAIL.sample(7, 30_000);
        SplittableRandom random = new SplittableRandom(7);
        assertSameInAllOrders(KeyMapping.STANDARD, raw, random, "mostly zeros");
        Arrays.setAll(raw, i -> raw[i] == 0 ? -999 : raw[i]);
        assertSameInAllOrders(KeyMapping.STANDARD, raw, random, "mostly -999");
    }
}
