package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.NumericSketch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericLabelsTest {

    private static final NumericSketch NOTHING = NumericSketch.empty(KeyMapping.STANDARD);

    @Test
    void wholeNumbersAreLabelledByTheFirstAndTheLastInTheCell() {
        double[] ages = new double[6_000];
        Arrays.setAll(ages, i -> 20 + i % 60);

        assertThat(labels(sketch(ages), NOTHING))
                .startsWith("below 20", "20 to 22")
                .endsWith("above 79")
                .allMatch(label -> label.matches("below 20|above 79|= \\d\\d|\\d\\d to \\d\\d"));
    }

    @Test
    void aGapBesideAnAtomIsBetweenTheValuesAroundIt() {
        double[] prices = new double[1_000];
        Arrays.setAll(prices, i -> i < 400 ? 0 : i < 800 ? 50 : i / 4.0);

        assertThat(labels(sketch(prices), NOTHING))
                .startsWith("below 0", "= 0", "between 0 and 50", "= 50", "200 to 201.8");
        assertThat(labels(sketch(prices), sketch(3, 7.5)))
                .startsWith("below 0", "= 0", "3 to 7.5", "= 50", "200 to 201.8");
    }

    /** Every raw value lies within its cell's label, read back with the label's own rounding. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyValueOfBothSidesIsWhereItsLabelSays(long seed) {
        Random random = new Random(seed);
        double scale = Math.pow(10, random.nextInt(9) - 4);
        double[] before = random.doubles(3_000, -scale, 2 * scale).toArray();
        double[] now = random.doubles(300, -1.5 * scale, 2.5 * scale).toArray();
        NumericSketch baseline = sketch(before);
        NumericSketch window = sketch(now);
        NumericCells cells = NumericCells.of(baseline).unitedFor(window);
        List<String> labels = cells.labels(baseline, window);

        for (double[] side : List.of(before, now)) {
            for (double x : side) {
                String label = labels.get(cells.places(sketch(x))[0]);
                assertThat(holds(label, x, scale / 1_000))
                        .as("seed %d: %s is %s", seed, x, label)
                        .isTrue();
            }
        }
        assertThat(labels).as("seed %d", seed).doesNotHaveDuplicates().hasSameSizeAs(cells.counts(baseline));
    }

    /** A coarse window unites the outermost cells with their neighbours, which hold values of the baseline. */
    @Test
    void outermostCellsThatAreUnitedSayHowFarTheyReach() {
        double[] raw = new double[2_000];
        Arrays.setAll(raw, i -> 1.0001 + i / 2_000.0);
        double[] wide = new Random(5).doubles(100_000, 0.1, 10).toArray();
        NumericSketch baseline = sketch(raw);
        NumericSketch window = sketch(wide);

        List<String> labels = labels(baseline, window);

        assertThat(labels.get(0)).matches("1\\.\\d+ or less");
        assertThat(labels.get(labels.size() - 1)).matches("[12]\\.?\\d* or more");
    }

    @Test
    void numbersHaveAsManyDigitsAsTellTheEndsApartAndAllBeforeThePoint() {
        assertThat(List.of(
                        CellLabel.range(0.5, 0.75),
                        CellLabel.range(50.15625, 1_632),
                        CellLabel.range(94_110.4, 94_999),
                        CellLabel.range(1_000_000.123, 1_000_000.456),
                        CellLabel.range(1, Math.nextUp(1.0)),
                        CellLabel.range(3, 3),
                        CellLabel.between(0, 1 / 3.0),
                        CellLabel.below(1.5e300),
                        CellLabel.above(-2.25e-7),
                        CellLabel.atMost(-12_345_678.9),
                        CellLabel.atLeast(123_456_789_012.0)))
                .containsExactly(
                        "0.5 to 0.75",
                        "50.16 to 1632",
                        "94110 to 94999",
                        "1000000.1 to 1000000.5",
                        "1 to 1.0000000000000002",
                        "= 3",
                        "between 0 and 0.3333",
                        "below 1.5e300",
                        "above -2.25e-7",
                        "-12345679 or less",
                        "1.235e11 or more");
    }

    private static boolean holds(String label, double x, double rounding) {
        String[] words = label.split(" ");
        return switch (words[0]) {
            case "below" -> x < Double.parseDouble(words[1]) + rounding;
            case "above" -> x > Double.parseDouble(words[1]) - rounding;
            case "=" -> Math.abs(x - Double.parseDouble(words[1])) <= rounding;
            default ->
                words[1].equals("to")
                        && x >= Double.parseDouble(words[0]) - rounding
                        && x <= Double.parseDouble(words[2]) + rounding;
        };
    }

    private static List<String> labels(NumericSketch baseline, NumericSketch window) {
        return NumericCells.of(baseline).unitedFor(window).labels(baseline, window);
    }

    private static NumericSketch sketch(double... raw) {
        return NumericSketch.of(KeyMapping.STANDARD, raw);
    }
}
