package io.tidegauge.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockProfilesTest {

    private static final long HOUR = 3_600_000;

    /** Profiles of the raw values, of each hour by itself and of all, are what comes of any order and any memory. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void blocksAndTheWholeAreWhatTheirRowsAre(long seed) {
        Random random = new Random(seed);
        List<InferenceEvent> events = new ArrayList<>();
        SortedMap<Long, LiveProfile> hours = new TreeMap<>();
        LiveProfile whole = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < 9_000; i++) {
            long time = random.nextLong(40 * HOUR);
            FeatureValue value = random.nextInt(9) == 0
                    ? FeatureValue.MISSING
                    : random.nextInt(40) == 0
                            ? new FeatureValue.Text("n/a " + random.nextInt(5))
                            : new FeatureValue.Numeric(Math.exp(random.nextGaussian()));
            events.add(event(time, value));
            hours.computeIfAbsent(time / HOUR * HOUR, hour -> new LiveProfile(KeyMapping.STANDARD))
                    .add(value);
            whole.add(value);
        }
        BlockProfiles inOrder = gathered(events, Long.MAX_VALUE);
        Collections.shuffle(events, random);
        BlockProfiles shuffledInLittleMemory = gathered(events, 40_000);

        for (BlockProfiles blocks : List.of(inOrder, shuffledInLittleMemory)) {
            assertThat(blocks.total()).isEqualTo(9_000);
            assertThat(blocks.whole("x").encode())
                    .as("seed %d", seed)
                    .isEqualTo(whole.toProfile().encode());
            SortedMap<Long, FeatureProfile> ofHours = blocks.of("x");
            assertThat(ofHours.keySet()).isEqualTo(hours.keySet());
            hours.forEach((hour, live) -> {
                assertThat(ofHours.get(hour).encode())
                        .as("seed %d, hour %d", seed, hour)
                        .isEqualTo(live.toProfile().encode());
                assertThat(blocks.rows()).containsEntry(hour, live.rows());
            });
        }
    }

    @Test
    void timesBeforeTheEpochHaveBlocksToo() {
        BlockProfiles blocks = gathered(List.of(at(-1), at(-HOUR), at(-HOUR - 1), at(0)), Long.MAX_VALUE);
        assertThat(blocks.rows()).isEqualTo(Map.of(-2 * HOUR, 1L, -HOUR, 2L, 0L, 1L));
    }

    @Test
    void rowsWithoutTimeAreInNoBlock() {
        BaselineBuilder builder = new BaselineBuilder();
        builder.add(at(5));
        builder.add(at(5 * HOUR));
        BlockProfiles blocks = builder.finish();
        assertThat(blocks.lengthMs()).isEmpty();
        assertThat(blocks.rows()).isEmpty();
        assertThat(blocks.of("x")).isEmpty();
        assertThat(blocks.total()).isEqualTo(2);
        assertThat(blocks.whole("x").rows()).isEqualTo(2);
    }

    /** 31 whole hours of 60 rows between ten minutes of an hour before and of one after. */
    @Test
    void edgesThatAreHardlyFilledCountInTheWholeOnly() {
        BlockProfiles blocks = minutes(50, 60 + 31 * 60 + 10);
        assertThat(blocks.rows()).hasSize(31).doesNotContainKeys(0L, 32 * HOUR).containsKeys(HOUR, 31 * HOUR);
        assertThat(blocks.of("x")).hasSize(31);
        assertThat(blocks.total()).isEqualTo(10 + 31 * 60 + 10);
        assertThat(blocks.whole("x").rows()).isEqualTo(blocks.total());
    }

    @Test
    void edgesThatAreHalfFilledAreBlocks() {
        assertThat(minutes(20, 60 + 31 * 60 + 35).rows()).hasSize(33).containsEntry(0L, 40L);
    }

    @Test
    void anEdgeIsABlockWhereItIsNeeded() {
        assertThat(minutes(50, 60 + 29 * 60).rows()).as("30 with the edge").hasSize(30);
        assertThat(minutes(50, 60 + 29 * 60 + 10).rows())
                .as("30 without the first, which goes before the last")
                .hasSize(30)
                .doesNotContainKey(0L);
    }

    @Test
    void rowsStampedWithTheStartOfTheirBlockAreWhole() {
        BaselineBuilder builder = new BaselineBuilder(HOUR);
        for (int hour = 0; hour < 40; hour++) {
            for (int row = 0; row < 5; row++) {
                builder.add(at(hour * HOUR));
            }
        }
        assertThat(builder.finish().rows()).hasSize(40).containsEntry(39 * HOUR, 5L);
    }

    /** A row a minute, from one minute of the epoch to before another. */
    private static BlockProfiles minutes(int from, int to) {
        BaselineBuilder builder = new BaselineBuilder(HOUR);
        for (int minute = from; minute < to; minute++) {
            builder.add(at(minute * 60_000L));
        }
        return builder.finish();
    }

    private static BlockProfiles gathered(List<InferenceEvent> events, long mostBytes) {
        BaselineBuilder builder = new BaselineBuilder(BlockProfiles.ofLength(HOUR), mostBytes);
        events.forEach(builder::add);
        return builder.finish();
    }

    private static InferenceEvent at(long timeMs) {
        return event(timeMs, new FeatureValue.Numeric(timeMs));
    }

    private static InferenceEvent event(long timeMs, FeatureValue value) {
        return new InferenceEvent(
                "e",
                "m",
                "1",
                timeMs,
                Map.of("x", value),
                FeatureValue.MISSING,
                Map.of(),
                Map.of(),
                OptionalDouble.empty());
    }
}
