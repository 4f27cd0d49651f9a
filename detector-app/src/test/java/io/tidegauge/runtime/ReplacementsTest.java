package io.tidegauge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplacementsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Replacements replacements = new Replacements(3, Duration.ofSeconds(10));

    @Test
    void soManyInASpanAndNoMore() {
        assertThat(replacements.take(0)).isTrue();
        assertThat(replacements.take(4 * SECOND)).isTrue();
        assertThat(replacements.take(8 * SECOND)).isTrue();
        assertThat(replacements.take(10 * SECOND)).as("the fourth in 10 s").isFalse();
        assertThat(replacements.take(11 * SECOND)).as("the first is past").isTrue();
        assertThat(replacements.take(12 * SECOND)).isFalse();
    }

    @Test
    void theClockMayOverflow() {
        long start = Long.MAX_VALUE - SECOND;
        assertThat(replacements.take(start)).isTrue();
        assertThat(replacements.take(start + SECOND)).isTrue();
        assertThat(replacements.take(start + 2 * SECOND)).isTrue();
        assertThat(replacements.take(start + 3 * SECOND)).isFalse();
        assertThat(replacements.take(start + 14 * SECOND)).isTrue();
    }
}
