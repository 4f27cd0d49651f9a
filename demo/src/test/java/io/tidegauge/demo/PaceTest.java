package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace(1_000, 1_000_000, 10);

    @Test
    void compressesThePast() {
        assertThat(pace.dueMs(1_000)).isEqualTo(1_000_000);
        assertThat(pace.dueMs(501_000)).isEqualTo(1_050_000);
    }

    @Test
    void catchesUpWithTheClockAndThenKeepsItsTime() {
        // 1,000 + 10 t = 1,000,000 + t where event time meets the clock: t = 111,000 ms into the play.
        assertThat(pace.dueMs(1_111_000)).isEqualTo(1_111_000);
        assertThat(pace.dueMs(1_110_990)).isEqualTo(1_110_999);
        assertThat(pace.dueMs(2_000_000)).isEqualTo(2_000_000);
    }

    @Test
    void refusesToStretchTime() {
        assertThatThrownBy(() -> new Pace(0, 0, 0.5)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> new Pace(0, 0, Double.NaN)).hasMessageContaining("NaN");
    }
}
