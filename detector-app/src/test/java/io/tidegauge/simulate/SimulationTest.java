package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.decide.MaterialEffect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short version of the proof that the budget of false alarms is kept: 5 months of a model in each of 6 worlds. */
class SimulationTest {

    private static final long SEED = 20_261_122;
    private static final int MONTHS = 5;

    @Test
    void noWorldHasMoreThanOneFalseWarningAMonth() {
        int[] done = {0};
        List<FalseAlarms> results =
                new Simulation(SEED, MaterialEffect.STANDARD, 2).run(Scenarios.ofShortRun(), MONTHS, () -> done[0]++);
        assertThat(done[0]).isEqualTo(6 * MONTHS);
        assertThat(results).hasSize(6);
        for (FalseAlarms result : results) {
            assertThat(result.upperBound())
                    .as("95 %% bound of warnings per month, seed %d: %s", SEED, result)
                    .isLessThanOrEqualTo(1);
            assertThat(result.incidents()).isLessThanOrEqualTo(result.warnings());
        }
        // Without the gate on the effect, long memory would page: the worlds are not too easy.
        assertThat(results.get(3).perMonth(results.get(3).significant()))
                .as("significant feature-windows a month, long memory")
                .isGreaterThan(10);
    }

    @Test
    void threadsChangeNothingAndSeedsDo() {
        List<Scenario> scenarios =
                List.of(Scenario.of(WorldLaw.LONG_MEMORY_05, 1_000).after(3));
        List<FalseAlarms> one = new Simulation(1, MaterialEffect.SENSITIVE, 1).run(scenarios, 2, () -> {});
        List<FalseAlarms> two = new Simulation(1, MaterialEffect.SENSITIVE, 2).run(scenarios, 2, () -> {});
        List<FalseAlarms> other = new Simulation(2, MaterialEffect.SENSITIVE, 2).run(scenarios, 2, () -> {});
        assertThat(two).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }
}
