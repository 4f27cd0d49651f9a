package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Exact counts are merged as two lists in order; the accumulator, which takes any order, is the truth. */
class MergedCategoriesTest {

    @Test
    void twoListsMakeTheCountsOfAPlainMap() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TreeMap<String, Long> some = counts(random, random.nextInt(60), 100);
            TreeMap<String, Long> others = counts(random, random.nextInt(60), 100);
            CategoryCounts merged = CategoryCounts.of(some).merge(CategoryCounts.of(others));
            others.forEach((label, rows) -> some.merge(label, rows, Long::sum));
            assertThat(merged.counts()).as("seed %s", seed).isEqualTo(some);
            assertThat(merged.total())
                    .as("seed %s", seed)
                    .isEqualTo(some.values().stream().mapToLong(Long::longValue).sum());
            assertThat(merged.approximate()).isFalse();
            assertThat(merged).as("seed %s", seed).isEqualTo(CategoryCounts.of(some));
            assertThat(merged).hasSameHashCodeAs(CategoryCounts.of(some));
        }
    }

    @Test
    void whatHasNoRoomTogetherIsMergedAsRowsThatCome() {
        for (int beyond : new int[] {-1, 0, 1, 900}) {
            CategoryCounts some = CategoryCounts.of(numbered(0, 3_000));
            CategoryCounts others = CategoryCounts.of(numbered(2_000, CategoryCounts.MAX_CATEGORIES + beyond));
            assertMergedAsAccumulated(some, others, beyond > 0);
        }
        String long200 = "x".repeat(200);
        for (int beyond : new int[] {0, 1}) {
            TreeMap<String, Long> wide = new TreeMap<>();
            for (int i = 0; i < 1_024; i++) {
                wide.put("%056d".formatted(i) + long200, i + 1L);
            }
            CategoryCounts full = CategoryCounts.of(wide); // of 262,144 characters
            assertThat(full.approximate()).isFalse();
            CategoryCounts more = CategoryCounts.of(beyond == 0 ? wide : Map.of("y", 5_000L));
            assertMergedAsAccumulated(full, more, beyond > 0);
        }
    }

    private static void assertMergedAsAccumulated(CategoryCounts some, CategoryCounts others, boolean approximate) {
        CategoryAccumulator all = new CategoryAccumulator();
        all.addAll(some);
        all.addAll(others);
        CategoryCounts expected = all.counts();
        assertThat(expected.approximate()).isEqualTo(approximate);
        for (CategoryCounts merged : List.of(some.merge(others), others.merge(some))) {
            assertThat(merged.total()).isEqualTo(expected.total());
            assertThat(merged.approximate()).isEqualTo(approximate);
            assertThat(merged.distinct()).isEqualTo(expected.distinct());
        }
        assertThat(some.merge(others)).isEqualTo(expected);
    }

    /** What was unpacked is packed into the bytes it came from, also when the reader's array was written over since. */
    @Test
    void unpackedProfilesKeepTheirBytes() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < 5_000; i++) {
            live.addNumber(Math.sin(i));
            live.addText("label " + i % 30);
        }
        FeatureProfile profile = live.toProfile();
        byte[] bytes = profile.pack();
        byte[] given = bytes.clone();
        FeatureProfile unpacked = FeatureProfile.unpack(given);
        Arrays.fill(given, (byte) 0);
        Arrays.fill(unpacked.pack(), (byte) 0);
        assertThat(unpacked).isEqualTo(profile);
        assertThat(unpacked.pack()).isEqualTo(bytes);
        assertThat(unpacked.merge(profile).pack())
                .isEqualTo(profile.merge(profile).pack());
        // Versions 1 and 2 are not what is packed.
        assertThat(FeatureProfile.unpack(profile.encode()).pack()).isEqualTo(bytes);
    }

    private static TreeMap<String, Long> counts(SplittableRandom random, int most, int different) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < most; i++) {
            counts.put(Integer.toString(random.nextInt(different), 3), random.nextLong(1, 1_000));
        }
        return counts;
    }

    private static TreeMap<String, Long> numbered(int from, int to) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (int i = from; i < to; i++) {
            counts.put("c" + i, 1L + i % 7);
        }
        return counts;
    }
}
