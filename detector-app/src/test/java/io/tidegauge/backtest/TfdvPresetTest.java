package io.tidegauge.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected figures: SciPy 1.17.1 and NumPy 2.4.6 on the same draws, the edges joined by interpolating sums of shares. */
class TfdvPresetTest {

    private static Judged judge(Values baseline, Values window) {
        return new TfdvPreset().fit(ReferenceValues.inChunksOf(100, baseline)).judge(window);
    }

    @Test
    void numbersAreComparedByTheDivergenceOfTwoHistogramsLaidOverOneAnother() {
        Numbers baseline = Drawn.bell(1, 1200, 0, 1);
        Judged shifted = judge(baseline, Drawn.bell(2, 500, 0.07, 1));
        assertThat(shifted.statistic()).isEqualTo("approximate Jensen-Shannon divergence");
        assertThat(shifted.value().orNaN()).isCloseTo(0.01652156292079725, within(1e-9));
        assertThat(shifted.drifted()).isTrue();
        assertThat(judge(baseline, Drawn.bell(3, 500, 0.2, 1.5)).value().orNaN())
                .isCloseTo(0.09166986705233919, within(1e-9));
        Judged sameLaw = judge(baseline, Drawn.bell(12, 1200, 0, 1));
        assertThat(sameLaw.value().orNaN()).isCloseTo(0.011795422000521897, within(1e-9));
        assertThat(sameLaw.drifted())
                .as("the guide's threshold is below chance")
                .isTrue();
    }

    /** By hand: shares of ten bins of (0, 10], the window's bins each over two of them; then points. */
    @Test
    void binsAreSpreadEvenlyAndPointsStandAlone() {
        Numbers tens = Numbers.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(judge(tens, tens).value().orNaN()).isZero();
        Numbers fives = Numbers.of(5, 5, 5);
        assertThat(judge(fives, Numbers.of(5, 5)).value().orNaN()).isZero();
        assertThat(judge(fives, Numbers.of(6)).value().orNaN()).isEqualTo(1);
        assertThat(judge(fives, tens).value().orNaN()).isEqualTo(1);
        // Two bins with half each, against the left one of them alone, all of it in the same cells: p = ½ and 1, ½ and
        // 0.
        Numbers half = Numbers.of(0, 10);
        Numbers doubled = Numbers.of(0, 20);
        // Bins 0 and 9 hold half each: (0, 1] and (9, 10], against (0, 2] and (18, 20].
        // Cells (0, 1], (1, 2], (9, 10], (18, 20]: ½ against ¼, 0 against ¼, ½ against 0, 0 against ½.
        double p = 0.5 * (Math.log(0.5 / 0.375) / Math.log(2)) + 0.5;
        double q = 0.25 * (Math.log(0.25 / 0.375) / Math.log(2)) + 0.25 + 0.5;
        assertThat(judge(half, doubled).value().orNaN()).isCloseTo((p + q) / 2, within(1e-12));
    }

    @Test
    void categoriesAreComparedByTheLargestDifferenceOfShares() {
        Labels baseline = Drawn.labels(6, 1500, 0.5, 0.8, 0.95);
        Judged moved = judge(baseline, Drawn.labels(7, 400, 0.42, 0.8, 0.95));
        assertThat(moved.statistic()).isEqualTo("Linfty distance");
        assertThat(moved.value().orNaN()).isCloseTo(0.06616666666666665, within(1e-12));
        assertThat(moved.drifted()).isTrue();
        assertThat(judge(baseline, baseline).drifted()).isFalse();
    }
}
