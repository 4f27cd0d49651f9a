package io.tidegauge.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.compare.CellLayout;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineBlocksTest {

    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;

    /** Midnight. */
    private static final long START = 20_000 * TimeWindow.DAY_MS;

    private static final CellLayout LAYOUT = layout();

    @ParameterizedTest
    @CsvSource({
        "60, 71, NONE",
        "60, 72, HOUR_OF_DAY",
        "60, 671, HOUR_OF_DAY",
        "60, 672, HOUR_OF_WEEK",
        "10, 431, NONE",
        "10, 432, HOUR_OF_DAY",
        "61, 2000, NONE",
        "1440, 60, NONE"
    })
    void theSeasonFollowsFromTheLengthOfBlocksAndBaseline(long minutes, int blocks, Season season) {
        long length = minutes * MINUTE;
        assertThat(BaselineBlocks.of(LAYOUT, length, blocks(START / length * length, length, blocks, 1))
                        .season())
                .isEqualTo(season);
    }

    @Test
    void slotsHoldTheRowsOfAllBlocksAndDaysTheirs() {
        SortedMap<Long, long[]> blocks = blocks(START, HOUR, 24 * 7 * 8, 2);

        BaselineBlocks kept = BaselineBlocks.of(LAYOUT, HOUR, blocks);

        assertThat(kept.season()).isEqualTo(Season.HOUR_OF_WEEK);
        long[] whole = new long[LAYOUT.size()];
        for (int slot = 0; slot < 168; slot++) {
            long[] expected = new long[LAYOUT.size()];
            for (var block : blocks.entrySet()) {
                if (block.getKey() / HOUR % 168 == slot) {
                    add(expected, block.getValue());
                }
            }
            assertThat(kept.slot(slot)).as("slot %d", slot).isEqualTo(expected);
            assertThat(kept.blocksIn(slot)).isEqualTo(8);
            add(whole, expected);
        }
        assertThat(kept.whole()).isEqualTo(whole);
        BlockCells days = kept.lengths().get(1);
        assertThat(days.lengthMs()).isEqualTo(TimeWindow.DAY_MS);
        assertThat(days.size()).isEqualTo(56);
        long[] third = new long[LAYOUT.size()];
        blocks.subMap(START + 48 * HOUR, START + 72 * HOUR).values().forEach(counts -> add(third, counts));
        assertThat(days.startMs(2)).isEqualTo(START + 2 * TimeWindow.DAY_MS);
        assertThat(days.counts(2)).isEqualTo(third);
    }

    @Test
    void manyBlocksAreThinnedEvenlyWithoutMissingAnHourOfTheDay() {
        SortedMap<Long, long[]> blocks = blocks(START, HOUR, 1_008 * 8, 3);

        BlockCells kept = BaselineBlocks.of(LAYOUT, HOUR, blocks).lengths().get(0);

        assertThat(kept.size()).isEqualTo(1_008);
        assertThat(kept.all()).isEqualTo(8_064);
        assertThat(kept.startMs(0)).isEqualTo(START);
        assertThat(kept.startMs(1_007)).isEqualTo(START + 8_063 * HOUR);
        assertThat(kept.spanMs()).isEqualTo(8_064 * HOUR);
        int[] hours = new int[24];
        for (int i = 0; i < kept.size(); i++) {
            hours[(int) (kept.startMs(i) / HOUR % 24)]++;
            assertThat(kept.counts(i)).isEqualTo(blocks.get(kept.startMs(i)));
            if (i > 0) {
                assertThat(kept.startMs(i) - kept.startMs(i - 1)).isBetween(8 * HOUR, 9 * HOUR);
            }
        }
        assertThat(hours).doesNotContain(0);
    }

    @Test
    void partsOfDaysAtTheEndsAreNoDays() {
        // From 15:00 on, 9 hours; two days; 18 hours, which is enough.
        BaselineBlocks kept = BaselineBlocks.of(LAYOUT, HOUR, blocks(START + 15 * HOUR, HOUR, 9 + 48 + 18, 4));

        BlockCells days = kept.lengths().get(1);
        assertThat(days.size()).isEqualTo(3);
        assertThat(days.startMs(0)).isEqualTo(START + TimeWindow.DAY_MS);
        // A lone part of a day is all there is.
        assertThat(BaselineBlocks.of(LAYOUT, HOUR, blocks(START, HOUR, 5, 5))
                        .lengths()
                        .get(1)
                        .size())
                .isEqualTo(1);
    }

    @Test
    void blocksWithoutRowsAreLeftOutAndBadOnesRefused() {
        SortedMap<Long, long[]> blocks = blocks(START, HOUR, 5, 6);
        blocks.put(START + 2 * HOUR, new long[LAYOUT.size()]);
        assertThat(BaselineBlocks.of(LAYOUT, HOUR, blocks).lengths().get(0).size())
                .isEqualTo(4);

        assertThatThrownBy(() -> BaselineBlocks.of(LAYOUT, HOUR, new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class);
        SortedMap<Long, long[]> crooked = new TreeMap<>(blocks);
        crooked.put(START + 1, crooked.remove(START));
        assertThatThrownBy(() -> BaselineBlocks.of(LAYOUT, HOUR, crooked)).isInstanceOf(IllegalArgumentException.class);
        SortedMap<Long, long[]> ofOtherCells = new TreeMap<>(blocks);
        ofOtherCells.put(START, new long[] {1, 2});
        assertThatThrownBy(() -> BaselineBlocks.of(LAYOUT, HOUR, ofOtherCells))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void bytesLeadBack(long seed) {
        Random random = new Random(seed);
        long length = new long[] {MINUTE, 10 * MINUTE, HOUR, 7 * HOUR, TimeWindow.DAY_MS, 7 * TimeWindow.DAY_MS}
                [random.nextInt(6)];
        long start = Math.floorDiv(random.nextLong() >> 22, length) * length;
        SortedMap<Long, long[]> blocks = blocks(start, length, 1 + random.nextInt(1_500), seed);
        blocks.keySet().removeIf(at -> at != start && random.nextInt(4) == 0);
        BaselineBlocks of = BaselineBlocks.of(LAYOUT, length, blocks);

        BaselineBlocks back = BaselineBlocks.decode(of.encode());

        assertThat(back).as("seed %d", seed).isEqualTo(of).hasSameHashCodeAs(of);
        assertThat(back.encode()).isEqualTo(of.encode());
        assertThat(back.kind()).isEqualTo(FeatureKind.NUMERIC);
        assertThat(back.cells()).isEqualTo(LAYOUT.size());
        assertThat(back.season()).isEqualTo(of.season());
        assertThat(back.whole()).isEqualTo(of.whole());
        for (int i = 0; i < of.lengths().size(); i++) {
            BlockCells expected = of.lengths().get(i);
            BlockCells actual = back.lengths().get(i);
            assertThat(actual.lengthMs()).isEqualTo(expected.lengthMs());
            assertThat(actual.all()).isEqualTo(expected.all());
            assertThat(actual.size()).isEqualTo(expected.size());
            for (int block = 0; block < expected.size(); block++) {
                assertThat(actual.startMs(block)).isEqualTo(expected.startMs(block));
                assertThat(actual.counts(block)).isEqualTo(expected.counts(block));
            }
        }
    }

    @Test
    void whateverTheBytesTheyAreBlocksOrRefused() {
        Random random = new Random(7);
        byte[] good =
                BaselineBlocks.of(LAYOUT, HOUR, blocks(START, HOUR, 80, 8)).encode();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(10) == 0 ? random.nextInt(good.length + 9) : good.length);
            for (int flips = 1 + random.nextInt(3); flips > 0 && bad.length > 0; flips--) {
                int at = random.nextBoolean() ? random.nextInt(Math.min(60, bad.length)) : random.nextInt(bad.length);
                bad[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bad[at] ^ 1 << random.nextInt(8));
            }
            try {
                BaselineBlocks decoded = BaselineBlocks.decode(bad);
                assertThat(BaselineBlocks.decode(decoded.encode())).isEqualTo(decoded);
            } catch (BlocksFormatException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5_000);
        assertThatThrownBy(() -> BaselineBlocks.decode(new byte[0])).isInstanceOf(BlocksFormatException.class);
        assertThatThrownBy(() -> BaselineBlocks.decode(new byte[] {2}))
                .isInstanceOf(BlocksFormatException.class)
                .hasMessageContaining("version 2");
    }

    private static CellLayout layout() {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        new Random(1).doubles(5_000).forEach(profile::addNumber);
        FeatureProfile baseline = profile.toProfile();
        return CellLayout.of(FeatureKind.NUMERIC, baseline);
    }

    /** Blocks without gaps, of about 50 rows in a cell, none in one of three. */
    private static SortedMap<Long, long[]> blocks(long start, long length, int blocks, long seed) {
        Random random = new Random(seed);
        SortedMap<Long, long[]> counts = new TreeMap<>();
        for (int i = 0; i < blocks; i++) {
            long[] cells = new long[LAYOUT.size()];
            Arrays.setAll(cells, cell -> cell % 3 == 2 ? 0 : 1 + random.nextInt(100));
            counts.put(start + i * length, cells);
        }
        return counts;
    }

    private static void add(long[] sum, long[] counts) {
        Arrays.setAll(sum, i -> sum[i] + counts[i]);
    }
}
