package io.tidegauge.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void busyIsAllButIdleWaitingAndGuestsThatAreInUserTime() {
        // user nice system idle iowait irq softirq steal guest guest_nice
        assertThat(Load.busyTicks("cpu  1 20 300 4000000 50000 600000 7000000 80000000 1000 9"))
                .isEqualTo(1 + 20 + 300 + 600_000 + 7_000_000 + 80_000_000);
        assertThatIllegalArgumentException().isThrownBy(() -> Load.busyTicks("cpu0 1 2 3 4 5 6 7 8 9 10"));
    }

    @Test
    void othersAreTheMachineWithoutUsBySecond() {
        Load earlier = new Load(5_000_000_000L, OptionalLong.of(1_000), 2_000_000_000L);
        // Two seconds later the machine has been busy for 5 of them, we for 2: others kept 1.5 processors busy.
        Load later = new Load(7_000_000_000L, OptionalLong.of(1_500), 4_000_000_000L);

        assertThat(later.othersSince(earlier)).hasValue(1.5);
    }

    @Test
    void roundingIsNotNegativeLoadAndNoCountIsNoLoad() {
        Load earlier = new Load(0, OptionalLong.of(0), 0);
        assertThat(new Load(1_000_000_000L, OptionalLong.of(99), 1_000_000_000L).othersSince(earlier))
                .hasValue(0);
        assertThat(new Load(1_000_000_000L, OptionalLong.empty(), 0).othersSince(earlier))
                .isEmpty();
    }
}
