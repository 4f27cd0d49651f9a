package io.tidegauge.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockLengthTest {

    private static final long SECOND = 1_000;

    /** Rows a second apart from the epoch on: how many parts of the window give 30 blocks is plain arithmetic. */
    @ParameterizedTest
    @CsvSource({
        "672, 8064, 224", // 12 windows; thirds are 36 blocks, halves 24
        "672, 20160, 672", // 30 windows
        "672, 20159, 672", // as many, the last a row short
        "672, 19488, 336", // 29 windows
        "3600, 7200, 240", // 2 hours: 30 blocks of 4 minutes
        "3600, 899, 3600", // too few rows for 30 blocks of 30
        "3600, 900, 30",
        "7, 120, 7", // a prime: its parts are seconds, of a row each
        "60, 900, 30"
    })
    void isTheLargestPartOfAWindowThatGivesEnoughBlocks(long window, long rows, long expected) {
        BlockLength length = new BlockLength(window * SECOND);
        LongStream.range(0, rows).forEach(second -> length.add(second * SECOND));
        assertThat(length.lengthMs()).isEqualTo(expected * SECOND);
    }

    /** Against counting every candidate's blocks, with rows in any order and gaps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithCountingAllBlocksOfAllLengths(long seed) {
        Random random = new Random(seed);
        long windowMs = 60_000L * (1 + random.nextInt(60));
        long spanMs = windowMs * (1 + random.nextInt(50));
        long[] times = random.longs(2_000, 0, spanMs)
                .filter(time -> time / 50_000 % 3 != 1)
                .toArray();
        BlockLength length = new BlockLength(windowMs);
        LongStream.of(times).forEach(length::add);
        assertThat(length.lengthMs()).as("seed %d", seed).isEqualTo(counted(windowMs, times));
    }

    private static long counted(long windowMs, long[] times) {
        for (long parts = 1; parts <= windowMs / 1_000; parts++) {
            Set<Long> blocks = new HashSet<>();
            for (long time : times) {
                blocks.add(time / (windowMs / parts));
            }
            if (windowMs % parts == 0 && blocks.size() >= 30) {
                return windowMs / parts;
            }
        }
        return windowMs;
    }

    @Test
    void rowsThatAllHappenedAtOnceHaveTheWindowsLength() {
        BlockLength length = new BlockLength(3_600_000);
        LongStream.range(0, 5_000).forEach(row -> length.add(0));
        assertThat(length.lengthMs()).isEqualTo(3_600_000);
    }

    @Test
    void windowsShorterThanASecondAreNotCutUp() {
        BlockLength length = new BlockLength(100);
        LongStream.range(0, 2_000).forEach(length::add);
        assertThat(length.lengthMs()).isEqualTo(100);
        assertThatThrownBy(() -> new BlockLength(0)).hasMessage("windows of 0 ms");
    }
}
