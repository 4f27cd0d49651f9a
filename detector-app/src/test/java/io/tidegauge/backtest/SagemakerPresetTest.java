package io.tidegauge.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected figures: SciPy 1.17.1 and NumPy 2.4.6 on the same draws. */
class SagemakerPresetTest {

    private final Numbers baseline = Drawn.bell(1, 1200, 0, 1);
    private final Labels labels = Drawn.labels(6, 1500, 0.5, 0.8, 0.95);

    private static Judged judge(Values baseline, Values window) {
        return new SagemakerPreset()
                .fit(ReferenceValues.inChunksOf(100, baseline))
                .judge(window);
    }

    @Test
    void theDistanceOfTheDistributionFunctionsIsReducedForFewRows() {
        assertThat(judge(baseline, Drawn.bell(2, 500, 0.07, 1)).value().orNaN()).isZero();
        assertThat(judge(baseline, Drawn.bell(3, 500, 0.2, 1.5)).value().orNaN())
                .isCloseTo(0.06835435013063877, within(1e-12));
        Judged far = judge(baseline, Drawn.bell(13, 500, 0.45, 1));
        assertThat(far.value().orNaN()).isCloseTo(0.16585435013063876, within(1e-12));
        assertThat(far.drifted()).isTrue();
    }

    @Test
    void soIsTheLargestDifferenceOfTheShares() {
        assertThat(judge(labels, Drawn.labels(7, 400, 0.42, 0.8, 0.95)).value().orNaN())
                .isZero();
        Judged far = judge(labels, Drawn.labels(11, 400, 0.2, 0.8));
        assertThat(far.value().orNaN()).isCloseTo(0.1573750085698618, within(1e-12));
        assertThat(far.drifted()).isTrue();
    }

    @Test
    void withoutValuesNothingIsSaid() {
        assertThat(judge(baseline, Numbers.of(Double.NaN)).value().isDefined()).isFalse();
    }
}
