package io.tidegauge.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SteadyTest {

    private long reading;

    @Test
    void readsAtThirtyAndAtNinetyEightPercentWhereverProgressIsSeen() {
        Steady<Long> steady = new Steady<>(1_000, () -> reading);
        for (long count : new long[] {0, 299, 307, 500, 979, 990, 1_000}) {
            reading = count;
            steady.at(count);
        }

        assertThat(steady.first()).isEqualTo(307);
        assertThat(steady.last()).isEqualTo(990);
        assertThat(steady.done()).isTrue();
    }

    @Test
    void oneLookIsNeverBothItsBeginningAndItsEnd() {
        Steady<Long> steady = new Steady<>(1_000, () -> reading);
        steady.at(1_000);

        assertThat(steady.begun()).isTrue();
        assertThat(steady.done()).isFalse();
        assertThatIllegalStateException().isThrownBy(steady::last);
    }

    @Test
    void tooFewEventsHaveNoSteadyPart() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Steady<>(1, () -> reading));
    }
}
