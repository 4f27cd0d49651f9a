package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The estimate against the growth of the heap itself. */
class FootprintTest {

    private static final long SEED = 77;

    /** Enough for the collector's own unrest to matter little. */
    private static final long ESTIMATED = 16L << 20;

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("one number", kind(1, (live, random) -> live.addNumber(random.nextGaussian()))),
                Arguments.of("few numbers", kind(40, (live, random) -> live.addNumber(random.nextInt(12)))),
                Arguments.of("1,500 numbers", kind(1_500, (live, random) -> live.addNumber(random.nextGaussian()))),
                Arguments.of("20,000 numbers", kind(20_000, (live, random) -> live.addNumber(random.nextGaussian()))),
                Arguments.of("one text", kind(1, (live, random) -> live.addText(text(random, 8)))),
                Arguments.of("short texts", kind(3_000, (live, random) -> live.addText(text(random, 8)))),
                Arguments.of("long texts", kind(3_000, (live, random) -> live.addText(text(random, 240)))),
                Arguments.of("wide texts", kind(500, (live, random) -> live.addText(text(random, 60) + "\u6f6e"))),
                Arguments.of("too many texts", kind(60_000, (live, random) -> live.addText(text(random, 12)))));
    }

    private static BiConsumer<LiveProfile, Random> kind(int values, BiConsumer<LiveProfile, Random> add) {
        return (live, random) -> {
            for (int i = 0; i < values; i++) {
                add.accept(live, random);
            }
        };
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void isRightToAFactorOfTwo(String kind, BiConsumer<LiveProfile, Random> fill) {
        Random random = new Random(SEED);
        Footprint footprint = new Footprint();
        List<LiveProfile> kept = new ArrayList<>(200_000);
        long before = usedHeap();
        while (footprint.bytes() < ESTIMATED) {
            LiveProfile live = new LiveProfile(KeyMapping.STANDARD, CategoryCounts.MAX_CATEGORIES, footprint);
            fill.accept(live, random);
            kept.add(live);
        }
        double grown = usedHeap() - before;
        Reference.reachabilityFence(kept);
        assertThat(footprint.bytes() / grown)
                .as("%s: estimated %d bytes, grown by %.0f, seed %d", kind, footprint.bytes(), grown, SEED)
                .isBetween(0.5, 2.0);
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
