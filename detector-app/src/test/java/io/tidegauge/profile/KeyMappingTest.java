package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyMappingTest {

    private static final double[] EDGES = {
        -Double.MAX_VALUE,
        -1e300,
        -1,
        -Double.MIN_NORMAL,
        -Double.MIN_VALUE,
        0.0,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        0.1,
        Math.nextDown(0.5),
        0.5,
        Math.nextUp(0.5),
        0.9,
        Math.nextDown(1.0),
        1.0,
        Math.nextUp(1.0),
        1.5,
        2,
        3,
        1e9,
        1e300,
        Double.MAX_VALUE
    };

    static Stream<KeyMapping> mappings() {
        return Stream.of(
                KeyMapping.STANDARD,
                KeyMapping.PROBABILITY,
                KeyMapping.originAt(1e9),
                KeyMapping.originAt(-273.15),
                KeyMapping.originAt(Double.MAX_VALUE));
    }

    private static double[] ascending(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DoubleStream random01 = random.doubles(2_000);
        DoubleStream nearOne = random.doubles(2_000).map(x -> 1 - Math.pow(10, -17 * x));
        DoubleStream anywhere = DoubleStream.generate(() -> Distribution.WHOLE_RANGE.next(random))
                .limit(2_000);
        DoubleStream nearOrigin = random.doubles(2_000, -1e-3, 1e-3).map(x -> 1e9 + x);
        return Stream.of(Arrays.stream(EDGES), random01, nearOne, anywhere, nearOrigin)
                .flatMapToDouble(values -> values)
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void keysKeepTheOrderOfAllFiniteDoubles(KeyMapping mapping) {
        double[] values = ascending(1);
        for (int i = 1; i < values.length; i++) {
            assertThat(mapping.key(values[i - 1]))
                    .as("keys of %s and %s", values[i - 1], values[i])
                    .isLessThanOrEqualTo(mapping.key(values[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void zeroAndNegativeZeroHaveOneKey(KeyMapping mapping) {
        assertThat(mapping.key(-0.0)).isEqualTo(mapping.key(0.0));
    }

    @Test
    void probabilitiesHaveKeysOfTheirOwnAndTheDesignsFormula() {
        double[] values = Arrays.stream(ascending(2))
                .filter(x -> x >= 0 && x <= 1)
                .distinct()
                .toArray();
        for (int i = 0; i < values.length; i++) {
            long key = KeyMapping.PROBABILITY.key(values[i]);
            assertThat(key).isEqualTo(ReferenceHistogram.key(KeyMapping.PROBABILITY, values[i]));
            assertThat(KeyMapping.PROBABILITY.value(key)).isEqualTo(values[i]);
            if (i > 0) {
                assertThat(key).isGreaterThan(KeyMapping.PROBABILITY.key(values[i - 1]));
            }
        }
    }

    @Test
    void standardKeysLeadBackToTheirValue() {
        for (double x : ascending(3)) {
            assertThat(KeyMapping.STANDARD.value(KeyMapping.STANDARD.key(x))).isEqualTo(x);
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void lowestAndHighestValueOfKeysAreTheTightestDoubles(KeyMapping mapping) {
        for (double x : ascending(4)) {
            for (long key = mapping.key(x) - 2; key <= mapping.key(x) + 2; key++) {
                assertTight(mapping, key);
            }
        }
    }

    private static void assertTight(KeyMapping mapping, long key) {
        double highest = mapping.value(key);
        double lowest = mapping.lowestValue(key);
        if (highest > -Double.MAX_VALUE && highest < Double.MAX_VALUE) {
            assertThat(mapping.key(highest)).as("key %s", key).isLessThanOrEqualTo(key);
            assertThat(mapping.key(Math.nextUp(highest))).as("key %s", key).isGreaterThan(key);
        }
        if (lowest > -Double.MAX_VALUE && lowest < Double.MAX_VALUE) {
            assertThat(mapping.key(lowest)).as("key %s", key).isGreaterThanOrEqualTo(key);
            assertThat(mapping.key(Math.nextDown(lowest))).as("key %s", key).isLessThan(key);
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void valuesOfKeysBeyondTheDoublesAreFinite(KeyMapping mapping) {
        assertThat(mapping.value(Long.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
        assertThat(mapping.value(Long.MIN_VALUE)).isEqualTo(-Double.MAX_VALUE);
        assertThat(mapping.lowestValue(Long.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
        assertThat(mapping.lowestValue(Long.MIN_VALUE)).isEqualTo(-Double.MAX_VALUE);
    }

    @Test
    void scoresAreProbabilitiesUnlessSaidOtherwise() {
        assertThat(KeyMapping.forFeature("$score.fraud")).isEqualTo(KeyMapping.PROBABILITY);
        assertThat(KeyMapping.forFeature("price")).isEqualTo(KeyMapping.STANDARD);
    }

    @Test
    void originsAreFiniteAndOnlyWhereTheyMean() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyMapping.originAt(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyMapping(KeyMapping.Kind.STANDARD, 1))
                .withMessageContaining("STANDARD has no origin");
        assertThat(KeyMapping.originAt(-0.0)).isEqualTo(KeyMapping.originAt(0.0));
    }
}
