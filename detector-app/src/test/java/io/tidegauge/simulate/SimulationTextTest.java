package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTextTest {

    @Test
    void falseAlarmsAreTold() {
        FalseAlarms result =
                new FalseAlarms(Scenario.of(WorldLaw.WANDER_10, 10_000).grownFrom(1_000), 0.1, 50, 13, 2, 1, 1, 75);
        assertThat(SimulationText.ofFalseAlarms(List.of(result)).lines().skip(2))
                .containsExactly(
                        "| wander.10 | 1,000 → 10,000 | 28 days | 0.10 | 50 | 0.26 | **0.04** | 0.02 | 0.02 | 0.13 | 1.50 |");
    }

    @Test
    void powerIsToldByDriftAndWorld() {
        Drift drift = Drift.ofMean("shift0.25", 0.25);
        Found few =
                new Found(Scenario.of(WorldLaw.IID, 100), drift, 0.1, List.of(2, 24, 0, 30), List.of(2, 24, 1, 24), 0);
        Found many =
                new Found(Scenario.of(WorldLaw.IID, 1_000), drift, 0.1, List.of(0, 0, 0, 2), List.of(0, 0, 0, 2), 0);
        assertThat(SimulationText.ofPower(List.of(few, many)).lines())
                .containsExactly(
                        "| drift | world | n=100 | n=1,000 |",
                        "|---|---|---|---|",
                        "| shift0.25 | iid | 50 % / 24 (N 100 %) | 25 % / – |");
    }
}
