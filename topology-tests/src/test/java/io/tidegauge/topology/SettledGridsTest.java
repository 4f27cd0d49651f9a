package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SettledGridsTest {

    private static final Pane PANE = new Pane(new ModelVersion("m", "1"), FeatureNames.ALL, 0);
    private static final Pane NEXT = new Pane(new ModelVersion("m", "1"), FeatureNames.ALL, 300_000);

    private final SettledGrids grids = new SettledGrids();

    private static FeatureProfile part(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < rows; i++) {
            live.addNumber(Math.exp(random.nextGaussian()));
        }
        return live.toProfile();
    }

    private FeatureProfile drained(Pane pane, FeatureProfile profile) {
        FeatureProfile settled = grids.settle(pane, "x", profile);
        grids.drained();
        return settled;
    }

    @Test
    void aPaneThatWasToldOfBeforeIsToldOfOnItsGrid() {
        FeatureProfile first = part(1, 1_500);
        FeatureProfile second = part(2, 1_500);
        assertThat(drained(PANE, first)).isEqualTo(first);
        FeatureProfile settled = drained(PANE, second);
        assertThat(settled.numbers().shift())
                .isEqualTo(first.merge(second).numbers().shift())
                .isPositive();
        assertThat(first.merge(settled)).isEqualTo(first.merge(second));
        assertThat(settled.pack().length).isLessThan(second.pack().length * 2 / 3);
    }

    @Test
    void anotherPaneOrFeatureHasAGridOfItsOwn() {
        drained(PANE, part(1, 1_500));
        FeatureProfile other = part(2, 1_500);
        assertThat(grids.settle(PANE, "y", other)).isEqualTo(other);
        assertThat(grids.settle(NEXT, "x", other)).isEqualTo(other);
    }

    /** What was told may not have been committed where a task begins anew, and a pane that is left may be closed. */
    @Test
    void nothingIsKnownAfterABeginningOrAPause() {
        FeatureProfile again = part(2, 1_500);
        drained(PANE, part(1, 1_500));
        grids.clear();
        assertThat(drained(PANE, again)).isEqualTo(again);
        drained(NEXT, part(3, 1_500));
        FeatureProfile later = part(4, 1_500);
        assertThat(drained(PANE, later)).isEqualTo(later);
    }

    @Test
    void partsOfFewValuesAreToldAsTheyAre() {
        for (long seed = 0; seed < 50; seed++) {
            FeatureProfile few = part(seed, 200);
            assertThat(drained(PANE, few)).isEqualTo(few);
        }
    }

    @Test
    void soManyFeaturesAreKnownAndRoomIsMadeByPanesThatPass() {
        FeatureProfile first = part(1, 1_500);
        FeatureProfile second = part(2, 1_500);
        for (int drain = 0; drain < 2; drain++) {
            for (int i = 0; i < 600; i++) {
                FeatureProfile told = grids.settle(PANE, "feature-" + i, drain == 0 ? first : second);
                assertThat(told.numbers().shift() > 0).isEqualTo(drain == 1 && i < 512);
            }
            grids.drained();
        }
        grids.drained();
        drained(NEXT, first);
        assertThat(drained(NEXT, second).numbers().shift()).isPositive();
    }
}
