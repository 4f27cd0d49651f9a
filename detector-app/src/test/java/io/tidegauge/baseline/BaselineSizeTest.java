package io.tidegauge.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.calibrate.BlockCells;
import io.tidegauge.calibrate.Season;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.CategoryCounts;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A feature's record fits a producer's request of 1 MB, with as many blocks as are kept and much in each. */
class BaselineSizeTest {

    private static final long HOUR = 3_600_000;
    private static final int REQUEST = 1 << 20;

    /** The fields beside profile and blocks: names, ids, numbers. */
    private static final int FRAME = 4_096;

    @Test
    void aNumericFeatureOfHalfAYearOfBusyHours() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < 100_000; i++) {
            live.addNumber(Math.sin(i) * i);
        }
        int bytes = bytes(FeatureKind.NUMERIC, live.toProfile(), 100_000);
        assertThat(bytes).as("bytes of profile and blocks").isLessThan(200_000);
    }

    /** As many and as long labels as a profile keeps, in characters of three bytes; 850,000 rows in an hour. */
    @Test
    void aCategoricalFeatureAtItsCaps() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        String label = "説".repeat(CategoryCounts.MAX_CHARACTERS / CategoryCounts.MAX_CATEGORIES - 4);
        for (int i = 0; i < CategoryCounts.MAX_CATEGORIES; i++) {
            live.addText(label + (char) ('一' + i));
        }
        int bytes = bytes(FeatureKind.CATEGORICAL, live.toProfile(), 16_000);
        assertThat(bytes).as("bytes of profile and blocks").isBetween(800_000, REQUEST - FRAME);
    }

    private static int bytes(FeatureKind kind, FeatureProfile profile, long rowsInCell) {
        CellLayout layout = CellLayout.of(kind, profile);
        long[] counts = new long[layout.size()];
        Arrays.fill(counts, rowsInCell);
        SortedMap<Long, long[]> hours = new TreeMap<>();
        for (int hour = 0; hour < 26 * 168; hour++) {
            hours.put(hour * HOUR, counts);
        }
        BaselineBlocks blocks = BaselineBlocks.of(layout, HOUR, hours);
        assertThat(blocks.season()).isEqualTo(Season.HOUR_OF_WEEK);
        assertThat(blocks.lengths().get(0).size()).isEqualTo(BlockCells.MOST);
        return profile.encode().length + blocks.encode().length;
    }
}
