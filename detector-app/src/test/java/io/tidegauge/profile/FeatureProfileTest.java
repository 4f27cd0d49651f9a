package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureProfileTest {

    /** A feature of one distribution, with all else that can happen to it. */
    private static List<FeatureValue> values(Distribution distribution, long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        List<FeatureValue> values = new ArrayList<>();
        for (double x : distribution.sample(seed, n)) {
            values.add(
                    switch (random.nextInt(60)) {
                        case 0 -> FeatureValue.MISSING;
                        case 1 -> new FeatureValue.Numeric(Double.NaN);
                        case 2 -> new FeatureValue.Numeric(Double.POSITIVE_INFINITY);
                        case 3 -> new FeatureValue.Numeric(Double.NEGATIVE_INFINITY);
                        case 4 -> new FeatureValue.Bool(random.nextBoolean());
                        case 5, 6 -> new FeatureValue.Text("city " + random.nextInt(300));
                        default -> new FeatureValue.Numeric(x);
                    });
        }
        return values;
    }

    private static FeatureProfile profile(KeyMapping mapping, List<FeatureValue> values) {
        LiveProfile live = new LiveProfile(mapping);
        values.forEach(live::add);
        return live.toProfile();
    }

    @ParameterizedTest
    @EnumSource
    void anyOrderSplitAndMergeTreeGivesEqualBytes(Distribution distribution) {
        KeyMapping[] mappings = {KeyMapping.STANDARD, KeyMapping.PROBABILITY, KeyMapping.originAt(50)};
        for (long seed = 0; seed < 6; seed++) {
            KeyMapping mapping = mappings[(int) seed % mappings.length];
            SplittableRandom random = new SplittableRandom(seed);
            List<FeatureValue> values = values(distribution, seed, random.nextInt(1, 14_000));
            byte[] whole = profile(mapping, values).encode();
            Collections.shuffle(values, new Random(seed));
            FeatureProfile merged = randomTree(random, mapping, values);
            assertThat(merged.encode()).as("%s seed %s", distribution, seed).isEqualTo(whole);
        }
    }

    private static FeatureProfile randomTree(SplittableRandom random, KeyMapping mapping, List<FeatureValue> values) {
        if (values.size() < 2 || random.nextInt(6) == 0) {
            return profile(mapping, values);
        }
        int split = random.nextInt(values.size() + 1);
        FeatureProfile left = randomTree(random, mapping, values.subList(0, split));
        FeatureProfile right = randomTree(random, mapping, values.subList(split, values.size()));
        FeatureProfile stored = random.nextBoolean() ? left : FeatureProfile.decode(left.encode());
        return random.nextBoolean() ? stored.merge(right) : right.merge(stored);
    }

    @Test
    void drainingInBetweenChangesNothing() {
        List<FeatureValue> values = values(Distribution.NORMAL, 1, 30_000);
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < values.size(); i++) {
            live.add(values.get(i));
            if (i % 1_000 == 0) {
                assertThat(live.toProfile().rows()).isEqualTo(i + 1);
            }
        }
        assertThat(live.toProfile()).isEqualTo(profile(KeyMapping.STANDARD, values));
    }

    @Test
    void everyRowIsCountedOnce() {
        FeatureProfile profile = profile(
                KeyMapping.STANDARD,
                List.of(
                        new FeatureValue.Numeric(1.5),
                        new FeatureValue.Numeric(-0.0),
                        new FeatureValue.Numeric(Double.NaN),
                        new FeatureValue.Numeric(Double.POSITIVE_INFINITY),
                        new FeatureValue.Numeric(Double.NEGATIVE_INFINITY),
                        new FeatureValue.Bool(true),
                        new FeatureValue.Bool(false),
                        new FeatureValue.Bool(false),
                        new FeatureValue.Text("a"),
                        FeatureValue.MISSING));
        assertThat(profile.rows()).isEqualTo(10);
        assertThat(profile.nulls()).isEqualTo(1);
        assertThat(profile.nans()).isEqualTo(1);
        assertThat(profile.positiveInfinities()).isEqualTo(1);
        assertThat(profile.negativeInfinities()).isEqualTo(1);
        assertThat(profile.trues()).isEqualTo(1);
        assertThat(profile.falses()).isEqualTo(2);
        assertThat(profile.categories().counts()).isEqualTo(Map.of("a", 1L));
        assertThat(profile.numbers().weightedValues(0, 1.5)).isEqualTo(WeightedValues.of(0.0, 1.5));
        assertThat(profile.moments().max()).isEqualTo(1.5);
    }

    @ParameterizedTest
    @EnumSource
    void subtractionLeavesTheRest(Distribution distribution) {
        List<FeatureValue> values = values(distribution, 3, 9_000);
        FeatureProfile whole = profile(KeyMapping.STANDARD, values);
        FeatureProfile rest = profile(KeyMapping.STANDARD, values.subList(4_000, 9_000));
        FeatureProfile left = whole.subtract(profile(KeyMapping.STANDARD, values.subList(0, 4_000)));
        assertThat(left.rows()).isEqualTo(5_000);
        assertThat(left.nulls()).isEqualTo(rest.nulls());
        assertThat(left.categories()).isEqualTo(rest.categories());
        assertThat(left.numbers().total()).isEqualTo(rest.numbers().total());
        assertThat(left.moments().mean()).isEqualTo(rest.moments().mean());
        assertThat(left.moments().m2()).isEqualTo(rest.moments().m2());
        assertThat(left.moments().m4()).isEqualTo(rest.moments().m4());
        assertThat(left.moments().min()).isLessThanOrEqualTo(rest.moments().min());
        assertThatIllegalStateException().isThrownBy(left::encode);
        assertThatIllegalStateException().isThrownBy(() -> left.merge(rest));
        assertThatIllegalArgumentException().isThrownBy(() -> rest.subtract(whole));
    }

    @Test
    void profilesOfRowsOnlyAddUp() {
        FeatureProfile rows = FeatureProfile.ofRows(5).merge(FeatureProfile.ofRows(7));
        assertThat(rows.rows()).isEqualTo(12);
        assertThat(rows).isEqualTo(FeatureProfile.ofRows(12));
        assertThat(rows.moments()).isEqualTo(Moments.EMPTY);
        assertThat(FeatureProfile.empty(KeyMapping.STANDARD)).isEqualTo(FeatureProfile.ofRows(0));
        assertThatIllegalArgumentException().isThrownBy(() -> FeatureProfile.ofRows(-1));
    }

    @Test
    void mostValuesSayWhatTheFeatureIs() {
        List<FeatureValue> numbers =
                List.of(new FeatureValue.Numeric(1), new FeatureValue.Numeric(Double.NaN), new FeatureValue.Text("a"));
        List<FeatureValue> labels =
                List.of(new FeatureValue.Bool(true), new FeatureValue.Text("a"), new FeatureValue.Numeric(1));
        assertThat(profile(KeyMapping.STANDARD, numbers).dominantKind()).isEqualTo(FeatureKind.NUMERIC);
        assertThat(profile(KeyMapping.STANDARD, labels).dominantKind()).isEqualTo(FeatureKind.CATEGORICAL);
        assertThat(FeatureProfile.ofRows(3).dominantKind()).isEqualTo(FeatureKind.NUMERIC);
    }

    @Test
    void valuesOfAllTypesAsCategories() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        live.addNumber(3);
        live.addNumber(-0.0);
        live.addNumber(2.5);
        live.addNumber(1e20);
        live.addText("3");
        live.addText("true");
        live.addBoolean(true);
        live.addBoolean(false);
        live.addNull();
        CategoryCounts categories = live.toProfile().asCategories();
        assertThat(categories.counts())
                .isEqualTo(Map.of("3", 2L, "0", 1L, "2.5", 1L, "1.0E20", 1L, "true", 2L, "false", 1L));
        assertThat(categories.total()).isEqualTo(8);
        assertThat(categories.approximate()).isFalse();
    }

    @Test
    void numbersWithoutALabelCountInTheTotal() {
        FeatureProfile profile = profile(KeyMapping.STANDARD, values(Distribution.NORMAL, 4, 10_000));
        CategoryCounts categories = profile.asCategories();
        assertThat(categories.approximate()).isTrue();
        assertThat(categories.total())
                .isEqualTo(profile.rows()
                        - profile.nulls()
                        - profile.nans()
                        - profile.positiveInfinities()
                        - profile.negativeInfinities());
    }

    @Test
    void unequalMappingsDoNotMerge() {
        FeatureProfile standard = FeatureProfile.empty(KeyMapping.STANDARD);
        FeatureProfile probability = FeatureProfile.empty(KeyMapping.PROBABILITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard.merge(probability))
                .withMessageContaining("PROBABILITY");
    }
}
