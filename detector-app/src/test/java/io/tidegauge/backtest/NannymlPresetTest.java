package io.tidegauge.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected figures: SciPy 1.17.1 and NumPy 2.4.6 by the tool's own calls on the same draws. */
class NannymlPresetTest {

    private static Judged judge(Values baseline, int chunk, Values window) {
        return new NannymlPreset()
                .fit(ReferenceValues.inChunksOf(chunk, baseline))
                .judge(window);
    }

    @Test
    void numbersAreCountedInDoanesBinsAndHeldAgainstTheBaselinesChunks() {
        Numbers baseline = Drawn.bell(1, 1200, 0, 1);
        assertThat(NumericBins.doane(baseline.finite()).edges()).as("edges").hasSize(13);
        Judged near = judge(baseline, 250, Drawn.bell(2, 500, 0.07, 1));
        assertThat(near.value().orNaN()).isCloseTo(0.10416655788433489, within(1e-9));
        assertThat(near.threshold()).isCloseTo(0.10454439807615977, within(1e-9));
        assertThat(near.drifted()).isFalse();
        Judged far = judge(baseline, 250, Drawn.bell(3, 500, 0.2, 1.5));
        assertThat(far.value().orNaN()).as("with values in no bin").isCloseTo(0.29636851741212183, within(1e-9));
        assertThat(far.drifted()).isTrue();
    }

    @Test
    void categoriesThatTheBaselineLacksAreOneCell() {
        Labels baseline = Drawn.labels(6, 1500, 0.5, 0.8, 0.95);
        Judged moved = judge(baseline, 400, Drawn.labels(7, 400, 0.42, 0.8, 0.95));
        assertThat(moved.value().orNaN()).isCloseTo(0.06150297455720442, within(1e-9));
        assertThat(moved.threshold()).isCloseTo(0.05534332885981691, within(1e-9));
        assertThat(moved.drifted()).isTrue();
        assertThat(judge(baseline, 400, Drawn.labels(8, 400, 0.5, 0.8, 0.95, 0.99))
                        .value()
                        .orNaN())
                .isCloseTo(0.08857006415477875, within(1e-9));
    }

    @Test
    void aConstantBaselineIsOneBinAroundItsValue() {
        assertThat(NumericBins.doane(new double[] {7, 7, 7}).edges()).containsExactly(6.5, 7.5);
        Judged outside = judge(Numbers.of(7, 7, 7, 7), 2, Numbers.of(8, 8));
        assertThat(outside.value().orNaN()).as("disjoint").isEqualTo(1);
        assertThat(outside.drifted()).isTrue();
        assertThat(judge(Numbers.of(7, 7, 7, 7), 2, Numbers.of(7.4)).drifted()).isFalse();
    }

    @Test
    void withoutValuesNothingIsSaid() {
        assertThat(judge(Numbers.of(1, 2, 3), 1, Numbers.of(Double.NaN)).value().isDefined())
                .isFalse();
        assertThat(judge(Numbers.of(Double.NaN), 1, Numbers.of(1)).drifted()).isFalse();
    }
}
