package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GridFloorTest {

    private static FeatureProfile profile(double... numbers) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        live.addNull();
        live.addText("n/a");
        for (double number : numbers) {
            live.addNumber(number);
        }
        return live.toProfile();
    }

    /** Parts of any sizes, told on their settled grids, are merged into the profile of all rows; none is finer than it. */
    @ParameterizedTest
    @EnumSource
    void settledPartsMakeTheSameWhole(Distribution distribution) {
        for (long seed = 0; seed < 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] values = distribution.sample(seed, random.nextInt(1, 12_000));
            GridFloor[] tasks = {new GridFloor(), new GridFloor(), new GridFloor()};
            FeatureProfile whole = FeatureProfile.empty(KeyMapping.STANDARD);
            FeatureProfile ofSettled = FeatureProfile.empty(KeyMapping.STANDARD);
            int coarsest = 0;
            for (int at = 0; at < values.length; ) {
                int end = Math.min(values.length, at + random.nextInt(1, 4_000));
                FeatureProfile part = profile(Arrays.copyOfRange(values, at, end));
                FeatureProfile settled = tasks[random.nextInt(tasks.length)].settle(part);
                assertThat(settled.moments()).isEqualTo(part.moments());
                assertThat(settled.numbers().shift())
                        .isGreaterThanOrEqualTo(part.numbers().shift());
                coarsest = Math.max(coarsest, settled.numbers().shift());
                // What stage 2 gets went through bytes.
                ofSettled = ofSettled.merge(FeatureProfile.decode(settled.pack()));
                whole = whole.merge(part);
                at = end;
            }
            assertThat(ofSettled).as("%s seed %s", distribution, seed).isEqualTo(whole);
            assertThat(ofSettled.encode()).as("%s seed %s", distribution, seed).isEqualTo(whole.encode());
            assertThat(whole.numbers().shift())
                    .as("%s seed %s", distribution, seed)
                    .isGreaterThanOrEqualTo(coarsest);
        }
    }
}
