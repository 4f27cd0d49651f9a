package io.tidegauge.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Categories counted from bytes against the strings that these bytes decode to. */
class Utf8CategoriesTest {

    /** One array for all records, overwritten for every one of them. */
    private final byte[] record = new byte[4_000];

    /** The text somewhere in the record, between bytes that belong to something else. */
    private void addWithin(LiveProfile live, byte[] utf8, Random random) {
        random.nextBytes(record);
        int room = record.length - utf8.length;
        int offset = random.nextInt(4) == 0 ? room - random.nextInt(Math.min(9, room + 1)) : random.nextInt(room + 1);
        System.arraycopy(utf8, 0, record, offset, utf8.length);
        live.addUtf8(record, offset, utf8.length);
    }

    private static byte[] anyBytes(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> text(random, 'a', 26, random.nextInt(3)).getBytes(UTF_8); // empty too
            case 1, 2 -> text(random, 'a', 2, 7 + random.nextInt(3)).getBytes(UTF_8);
            case 3 -> text(random, 'x', 2, 250 + random.nextInt(60)).getBytes(UTF_8); // some are shortened
            case 4 -> text(random, '\u6f6e', 3, random.nextInt(6)).getBytes(UTF_8);
            case 5 -> ("tide" + "\ud83c\udf0a".repeat(random.nextInt(130))).getBytes(UTF_8);
            case 6 -> text(random, '\0', 2, random.nextInt(10)).getBytes(UTF_8); // differ in length only
            default -> malformed(random);
        };
    }

    private static String text(Random random, char first, int letters, int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append((char) (first + random.nextInt(letters)));
        }
        return text.toString();
    }

    /** Bytes at random of those that begin, go on or are never in UTF-8. */
    private static byte[] malformed(Random random) {
        byte[] parts = {'a', (byte) 0x80, (byte) 0xC3, (byte) 0xE2, (byte) 0xED, (byte) 0xA0, (byte) 0xF0, (byte) 0xFF};
        byte[] bytes = new byte[random.nextInt(6)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = parts[random.nextInt(parts.length)];
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countWhatTheirBytesDecodeTo(long seed) {
        Random random = new Random(seed);
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        CategoryReference expected = new CategoryReference(CategoryCounts.MAX_CATEGORIES);
        List<String> texts = new ArrayList<>();
        List<byte[]> known = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            if (known.size() < 1_200 && random.nextInt(4) == 0) {
                known.add(anyBytes(random));
            }
            byte[] utf8 = known.isEmpty() ? new byte[0] : known.get(random.nextInt(known.size()));
            texts.add(new String(utf8, UTF_8));
            if (random.nextInt(5) == 0) {
                live.addText(new String(utf8, UTF_8));
            } else {
                addWithin(live, utf8, random);
            }
        }
        texts.forEach(expected::add);
        CategoryCounts counts = live.toProfile().categories();
        assertThat(counts.approximate()).as("seed %s", seed).isFalse();
        assertThat(counts.counts())
                .as("seed %s", seed)
                .isEqualTo(expected.counts().counts());
        assertThat(counts).as("seed %s", seed).isEqualTo(expected.counts());
        LiveProfile strings = new LiveProfile(KeyMapping.STANDARD);
        Collections.shuffle(texts, random);
        texts.forEach(strings::addText);
        assertThat(live.toProfile().encode())
                .as("seed %s", seed)
                .isEqualTo(strings.toProfile().encode());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4", "2, 40, 6", "3, 300, 12", "4, 1000, 200", "5, 4096, 200"})
    void areThinnedAsTheirLabelsAre(long seed, int cap, int width) {
        Random random = new Random(seed);
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD, cap, new Footprint());
        CategoryReference expected = new CategoryReference(cap);
        int rows = Math.min(15_000, 60 * cap);
        for (int i = 0; i < rows; i++) {
            int category = (int) (8 * cap * Math.pow(random.nextDouble(), 3));
            String text = String.format("%0" + width + "d", category) + (category % 7 == 0 ? "\ud83c\udf0a" : "");
            expected.add(text);
            addWithin(live, text.getBytes(UTF_8), random);
            if (i % 5_000 == 4_999) { // a look at the counts thins too
                assertThat(live.toProfile().categories())
                        .as("row %d, seed %s", i, seed)
                        .isEqualTo(expected.counts());
            }
        }
        assertThat(live.toProfile().categories()).as("seed %s", seed).isEqualTo(expected.counts());
        assertThat(expected.counts().approximate()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"4096, 3000", "400, 3000"})
    void labelsChosenToCollideAreCountedAsOthers(int cap, int labels) {
        Random random = new Random(11);
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD, cap, new Footprint());
        CategoryReference expected = new CategoryReference(cap);
        List<byte[]> colliding = new ArrayList<>();
        while (colliding.size() < labels) {
            byte[] utf8 = text(random, 'a', 26, 9).getBytes(UTF_8);
            if (LabelSlices.hash(utf8, 0, utf8.length) >>> 55 == 0) { // the same places in every table
                colliding.add(utf8);
            }
        }
        for (int i = 0; i < 6 * labels; i++) {
            byte[] utf8 = i < labels ? colliding.get(i) : colliding.get(random.nextInt(labels));
            expected.add(new String(utf8, UTF_8));
            addWithin(live, utf8, random);
        }
        assertThat(live.toProfile().categories()).isEqualTo(expected.counts());
    }

    @Test
    void halfASurrogatePairIsALabelOfItsOwn() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD, 2, new Footprint());
        CategoryReference expected = new CategoryReference(2);
        for (String text :
                List.of("?", "\ud83c", "\ud83c", "\udf0a", "?", "\ud83c", "a", "b", "\udf0a", "c", "\ud83c")) {
            live.addText(text);
            expected.add(text);
        }
        live.addUtf8(new byte[] {'?'}, 0, 1);
        expected.add("?");
        assertThat(live.toProfile().categories()).isEqualTo(expected.counts());
    }

    @Test
    void sliceThatIsNotWithinTheBytesCountsNothing() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> live.addUtf8(new byte[8], 1, 8));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> live.addUtf8(new byte[8], 1, -1));
        assertThat(live.rows()).isZero();
    }
}
