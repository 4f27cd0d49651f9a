package io.tidegauge.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Expected figures: SciPy 1.17.1 and NumPy 2.4.6 by the tool's own calls on the same draws. */
class EvidentlyPresetTest {

    private static final double[] THREE_CUTS = {0.5, 0.8, 0.95};

    private final Numbers baseline = Drawn.bell(1, 1200, 0, 1);
    private final Labels labels = Drawn.labels(6, 1500, THREE_CUTS);

    private static Judged judge(Values baseline, Values window) {
        return new EvidentlyPreset()
                .fit(ReferenceValues.inChunksOf(100, baseline))
                .judge(window);
    }

    @Test
    void manyNumbersAreComparedByWassersteinOverTheDeviation() {
        Judged shifted = judge(baseline, Drawn.bell(2, 500, 0.07, 1));
        assertThat(shifted.statistic()).isEqualTo("Wasserstein distance (normed)");
        assertThat(shifted.value().orNaN()).isCloseTo(0.13360692793535345, within(1e-12));
        assertThat(shifted.drifted()).isTrue();
        assertThat(judge(baseline, Drawn.bell(3, 500, 0.2, 1.5)).value().orNaN())
                .isCloseTo(0.5173891601707685, within(1e-12));
    }

    @Test
    void aConstantBaselineIsDividedByAThousandth() {
        double[] constant = new double[1500];
        double[] spread = new double[600];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = i % 6 * 1e-5;
        }
        // The mean of 0 to 5 times 1e-5 is 2.5e-5; over 0.001 that is 0.025.
        Judged judged = judge(Numbers.of(constant), Numbers.of(spread));
        assertThat(judged.value().orNaN()).isCloseTo(0.025, within(1e-12));
        assertThat(judged.drifted()).isFalse();
    }

    @Test
    void fewNumbersAreTestedByKolmogorovAndSmirnov() {
        Numbers few = baseline.slice(0, 800);
        Judged shifted = judge(few, Drawn.bell(2, 500, 0.07, 1));
        assertThat(shifted.statistic()).isEqualTo("K-S p_value");
        assertThat(shifted.value().orNaN()).isCloseTo(0.036790640237659364, within(1e-10));
        assertThat(shifted.drifted()).isTrue();
        Judged same = judge(few, Drawn.bell(4, 300, 0.05, 1));
        assertThat(same.value().orNaN()).isCloseTo(0.9661756974244554, within(1e-10));
        assertThat(same.drifted()).isFalse();
        assertThat(judge(few, Drawn.bell(3, 500, 0.2, 1.5)).value().orNaN())
                .isCloseTo(3.113870789284562e-08, within(1e-14));
    }

    @Test
    void aLargeWindowTakesTheLawOfTheOneSampleStatistic() {
        assertThat(judge(baseline.slice(0, 800), Drawn.bell(5, 12_000, 0.02, 1))
                        .value()
                        .orNaN())
                .isCloseTo(0.08688534714793839, within(1e-4));
    }

    @Test
    void categoriesOfALargeBaselineAreComparedByJensenShannonInNats() {
        Judged moved = judge(labels, Drawn.labels(7, 400, 0.42, 0.8, 0.95));
        assertThat(moved.statistic()).isEqualTo("Jensen-Shannon distance");
        assertThat(moved.value().orNaN()).isCloseTo(0.05120458506751511, within(1e-12));
        assertThat(moved.drifted()).isFalse();
        assertThat(judge(labels, Drawn.labels(8, 400, 0.5, 0.8, 0.95, 0.99))
                        .value()
                        .orNaN())
                .isCloseTo(0.07373941532259486, within(1e-12));
    }

    @Test
    void numbersOfFewDistinctValuesAreCategories() {
        Judged moved =
                judge(Numbers.of(Drawn.codes(6, 1500, THREE_CUTS)), Numbers.of(Drawn.codes(7, 400, 0.42, 0.8, 0.95)));
        assertThat(moved.statistic()).isEqualTo("Jensen-Shannon distance");
        assertThat(moved.value().orNaN()).isCloseTo(0.05120458506751511, within(1e-12));
    }

    @Test
    void categoriesOfASmallBaselineAreTestedByChiSquare() {
        Judged moved = judge(labels.slice(0, 900), Drawn.labels(7, 400, 0.42, 0.8, 0.95));
        assertThat(moved.statistic()).isEqualTo("chi-square p_value");
        assertThat(moved.value().orNaN()).isCloseTo(0.028638804699141963, within(1e-12));
        assertThat(moved.drifted()).isTrue();
    }

    @Test
    void aCategoryThatASmallBaselineLacksHasProbabilityZero() {
        Judged unseen = judge(labels.slice(0, 900), Drawn.labels(8, 400, 0.5, 0.8, 0.95, 0.99));
        assertThat(unseen.value().orNaN()).isZero();
        assertThat(unseen.drifted()).isTrue();
    }

    @Test
    void twoCategoriesAreTestedByTheirProportions() {
        Judged moved = judge(Drawn.labels(9, 700, 0.3), Drawn.labels(10, 300, 0.38));
        assertThat(moved.statistic()).isEqualTo("Z-test p_value");
        assertThat(moved.value().orNaN()).isCloseTo(0.02703812034072306, within(1e-12));
        assertThat(moved.drifted()).isTrue();
        Judged same = judge(Drawn.labels(9, 50), Drawn.labels(10, 30));
        assertThat(same.value().orNaN()).as("one label alone").isEqualTo(1);
    }

    @Test
    void rowsWithoutAValueAreLeftOut() {
        double[] padded = new double[501];
        System.arraycopy(Drawn.bell(2, 500, 0.07, 1).finite(), 0, padded, 1, 500);
        padded[0] = Double.NaN;
        assertThat(judge(baseline, Numbers.of(padded)).value().orNaN()).isCloseTo(0.13360692793535345, within(1e-12));
        assertThat(judge(baseline, Numbers.of(Double.NaN)).drifted()).isFalse();
        assertThat(judge(labels, Labels.of(List.copyOf(Collections.nCopies(5, Optional.<String>empty()))))
                        .value()
                        .isDefined())
                .isFalse();
    }
}
