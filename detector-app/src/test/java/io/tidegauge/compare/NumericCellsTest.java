package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.NumericSketch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericCellsTest {

    private static final NumericSketch NOTHING = NumericSketch.empty(KeyMapping.STANDARD);

    @Test
    void theRoundestIntegerHasTheMostTrailingZeros() {
        for (long low = -70; low <= 70; low++) {
            for (long high = low; high <= 70; high++) {
                long expected = low;
                for (long x = low; x <= high; x++) {
                    if (Long.numberOfTrailingZeros(x) > Long.numberOfTrailingZeros(expected)) {
                        expected = x;
                    }
                }
                assertThat(NumericCells.roundest(low, high))
                        .as("between %d and %d", low, high)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyCellHoldsAboutATwentiethAndNothingIsBelowOrAbove(long seed) {
        double[] raw = normal(seed, 50_000, 0, 1);
        NumericSketch baseline = sketch(raw);

        NumericCells cells = NumericCells.of(baseline);
        long[] counts = cells.counts(baseline);

        assertThat(counts).as("seed %d", seed).hasSize(22);
        assertThat(counts[0]).isZero();
        assertThat(counts[21]).isZero();
        assertThat(LongStream.of(counts).sum()).isEqualTo(raw.length);
        // Both bounds of a cell are within a percentage point of their ranks.
        assertThat(LongStream.of(counts).skip(1).limit(20))
                .as("seed %d", seed)
                .allSatisfy(count -> assertThat(count).isBetween(1_500L, 3_500L));
    }

    @Test
    void anAtomHasACellOfItsOwnAndTheRestAreCutBesideIt() {
        double[] raw = normal(7, 10_000, 0, 1);
        Arrays.fill(raw, 0, 3_000, 0);
        Arrays.fill(raw, 3_000, 4_000, -40);
        NumericSketch baseline = sketch(raw);

        NumericCells cells = NumericCells.of(baseline);

        List<String> labels = cells.labels(baseline, NOTHING);
        assertThat(labels).contains("= 0").startsWith("below -40", "= -40");
        assertThat(cells.counts(baseline)[labels.indexOf("= 0")]).isEqualTo(3_000);
        assertThat(cells.counts(baseline)[labels.indexOf("= -40")]).isEqualTo(1_000);
    }

    @Test
    void valuesBetweenTheAtomsOfADiscreteFeatureHaveCells() {
        NumericSketch baseline = sketch(0, 1, 0, 1, 1);

        NumericCells cells = NumericCells.of(baseline);

        assertThat(cells.labels(baseline, NOTHING))
                .containsExactly("below 0", "= 0", "between 0 and 1", "= 1", "above 1");
        assertThat(cells.counts(baseline)).containsExactly(0, 2, 0, 3, 0);
        assertThat(cells.counts(sketch(-1, 0, 0.5, 0.75, 1, 2, 3))).containsExactly(1, 1, 2, 1, 2);
    }

    @Test
    void aDiscreteFeatureOfFifteenValuesGetsACellForEach() {
        double[] raw = new double[1_500];
        Arrays.setAll(raw, i -> i % 15);
        NumericSketch baseline = sketch(raw);

        assertThat(NumericCells.of(baseline).counts(baseline)).hasSize(17).containsOnly(0, 100);
    }

    @Test
    void nothingIsAboveABucketThatReachesTheLargestDouble() {
        double[] raw = new Random(41)
                .longs(20_000)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .toArray();
        NumericSketch baseline = sketch(raw);

        long[] counts = NumericCells.of(baseline).counts(baseline);

        assertThat(baseline.highest(baseline.size() - 1)).isEqualTo(Double.MAX_VALUE);
        assertThat(counts).hasSize(21);
        assertThat(LongStream.of(counts).skip(1))
                .allSatisfy(count -> assertThat(count).isPositive());
    }

    @Test
    void withoutBaselineValuesThereIsOneCell() {
        NumericCells cells = NumericCells.of(NOTHING);

        assertThat(cells.labels(NOTHING, sketch(1, 2, 3))).containsExactly("any value");
        assertThat(cells.counts(sketch(1, 2, 3))).containsExactly(3);
    }

    /** Cells that a multi-valued bucket of the window reaches into are one; every other cell stays; raw rows are kept. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void straddledCellsAreUnitedAndNoOthers(long seed) {
        Random random = new Random(seed);
        double[] raw = normal(seed, 200 + random.nextInt(3_000), 0, 1);
        Arrays.fill(raw, 0, raw.length / 8, 0.3);
        // Many values over many magnitudes, and crowded where the baseline is: a coarse window.
        double[] windowRaw = new double[60_000];
        Arrays.setAll(windowRaw, i -> random.nextGaussian() * (i % 3 == 0 ? 1 : Math.exp(random.nextGaussian() * 20)));
        NumericSketch window = sketch(windowRaw);
        NumericCells whole = NumericCells.of(sketch(raw));
        NumericCells united = whole.unitedFor(window);

        // Oracle: a union of whole cells for each multi-valued bucket, by the cells of its ends.
        int[] group = new int[whole.size()];
        Arrays.setAll(group, i -> i);
        for (int i = 0; i < window.size(); i++) {
            if (!window.single(i)) {
                int from = cell(whole, window.lowest(i));
                for (int c = from + 1; c <= cell(whole, window.highest(i)); c++) {
                    group[c] = group[c - 1];
                }
            }
        }
        int groups = 1;
        int[] expected = new int[group.length];
        for (int c = 1; c < group.length; c++) {
            groups += group[c] == c ? 1 : 0;
            expected[c] = groups - 1;
        }
        assertThat(united.size()).as("seed %d", seed).isEqualTo(groups).isLessThan(whole.size());
        assertThat(united.counts(sketch(raw))).as("seed %d", seed).isEqualTo(recount(whole, expected, groups, raw));
        assertThat(united.counts(window)).as("seed %d", seed).isEqualTo(recount(whole, expected, groups, windowRaw));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void quantileBoundsSurviveAWindowThatIsCoarserByTwoCollapses(long seed) {
        NumericSketch baseline = sketch(lognormal(seed, 20_000, 1));
        double[] wide = lognormal(seed + 100, 60_000, 1);
        NumericSketch window = sketch(wide);
        for (double factor = 2; window.shift() < baseline.shift() + 2; factor *= 2) {
            for (int i = 0; i < wide.length / 10; i++) {
                wide[i] *= factor;
            }
            window = sketch(wide);
        }
        NumericCells whole = NumericCells.of(baseline);

        // Only the bounds at the minimum and maximum are where the data end, not where it is round.
        assertThat(window.shift()).isGreaterThanOrEqualTo(baseline.shift() + 2);
        assertThat(whole.unitedFor(window).size()).as("seed %d", seed).isGreaterThanOrEqualTo(whole.size() - 2);
    }

    @Test
    void aWindowOfAnotherMappingIsComparedByItsValues() {
        double[] raw = lognormal(31, 3_000, 0.5);
        NumericCells whole = NumericCells.of(sketch(raw));
        NumericSketch shifted = NumericSketch.of(KeyMapping.originAt(1.5), raw);
        int[] same = new int[whole.size()];
        Arrays.setAll(same, i -> i);
        NumericCells united = whole.unitedFor(shifted);

        assertThat(LongStream.of(united.counts(shifted)).sum()).isEqualTo(raw.length);
        assertThat(united.counts(sketch(raw))).isEqualTo(united.counts(shifted));
    }

    /** The cell of one value: a sketch of it alone straddles nothing. */
    private static int cell(NumericCells cells, double x) {
        long[] counts = cells.counts(sketch(x));
        int cell = 0;
        while (counts[cell] == 0) {
            cell++;
        }
        return cell;
    }

    private static long[] recount(NumericCells whole, int[] united, int size, double[] raw) {
        long[] counts = new long[size];
        for (double x : raw) {
            counts[united[cell(whole, x)]]++;
        }
        return counts;
    }

    private static NumericSketch sketch(double... raw) {
        return NumericSketch.of(KeyMapping.STANDARD, raw);
    }

    private static double[] normal(long seed, int n, double mean, double deviation) {
        Random random = new Random(seed);
        double[] raw = new double[n];
        Arrays.setAll(raw, i -> mean + deviation * random.nextGaussian());
        return raw;
    }

    private static double[] lognormal(long seed, int n, double deviation) {
        Random random = new Random(seed);
        double[] raw = new double[n];
        Arrays.setAll(raw, i -> Math.exp(deviation * random.nextGaussian()));
        return raw;
    }
}
