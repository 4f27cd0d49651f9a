package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertState;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model of 20 features in which nothing happens, for 1,000 windows. */
class FalseAlarmTest {

    /** As calibrated comparisons behave: p uniform, effects as small as sampling makes them at 1,000 rows. */
    @Test
    void firesNothingWhereNothingHappens() {
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            Episode episode = new Episode();
            for (int window = 0; window < 1_000; window++) {
                episode.next(features(random, 0.06));
            }
            assertThat(episode.alerts())
                    .as("seed %d: %s", seed, episode.story())
                    .isEmpty();
        }
    }

    /** With no help from the effect: significance and persistence alone hold the line. */
    @Test
    void seldomSuspectsAndHardlyEverFiresWhereEveryEffectIsMaterial() {
        int suspected = 0;
        int fired = 0;
        int seeds = 20;
        for (long seed = 1; seed <= seeds; seed++) {
            Random random = new Random(seed);
            Episode episode = new Episode();
            for (int window = 0; window < 1_000; window++) {
                episode.next(IntStream.range(0, 20)
                        .mapToObj(i -> Observed.numeric("f" + i).drift(0.2, random.nextDouble()))
                        .toArray(Observed[]::new));
            }
            suspected += count(episode, AlertState.PENDING);
            fired += count(episode, AlertState.FIRING);
        }
        // Benjamini-Hochberg at 0.001 rejects in one window of 1,000 under the global null: 20 in 20,000 windows.
        assertThat(suspected).isBetween(5, 40);
        assertThat(fired).isLessThanOrEqualTo(1);
    }

    private static Observed[] features(Random random, double largestEffect) {
        return IntStream.range(0, 20)
                .mapToObj(i -> Observed.numeric("f" + i)
                        .missing(200, Math.round(20 + 4.4 * random.nextGaussian()))
                        .outOfRange(random.nextInt(3000) == 0 ? 1 : 0, random.nextInt(3000) == 0 ? 1 : 0)
                        .drift(largestEffect * random.nextDouble(), random.nextDouble()))
                .toArray(Observed[]::new);
    }

    private static int count(Episode episode, AlertState state) {
        return (int) episode.alerts().stream()
                .filter(alert -> alert.state() == state)
                .count();
    }
}
