package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryCountsTest {

    private static CategoryCounts counted(List<String> texts) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        texts.forEach(live::addText);
        return live.toProfile().categories();
    }

    private static Map<String, Long> truth(List<String> texts) {
        Map<String, Long> truth = new TreeMap<>();
        texts.forEach(text -> truth.merge(text, 1L, Long::sum));
        return truth;
    }

    /** Many categories, of which the first are heavy. */
    private static List<String> skewed(long seed, int rows, int categories) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            texts.add("category-" + (int) (categories * Math.pow(random.nextDouble(), 6)));
        }
        return texts;
    }

    @Test
    void areExactUpToTheirCap() {
        List<String> texts = new ArrayList<>(skewed(1, 50_000, 4_000));
        for (int i = 0; i < 4_096; i++) {
            texts.add("category-" + i);
        }
        CategoryCounts counts = counted(texts);
        assertThat(counts.approximate()).isFalse();
        assertThat(counts.counts()).hasSize(4_096).isEqualTo(truth(texts));
        assertThat(counts.total()).isEqualTo(54_096);
        assertThat(counts.distinct()).isEqualTo(4_096);
        texts.add("one more");
        assertThat(counted(texts).approximate()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void partsMergeToTheWholeWhileExact(long seed) {
        List<String> texts = skewed(seed, 20_000, 4_000);
        CategoryCounts a = counted(texts.subList(0, 3_000));
        CategoryCounts b = counted(texts.subList(3_000, 11_000));
        CategoryCounts c = counted(texts.subList(11_000, 20_000));
        CategoryCounts whole = counted(texts);
        assertThat(a.merge(b).merge(c)).as("seed %s", seed).isEqualTo(whole);
        assertThat(c.merge(a).merge(b)).as("seed %s", seed).isEqualTo(whole);
        assertThat(whole.subtract(b)).as("seed %s", seed).isEqualTo(a.merge(c));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void beyondTheCapTheyAreLowerBoundsThatFallShortByLittle(long seed) {
        List<String> texts = skewed(seed, 200_000, 100_000);
        Map<String, Long> truth = truth(texts);
        CategoryCounts merged = CategoryCounts.empty();
        for (int i = 0; i < texts.size(); i += 20_000) {
            merged = merged.merge(counted(texts.subList(i, i + 20_000)));
        }
        for (CategoryCounts counts : List.of(counted(texts), merged)) {
            assertThat(counts.approximate()).isTrue();
            assertThat(counts.total()).isEqualTo(200_000);
            assertThat(counts.counts().size()).isLessThanOrEqualTo(4_096);
            truth.forEach((category, count) -> assertThat(counts.counts().getOrDefault(category, 0L))
                    .as("%s, seed %s", category, seed)
                    .isBetween(count - 200_000 / 4_097, count));
            assertThat(counts.distinct()).isCloseTo(truth.size(), within(0.05 * truth.size()));
        }
        assertThat(merged.distinct()).isEqualTo(counted(texts).distinct());
    }

    @Test
    void whatFollowsTheCapStaysBounded() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            texts.add(String.valueOf((char) random.nextInt(0x4000, 0x9000)).repeat(random.nextInt(1, 400)) + i);
        }
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        texts.forEach(live::addText);
        CategoryCounts counts = live.toProfile().categories();
        assertThat(counts.counts().keySet().stream().mapToInt(String::length).sum())
                .isLessThanOrEqualTo(CategoryCounts.MAX_CHARACTERS);
        assertThat(live.toProfile().encode().length).isLessThan(1_000_000);
        assertThat(counts.distinct()).isCloseTo(20_000, within(1_000.0));
    }

    @ParameterizedTest
    @CsvSource({"5000, 10, 4096", "1100, 256, 1024"})
    void whatDoesNotFitTakesItsCountFromAll(int categories, int length, int fitting) {
        Map<String, Long> given = new TreeMap<>();
        Map<String, Long> expected = new TreeMap<>();
        int heaviestLeftOut = categories - fitting;
        for (int count = 1; count <= categories; count++) {
            String label = String.format("%0" + length + "d", count);
            given.put(label, (long) count);
            if (count > heaviestLeftOut) {
                expected.put(label, (long) count - heaviestLeftOut);
            }
        }
        CategoryCounts counts = CategoryCounts.of(given);
        assertThat(counts.counts()).isEqualTo(expected);
        assertThat(counts.total()).isEqualTo(categories * (categories + 1L) / 2);
    }

    @Test
    void longStringsKeepAPrefixAndStayDifferent() {
        String start = "x".repeat(250);
        CategoryCounts counts = counted(List.of(start, start + "123456", start + "1234567", start + "1234568"));
        assertThat(counts.counts()).hasSize(4).containsKeys(start, start + "123456");
        assertThat(counts.counts().keySet()).allMatch(label -> label.length() <= 256);
        assertThat(counts.counts().keySet())
                .filteredOn(label -> label.contains("…#"))
                .hasSize(2)
                .allMatch(label -> label.matches("x{200}…#[0-9a-f]{16}"));
        String smile = "😀"; // two UTF-16 units, which are not to be parted
        String label =
                counted(List.of("y".repeat(199) + smile.repeat(50))).counts().firstKey();
        assertThat(label).startsWith("y".repeat(199) + "…#");
    }

    @Test
    void labelsStayAsTheyAreStored() {
        assertThat(CategoryLabel.hash("a")).isEqualTo(expectedHashOf(new int[] {0x61, 0x00}));
        assertThat(CategoryLabel.hash("…")).isEqualTo(expectedHashOf(new int[] {0x26, 0x20}));
    }

    /** FNV-1a, then MurmurHash3's finalizer, in unbounded arithmetic. */
    private static long expectedHashOf(int[] octets) {
        BigInteger mask = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        BigInteger hash = new BigInteger("14695981039346656037");
        for (int octet : octets) {
            hash = hash.xor(BigInteger.valueOf(octet))
                    .multiply(new BigInteger("1099511628211"))
                    .and(mask);
        }
        for (String factor : List.of("ff51afd7ed558ccd", "c4ceb9fe1a85ec53")) {
            hash = hash.xor(hash.shiftRight(33))
                    .multiply(new BigInteger(factor, 16))
                    .and(mask);
        }
        return hash.xor(hash.shiftRight(33)).longValue();
    }

    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(CategoryLabel.of(3.0)).isEqualTo("3");
        assertThat(CategoryLabel.of(-17.0)).isEqualTo("-17");
        assertThat(CategoryLabel.of(0.1)).isEqualTo("0.1");
        assertThat(CategoryLabel.of(1e15)).isEqualTo("1000000000000000");
        assertThat(CategoryLabel.of(1e300)).isEqualTo("1.0E300");
    }

    @Test
    void givenCountsAreChecked() {
        assertThat(CategoryCounts.of(Map.of("a", 0L, "b", 2L)).counts()).isEqualTo(Map.of("b", 2L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CategoryCounts.of(Map.of("a", -1L)))
                .withMessageContaining("'a' is negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CategoryCounts.of(Map.of("a", 1L)).subtract(CategoryCounts.of(Map.of("a", 2L))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000})
    void differentCategoriesAreEstimatedWithinThreeStandardErrors(int n) {
        DistinctCounter counter = DistinctCounter.empty();
        DistinctCounter odd = DistinctCounter.empty();
        DistinctCounter even = DistinctCounter.empty();
        for (int i = 0; i < n; i++) {
            counter.add("id-" + i);
            counter.add("id-" + i / 2);
            (i % 2 == 0 ? even : odd).add("id-" + i);
        }
        assertThat(counter.estimate()).isCloseTo(n, within(0.5 + n * 3 * 1.04 / 64));
        even.addAll(odd);
        assertThat(even).isEqualTo(counter);
    }
}
