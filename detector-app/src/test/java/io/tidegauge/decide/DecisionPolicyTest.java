package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DecisionPolicyTest {

    /** The bound of the statistics' paper, section 4.3: level·W/k of the persistent rule, and the fast level times W. */
    @Test
    void keepsTheBudgetOfOneFalseAlertAMonthInHourlyWindows() {
        DecisionPolicy policy = DecisionPolicy.DEFAULT;
        double windows = 720;
        double persistent = policy.level() * windows / policy.persistence();
        double fast = policy.fastLevel() * windows;
        assertThat(persistent).isLessThanOrEqualTo(0.5);
        assertThat(fast).isLessThanOrEqualTo(0.15);
        assertThat(persistent / fast).isCloseTo(0.5 / 0.15, within(1e-9));
    }

    @Test
    void refusesWhatCannotDecide() {
        assertThatThrownBy(() -> new DecisionPolicy(0, 0.001, 30, 2, 3, 3)).hasMessageContaining("effect");
        assertThatThrownBy(() -> new DecisionPolicy(1, 0.001, 30, 2, 3, 3)).hasMessageContaining("effect");
        assertThatThrownBy(() -> new DecisionPolicy(Double.NaN, 0.001, 30, 2, 3, 3))
                .hasMessageContaining("effect");
        assertThatThrownBy(() -> new DecisionPolicy(0.1, 1.5, 30, 2, 3, 3)).hasMessageContaining("level");
        assertThatThrownBy(() -> new DecisionPolicy(0.1, 0.001, 0, 2, 3, 3)).hasMessageContaining("min-rows 0");
        assertThatThrownBy(() -> new DecisionPolicy(0.1, 0.001, 30, 4, 3, 3)).hasMessageContaining("persistence 4");
        assertThatThrownBy(() -> new DecisionPolicy(0.1, 0.001, 30, 0, 3, 3)).hasMessageContaining("persistence 0");
        assertThatThrownBy(() -> new DecisionPolicy(0.1, 0.001, 30, 2, 65, 3)).hasMessageContaining("65");
        assertThatThrownBy(() -> new DecisionPolicy(0.1, 0.001, 30, 2, 3, 0)).hasMessageContaining("calm-windows 0");
    }

    @Test
    void remembersAsManyWindowsAsItMay() {
        Episode episode = new Episode(new DecisionPolicy(0.1, 0.001, 30, 2, 64, 3));
        episode.next(Observed.numeric("f").drift(0.2, 1e-9));
        episode.repeat(62, Observed.numeric("f"));
        episode.next(Observed.numeric("f").drift(0.2, 1e-9));
        assertThat(episode.story())
                .containsExactly("0: PENDING WARNING DISTRIBUTION f", "63: FIRING WARNING DISTRIBUTION f");
    }
}
