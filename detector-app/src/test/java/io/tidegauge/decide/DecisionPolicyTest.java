package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DecisionPolicyTest {

    private static DecisionPolicy policy(int persistence, int of, int calmWindows, int minRows) {
        return new DecisionPolicy(Budget.DEFAULT, MaterialEffect.STANDARD, persistence, of, calmWindows, minRows);
    }

    @Test
    void refusesWhatCannotDecide() {
        assertThatThrownBy(() -> policy(2, 3, 3, 0)).hasMessageContaining("min-rows 0");
        assertThatThrownBy(() -> policy(4, 3, 3, 30)).hasMessageContaining("persistence 4");
        assertThatThrownBy(() -> policy(0, 3, 3, 30)).hasMessageContaining("persistence 0");
        assertThatThrownBy(() -> policy(2, 65, 3, 30)).hasMessageContaining("65");
        assertThatThrownBy(() -> policy(2, 3, 0, 30)).hasMessageContaining("calm-windows 0");
    }

    @Test
    void remembersAsManyWindowsAsItMay() {
        Episode episode = new Episode(policy(2, 64, 3, 30));
        episode.next(Observed.numeric("f").drift(0.2, 1e-9));
        episode.repeat(62, Observed.numeric("f"));
        episode.next(Observed.numeric("f").drift(0.2, 1e-9));
        assertThat(episode.story())
                .containsExactly("0: PENDING WARNING DISTRIBUTION f", "63: FIRING WARNING DISTRIBUTION f");
    }
}
