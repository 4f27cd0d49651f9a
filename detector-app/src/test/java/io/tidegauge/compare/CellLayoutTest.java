package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellLayoutTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void cellsOfTheWholeCountEveryPartExactly(long seed) {
        Random random = new Random(seed);
        int parts = 2 + random.nextInt(30);
        List<FeatureProfile> profiles = new ArrayList<>();
        List<Long> rows = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            profiles.add(part(random, seed, i));
            rows.add(profiles.get(i).rows() + random.nextInt(20));
        }
        FeatureProfile whole = profiles.stream().reduce(FeatureProfile::merge).orElseThrow();
        long wholeRows = rows.stream().mapToLong(Long::longValue).sum();
        for (FeatureKind kind : FeatureKind.values()) {
            CellLayout layout = CellLayout.of(kind, whole);
            long[] sum = new long[layout.size()];
            for (int i = 0; i < parts; i++) {
                long[] counts = layout.counts(profiles.get(i), rows.get(i));
                assertThat(LongStream.of(counts).sum()).isEqualTo(rows.get(i));
                Arrays.setAll(sum, cell -> sum[cell] + counts[cell]);
            }
            assertThat(sum).as("%s, seed %d", kind, seed).isEqualTo(layout.counts(whole, wholeRows));
            assertThat(LongStream.of(sum).sum()).isEqualTo(wholeRows);
        }
    }

    /** Normal, integer, heavy-tailed or constant numbers of a part's own size and place; seldom no value, or of another type. */
    private static FeatureProfile part(Random random, long seed, int part) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        int rows = seed % 4 == 0 ? random.nextInt(40) : random.nextInt(4_000);
        for (int i = 0; i < rows; i++) {
            double x = random.nextGaussian();
            switch (random.nextInt(40)) {
                case 0 -> profile.addNull();
                case 1 -> profile.addNumber(Double.NaN);
                case 2 -> profile.addNumber(random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
                case 3 -> profile.addText("c" + random.nextInt(80));
                case 4, 5, 6, 7, 8 -> profile.addNumber(part % 2 == 0 ? 0 : -0.0);
                default ->
                    profile.addNumber(seed % 3 == 0 ? Math.round(10 * x) : seed % 3 == 1 ? x + part : Math.exp(8 * x));
            }
        }
        return profile.toProfile();
    }

    @Test
    void whereEachValueBelongs() {
        FeatureProfile baseline = numbers(1, 1, 2, 2, 3, 3);
        LiveProfile window = new LiveProfile(KeyMapping.STANDARD);
        for (double x :
                new double[] {0, 1, 2, 2, 2.5, 9, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN}) {
            window.addNumber(x);
        }
        window.addNull();
        window.addText("two");
        window.addBoolean(true);

        CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, baseline);

        // Below 1, 1, between, 2, between, 3, above; missing, not a number, other type.
        assertThat(layout.counts(window.toProfile(), 15)).containsExactly(2, 1, 0, 2, 1, 0, 2, 1 + 3, 1, 2);
        assertThat(layout.size()).isEqualTo(10);
        assertThat(layout.valueCells()).isEqualTo(7);
        assertThat(layout.ordered()).isEqualTo(7);
    }

    @Test
    void whereEachCategoryBelongs() {
        LiveProfile baseline = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < 60; i++) {
            for (int row = 0; row < 100 - i; row++) {
                baseline.addText("c" + i / 10 + i % 10);
            }
        }
        LiveProfile window = new LiveProfile(KeyMapping.STANDARD);
        List.of("c00", "c49", "c50", "c59", "d", "d").forEach(window::addText);
        window.addNull();
        window.addNumber(Double.NaN);

        CellLayout layout = CellLayout.of(FeatureKind.CATEGORICAL, baseline.toProfile());
        long[] counts = layout.counts(window.toProfile(), 10);

        assertThat(layout.valueCells()).isEqualTo(52);
        assertThat(layout.ordered()).isZero();
        assertThat(counts[0]).isEqualTo(1);
        assertThat(counts[49]).isEqualTo(1);
        // Others, unseen, missing, not a number.
        assertThat(Arrays.copyOfRange(counts, 50, 54)).containsExactly(2, 2, 3, 1);
        assertThat(LongStream.of(counts).sum()).isEqualTo(10);
    }

    @Test
    void aTableKnowsWhichCellsItUnites() {
        Random random = new Random(5);
        FeatureProfile baseline = numbers(random.doubles(3_000).toArray());
        // So many distinct values so far apart that its buckets are wide.
        FeatureProfile window = numbers(
                random.doubles(200_000).map(x -> Math.exp(600 * (x - 0.5))).toArray());
        CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, baseline);
        long[] before = layout.counts(baseline, 3_100);

        CellTable table = layout.table(before, window, 200_007);

        assertThat(table.union().united()).isTrue();
        assertThat(table.union().valueCells()).isLessThan(layout.valueCells());
        assertThat(table.union().size()).isEqualTo(table.union().valueCells() + 3);
        assertThat(table.baseline()).isEqualTo(table.union().fold(before));
        assertThat(LongStream.of(table.baseline()).sum()).isEqualTo(3_100);
        assertThat(LongStream.of(table.window()).sum()).isEqualTo(200_007);
        assertThat(table.valuesOnly().baseline())
                .isEqualTo(table.valuesOnly().union().fold(before));
        assertThat(table.union())
                .isEqualTo(layout.table(before, window, 300_000).union())
                .isNotEqualTo(table.valuesOnly().union())
                .isNotEqualTo(CellUnion.none(layout));
        assertThatThrownBy(() -> layout.counts(window, 200_007)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.union().fold(new long[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cellsBesideTheValuesAreShownOnlyWithRows() {
        FeatureProfile profile = numbers(1, 2, 3);
        CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, profile);

        assertThat(layout.table(layout.counts(profile, 3), profile, 3).shares()).hasSize(7);
        assertThat(layout.table(layout.counts(profile, 3), profile, 4).shares())
                .hasSize(8)
                .last()
                .isEqualTo(new CellShare("missing", 0, 0.25));
    }

    private static FeatureProfile numbers(double... values) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (double value : values) {
            profile.addNumber(value);
        }
        return profile.toProfile();
    }
}
