package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureComparatorTest {

    @Test
    void rowsThatLeftTheFeatureOutAreMissing() {
        FeatureProfile baseline = profile(1.0, 2.0, 3.0, null);
        FeatureProfile window = profile(1.0, null, 2.5);

        FeatureComparison comparison = FeatureComparator.compare("x", FeatureKind.NUMERIC, baseline, 8, window, 10);

        assertThat(comparison.baselineMissing()).isEqualTo(5);
        assertThat(comparison.windowMissing()).isEqualTo(8);
        assertThat(comparison.windowPresent()).isEqualTo(3);
        assertThat(comparison.windowValues()).isEqualTo(2);
        assertThat(value(comparison, "window_null_rate")).isEqualTo(0.8);
        assertThat(value(comparison, "null_rate_relative_change")).isCloseTo(0.28, within(1e-15));
    }

    @Test
    void anAbsentFeatureHasAnEffectAndNoStatisticsOfValues() {
        FeatureComparison comparison = FeatureComparator.compare(
                "x", FeatureKind.NUMERIC, profile(1.0, 2.0, 3.0), 3, FeatureProfile.empty(KeyMapping.STANDARD), 40);

        assertThat(comparison.windowPresent()).isZero();
        assertThat(comparison.windowMissing()).isEqualTo(40);
        assertThat(comparison.effect().isDefined()).isTrue();
        assertThat(comparison.statistics().get("ks_d").isDefined()).isFalse();
        assertThat(comparison.statistics().get("window_mean").isDefined()).isFalse();
        assertThat(comparison.statistics().get("baseline_mean")).isEqualTo(Statistic.of(2));
    }

    @Test
    void noRowsAtAllAreNoEffect() {
        FeatureProfile none = FeatureProfile.empty(KeyMapping.STANDARD);
        for (FeatureKind kind : FeatureKind.values()) {
            FeatureComparison comparison = FeatureComparator.compare("x", kind, none, 0, none, 0);
            assertThat(comparison.effect().isDefined()).isFalse();
            assertThat(comparison.pValue().isDefined()).isFalse();
            assertThat(comparison.statistics().get("null_rate_p").isDefined()).isFalse();
        }
    }

    @Test
    void infinitiesAreOutOfRangeAndInTheOuterCellsAndNansAreACell() {
        FeatureProfile baseline = profile(1.0, 2.0, 3.0, 4.0);
        FeatureProfile window =
                profile(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.5, 5.0, 6.0, 2.0);

        FeatureComparison comparison = compare(FeatureKind.NUMERIC, baseline, window);

        assertThat(comparison.windowNotNumbers()).isEqualTo(3);
        assertThat(comparison.windowBelow()).isEqualTo(2);
        assertThat(comparison.windowAbove()).isEqualTo(3);
        assertThat(value(comparison, "out_of_range_share")).isCloseTo(5 / 6.0, within(1e-15));
        assertThat(share(comparison, "below 1")).isCloseTo(2 / 7.0, within(1e-15));
        assertThat(share(comparison, "above 4")).isCloseTo(3 / 7.0, within(1e-15));
        assertThat(share(comparison, "not a number")).isCloseTo(1 / 7.0, within(1e-15));
        assertThat(compare(FeatureKind.NUMERIC, window, window).windowAbove()).isZero();
    }

    @Test
    void stringsAndBooleansAreNoNumbers() {
        FeatureComparison comparison =
                compare(FeatureKind.NUMERIC, profile(1.0, 2.0), profile("a", "b", true, 1.0, null));

        assertThat(comparison.windowMismatched()).isEqualTo(3);
        assertThat(comparison.windowMissing()).isEqualTo(1);
        assertThat(comparison.windowValues()).isEqualTo(1);
        assertThat(share(comparison, "other type")).isEqualTo(0.6);
    }

    @Test
    void numbersAndBooleansCanBeCategoriesWhileTheyCanBeKeptApart() {
        FeatureProfile baseline = profile("a", true, 3.0, 3.0, 2.5);
        FeatureComparison comparison = compare(FeatureKind.CATEGORICAL, baseline, profile(3.0, "a", 7.0, false));

        assertThat(comparison.windowMismatched()).isZero();
        assertThat(comparison.windowUnseen()).isEqualTo(2);
        assertThat(comparison.baselineDistinct()).isEqualTo(4);
        assertThat(comparison.cells().stream().map(CellShare::label))
                .containsExactly("2.5", "3", "a", "true", "other", "unseen");
        assertThat(share(comparison, "unseen")).isEqualTo(0.5);
    }

    @Test
    void tooManyNumbersAreNoCategoriesUnlessTheBaselineHasThemToo() {
        Double[] many = new Random(3).doubles(20_000).boxed().toArray(Double[]::new);
        FeatureProfile window = profile((Object[]) many);

        FeatureComparison comparison = compare(FeatureKind.CATEGORICAL, profile("a", "b"), window);

        assertThat(comparison.windowMismatched()).isGreaterThan(15_000);
        assertThat(comparison.effect().orNaN()).isGreaterThan(0.9);
        assertThat(compare(FeatureKind.CATEGORICAL, window, window).windowMismatched())
                .isZero();
    }

    @Test
    void onlyTheFiftyMostFrequentCategoriesHaveACell() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int category = 0; category < 60; category++) {
            for (int i = 0; i <= category; i++) {
                live.addText("c" + category);
            }
        }
        FeatureProfile baseline = live.toProfile();
        FeatureComparison comparison = compare(FeatureKind.CATEGORICAL, baseline, baseline);

        assertThat(comparison.cells()).hasSize(52);
        assertThat(share(comparison, "other")).isCloseTo(55 / 1830.0, within(1e-15));
        assertThat(comparison.effect()).isEqualTo(Statistic.of(0));
        assertThat(comparison.pValue()).isEqualTo(Statistic.of(1));
    }

    /** U+FF5E is before U+1F600, whose surrogates are before U+FF5E as chars. */
    @Test
    void tiesOfTheModeGoByCodePoint() {
        FeatureProfile both = profile("\uD83D\uDE00", "\uFF5E");
        assertThat(CategoryTable.mode(both.asCategories())).contains("\uFF5E");
        assertThat(CategoryTable.CODE_POINTS.compare("a", "ab")).isNegative();
        assertThat(CategoryTable.CODE_POINTS.compare("\uD83D\uDE00", "\uD83D\uDE01"))
                .isNegative();
    }

    @Test
    void aConstantBaselineIsComparedWithoutBeingCoarse() {
        FeatureProfile fives = profile(5.0, 5.0, 5.0, 5.0, 5.0);
        Double[] sevens = new Double[100];
        Arrays.fill(sevens, 7.0);

        FeatureComparison comparison = compare(FeatureKind.NUMERIC, fives, profile((Object[]) sevens));

        assertThat(value(comparison, "cells")).isEqualTo(1);
        assertThat(comparison.effect().orNaN()).isGreaterThan(0.9);
        assertThat(compare(FeatureKind.NUMERIC, fives, fives).effect()).isEqualTo(Statistic.of(0));
    }

    @Test
    void aWindowTooCoarseForTheCellsIsCoarse() {
        // A window whose one bucket at 5 holds other values too, against a baseline that is 5 alone.
        Random random = new Random(9);
        Double[] around =
                random.doubles(100_000).mapToObj(u -> Math.exp(u * 40 - 20)).toArray(Double[]::new);
        Arrays.fill(around, 0, 50, 5.0);

        FeatureComparison comparison = compare(FeatureKind.NUMERIC, profile(5.0, 5.0, 5.0), profile((Object[]) around));

        assertThat(comparison.effect()).isEqualTo(Statistic.undefined(Judgement.COARSE));
        assertThat(comparison.windowBelow() + comparison.windowAbove()).isGreaterThan(99_000);
    }

    @ParameterizedTest
    @EnumSource(FeatureKind.class)
    void everyStatisticOfTheKindIsThereByName(FeatureKind kind) {
        FeatureComparison comparison = compare(kind, profile(1.0, 2.0), profile(1.0, 3.0));

        assertThat(comparison.statistics().keySet())
                .isEqualTo(Arrays.stream(StatisticName.values())
                        .filter(name -> name.appliesTo(kind))
                        .map(StatisticName::key)
                        .collect(Collectors.toSet()));
        assertThat(List.of(StatisticName.values()))
                .allSatisfy(name -> assertThat(name.description()).isNotBlank());
    }

    @Test
    void aProfileOfMoreRowsThanItsModelIsRefused() {
        FeatureProfile two = profile(1.0, 2.0);
        assertThatThrownBy(() -> FeatureComparator.compare("x", FeatureKind.NUMERIC, two, 2, two, 1))
                .hasMessageContaining("profile of 2 rows among 1");
    }

    /** Anything against anything: nothing throws, rows are conserved, shares and p-values are what they must be. */
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106})
    void anythingCanBeCompared(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            FeatureProfile baseline = anything(random);
            FeatureProfile window = anything(random);
            long baselineRows = baseline.rows() + random.nextInt(3);
            long windowRows = window.rows() + random.nextInt(3);
            FeatureKind kind = random.nextBoolean() ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL;

            FeatureComparison comparison =
                    FeatureComparator.compare("x", kind, baseline, baselineRows, window, windowRows);

            String where = "seed " + seed + ", trial " + i + ", " + kind;
            assertThat(comparison.cells().stream()
                            .mapToDouble(CellShare::windowShare)
                            .sum())
                    .as(where)
                    .isCloseTo(windowRows > 0 ? 1 : 0, within(1e-12));
            assertThat(comparison.cells().stream()
                            .mapToDouble(CellShare::baselineShare)
                            .sum())
                    .as(where)
                    .isCloseTo(baselineRows > 0 ? 1 : 0, within(1e-12));
            comparison.statistics().forEach((name, statistic) -> checkRange(where + ", " + name, name, statistic));
            checkRange(where, "p", comparison.pValue());
            checkRange(where, "effect", comparison.effect());
            assertThat(comparison.effect().isDefined() || coarse(comparison))
                    .as(where)
                    .isEqualTo(windowRows > 0 && baselineRows > 0 || coarse(comparison));
        }
    }

    private static boolean coarse(FeatureComparison comparison) {
        return comparison.effect().equals(Statistic.undefined(Judgement.COARSE));
    }

    private static void checkRange(String where, String name, Statistic statistic) {
        if (statistic instanceof Statistic.Value value) {
            assertThat(value.value()).as(where).isFinite();
            boolean unit = name.equals("p")
                    || name.endsWith("_p")
                    || name.startsWith("p_")
                    || name.startsWith("effect")
                    || List.of(
                                    "js_distance",
                                    "hellinger",
                                    "total_variation",
                                    "l_infinity",
                                    "ks_d",
                                    "ks_p_exact",
                                    "ks_p_exact_ties",
                                    "auc_window_greater",
                                    "unseen_mass",
                                    "baseline_null_rate",
                                    "window_null_rate",
                                    "out_of_range_share",
                                    "mannwhitney_p_uncorrected")
                            .contains(name);
            if (unit) {
                assertThat(value.value()).as(where).isBetween(0.0, 1.0);
            }
        }
    }

    private static FeatureProfile anything(Random random) {
        LiveProfile live = new LiveProfile(random.nextInt(4) == 0 ? KeyMapping.PROBABILITY : KeyMapping.STANDARD);
        int rows = random.nextInt(5) == 0 ? 5_000 : random.nextInt(60);
        int flavour = random.nextInt(8);
        for (int i = 0; i < rows; i++) {
            switch (flavour) {
                case 0 -> live.addNumber(Double.longBitsToDouble(random.nextLong()));
                case 1 -> live.addNumber(random.nextInt(3));
                case 2 -> live.addNumber(5);
                case 3 -> live.addText("c" + random.nextInt(200));
                case 4 -> live.addBoolean(random.nextBoolean());
                case 5 -> live.addNull();
                case 6 -> live.addNumber(random.nextBoolean() ? Double.MAX_VALUE : -Double.MAX_VALUE);
                default -> live.add(mixed(random));
            }
        }
        return live.toProfile();
    }

    private static FeatureValue mixed(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> FeatureValue.MISSING;
            case 1 -> new FeatureValue.Numeric(Double.NaN);
            case 2 -> new FeatureValue.Numeric(random.nextBoolean() ? Double.POSITIVE_INFINITY : -0.0);
            case 3 -> new FeatureValue.Numeric(Double.MIN_VALUE * random.nextInt(9));
            case 4 -> new FeatureValue.Bool(true);
            case 5 -> new FeatureValue.Text("t" + random.nextInt(3));
            default -> new FeatureValue.Numeric(random.nextGaussian());
        };
    }

    private static FeatureComparison compare(FeatureKind kind, FeatureProfile baseline, FeatureProfile window) {
        return FeatureComparator.compare("x", kind, baseline, baseline.rows(), window, window.rows());
    }

    private static double value(FeatureComparison comparison, String name) {
        return comparison.statistics().get(name).orNaN();
    }

    private static double share(FeatureComparison comparison, String label) {
        return comparison.cells().stream()
                .filter(cell -> cell.label().equals(label))
                .mapToDouble(CellShare::windowShare)
                .sum();
    }

    private static FeatureProfile profile(Object... values) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (Object value : values) {
            if (value instanceof Double number) {
                live.addNumber(number);
            } else if (value instanceof Boolean bool) {
                live.addBoolean(bool);
            } else if (value instanceof String text) {
                live.addText(text);
            } else {
                live.addNull();
            }
        }
        return live.toProfile();
    }
}
