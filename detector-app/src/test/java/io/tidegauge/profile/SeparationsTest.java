package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeparationsTest {

    @Test
    void distinctPrefixesAreThoseOfASet() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] some = ascending(random);
            long[] others = ascending(random);
            int someBy = random.nextInt(10);
            int othersBy = random.nextInt(10);
            long[] both = LongStream.concat(shifted(some, someBy), shifted(others, othersBy))
                    .toArray();
            Separations separations = Separations.ofBoth(some, someBy, others, othersBy);
            Separations ofSome = Separations.of(some);
            for (int shift = 0; shift < Long.SIZE; shift++) {
                assertThat(separations.distinct(shift))
                        .as("seed %s, shift %s", seed, shift)
                        .isEqualTo((int) shifted(both, shift).distinct().count());
                assertThat(ofSome.distinct(shift))
                        .as("seed %s, shift %s", seed, shift)
                        .isEqualTo((int) shifted(some, shift).distinct().count());
            }
            for (int limit : new int[] {2, 5, 100, 2_048}) {
                int shift = 0;
                while (shifted(both, shift).distinct().count() > limit) {
                    shift++;
                }
                assertThat(separations.shiftFor(limit)).as("seed %s", seed).isEqualTo(shift);
            }
        }
    }

    private static LongStream shifted(long[] prefixes, int by) {
        return LongStream.of(prefixes).map(prefix -> prefix >> by);
    }

    /** None, a few or many, close to each other or far, on both sides of zero. */
    private static long[] ascending(SplittableRandom random) {
        int bits = random.nextInt(Long.SIZE);
        return LongStream.generate(() -> random.nextLong() >> bits)
                .limit(random.nextInt(300))
                .sorted()
                .distinct()
                .toArray();
    }
}
