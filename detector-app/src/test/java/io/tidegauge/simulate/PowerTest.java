package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.calibrate.Season;
import io.tidegauge.decide.MaterialEffect;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PowerTest {

    private static final long SEED = 45;

    /** Section 4.5 of the paper, wander.05 at 1,000 rows: 100 % after 2, 0 % of 5-point moves, at once where a unit changes. */
    @Test
    void whatMattersIsFoundAndWhatDoesNotIsNoticed() {
        Scenario scenario = Scenario.of(WorldLaw.WANDER_05, 1_000).in(Season.NONE);
        List<Drift> drifts = List.of(Drift.ofMean("shift0.5", 0.5), Drift.RESCALE, Drift.ofCategories("cat0.05", 0.05));
        List<Found> found = new Power(SEED, MaterialEffect.STANDARD, 2).run(List.of(scenario), drifts, 2, () -> {});
        assertThat(found).extracting(Found::drift).isEqualTo(drifts);
        assertThat(found).allSatisfy(f -> assertThat(f.warned()).hasSize(2 * Power.DRIFTING));
        assertThat(found.get(0).warnedWithin(24)).isEqualTo(1);
        assertThat(found.get(0).medianDelay()).isEqualTo(OptionalInt.of(2));
        assertThat(found.get(1).medianDelay()).isEqualTo(OptionalInt.of(1));
        assertThat(found.get(2).warnedWithin(24)).as("pages on 5 points").isLessThanOrEqualTo(0.2);
        assertThat(found.get(2).noticedWithin(24)).as("notices on 5 points").isGreaterThanOrEqualTo(0.9);
    }
}
