package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileCodecTest {

    private static final KeyMapping[] MAPPINGS = {
        KeyMapping.STANDARD, KeyMapping.PROBABILITY, KeyMapping.originAt(12.5), KeyMapping.originAt(1e20)
    };

    private static FeatureProfile profile(KeyMapping mapping, double... numbers) {
        LiveProfile live = new LiveProfile(mapping);
        for (double number : numbers) {
            live.addNumber(number);
        }
        return live.toProfile();
    }

    private static FeatureProfile withText(int categories) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < categories; i++) {
            live.addText("größe \uD83D " + i % 5_000);
            live.addBoolean(i % 3 == 0);
        }
        live.addText("");
        live.addNull();
        live.addNumber(Double.NaN);
        return live.toProfile();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(Distribution distribution) {
        for (KeyMapping mapping : MAPPINGS) {
            for (int n : new int[] {0, 1, 100, 2_048, 3_000, 20_000}) {
                FeatureProfile profile = profile(mapping, distribution.sample(n, n));
                byte[] bytes = profile.encode();
                FeatureProfile read = FeatureProfile.decode(bytes);
                assertThat(read).as("%s, %s of %s", mapping, n, distribution).isEqualTo(profile);
                assertThat(read.encode()).isEqualTo(bytes);
                assertThat(read.moments()).isEqualTo(profile.moments());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_095, 5_000})
    void categoriesAreReadAsTheyWereWritten(int categories) {
        FeatureProfile profile = withText(categories);
        FeatureProfile read = FeatureProfile.decode(profile.encode());
        assertThat(read).isEqualTo(profile);
        assertThat(read.categories().distinct()).isEqualTo(profile.categories().distinct());
        assertThat(read.categories().approximate()).isEqualTo(categories >= 4_096);
    }

    /** At most 2,048 buckets; larger where a mapping's keys do not lead back to the values, which then are stored too. */
    @ParameterizedTest
    @EnumSource
    void encodedNumbersAreBounded(Distribution distribution) {
        for (KeyMapping mapping : MAPPINGS) {
            for (int n : new int[] {2_048, 2_500, 100_000}) {
                int length = profile(mapping, distribution.sample(n, n)).encode().length;
                assertThat(length)
                        .as("%s, %s of %s", mapping, n, distribution)
                        .isLessThan(mapping == KeyMapping.STANDARD ? 24_000 : 40_000);
            }
        }
    }

    @Test
    void theBytesAreThoseOfTheDescription() {
        // Written by hand: 1.0 twice and 2.0 once; keys 3FF<<52 and 400<<52, so 52 zero bits and a distance of 1.
        byte[] expected = HexFormat.ofDelimiter(" ")
                .parseHex(
                        "01 00" // version, mapping
                                + " 05 01 00 00 00 00 01" // rows, nulls, NaNs, infinities, trues, falses
                                + " 02 00 34 fe 0f 00" // two buckets, shift, zero bits, 0x3FF zigzag = 0x7FE, distance
                                // less 1
                                + " 04 02 00" // twice the rows of each, values by keys of no further bits
                                + " 00 00 00"); // no categories, no others, exact
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        live.addNumber(2);
        live.addNumber(1);
        live.addNumber(1);
        live.addNull();
        live.addBoolean(false);
        assertThat(live.toProfile().encode()).isEqualTo(expected);
        assertThat(FeatureProfile.decode(expected)).isEqualTo(live.toProfile());
    }

    private static List<byte[]> valid() {
        List<byte[]> valid = new ArrayList<>();
        for (KeyMapping mapping : MAPPINGS) {
            valid.add(profile(mapping).encode());
            valid.add(profile(mapping, 0, 1, 1, 0.25, -3, 1e300).encode());
            valid.add(profile(mapping, 1.1, Math.nextUp(1.1), 7, 7, Math.nextUp(7))
                    .encode());
            valid.add(profile(mapping, Distribution.UNIFORM.sample(1, 3_000)).encode());
        }
        valid.add(withText(5).encode());
        valid.add(withText(5_000).encode());
        return valid;
    }

    @Test
    void everyTruncationIsRefused() {
        for (byte[] bytes : valid()) {
            int step = Math.max(1, bytes.length / 300);
            for (int length = 0; length < bytes.length; length += step) {
                byte[] truncated = Arrays.copyOf(bytes, length);
                assertThatExceptionOfType(ProfileFormatException.class)
                        .as("%s of %s bytes", length, bytes.length)
                        .isThrownBy(() -> FeatureProfile.decode(truncated));
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThatExceptionOfType(ProfileFormatException.class)
                    .isThrownBy(() -> FeatureProfile.decode(longer))
                    .withMessageContaining("left over");
        }
    }

    @Test
    void anyBytesAreAProfileOrRefusedWithinBoundedMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<byte[]> valid = valid();
        int accepted = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            byte[] bytes = mutated(new SplittableRandom(seed), valid);
            long before = threads.getCurrentThreadAllocatedBytes();
            FeatureProfile read = readOrNull(bytes, seed);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).as("seed %s, %s bytes", seed, bytes.length).isLessThan(300_000 + 100L * bytes.length);
            if (read != null) {
                accepted++;
                assertUsable(read, seed);
            }
        }
        assertThat(accepted).isBetween(100, 19_000);
    }

    private static FeatureProfile readOrNull(byte[] bytes, long seed) {
        try {
            return FeatureProfile.decode(bytes);
        } catch (ProfileFormatException e) {
            assertThat(e.getMessage()).as("seed %s", seed).isNotBlank();
            return null;
        }
    }

    private static byte[] mutated(SplittableRandom random, List<byte[]> valid) {
        if (random.nextInt(8) == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 1) {
                noise[0] = 1;
                noise[1] = (byte) random.nextInt(3);
            }
            return noise;
        }
        byte[] bytes = valid.get(random.nextInt(valid.size())).clone();
        int edits = random.nextInt(1, 4);
        for (int i = 0; i < edits && bytes.length > 0; i++) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(40, bytes.length) : bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                default -> bytes = replaced(bytes, at, random);
            }
        }
        return bytes;
    }

    /** A piece taken out, or another put in, so that all that follows is read as something else. */
    private static byte[] replaced(byte[] bytes, int at, SplittableRandom random) {
        byte[] inserted = new byte[random.nextInt(12)];
        random.nextBytes(inserted);
        int removed = Math.min(bytes.length - at, random.nextInt(12));
        byte[] result = new byte[bytes.length - removed + inserted.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(inserted, 0, result, at, inserted.length);
        System.arraycopy(bytes, at + removed, result, at + inserted.length, bytes.length - at - removed);
        return result;
    }

    private static void assertUsable(FeatureProfile read, long seed) {
        assertThat(FeatureProfile.decode(read.encode())).as("seed %s", seed).isEqualTo(read);
        Moments moments = read.moments();
        WeightedValues weighted = read.numbers().weightedValues(moments.min(), moments.max());
        assertThat(weighted.total())
                .as("seed %s", seed)
                .isEqualTo(read.numbers().total());
        assertThat(read.numbers().resolution()).isBetween(0.0, 1.0);
        assertThat(read.asCategories().total()).isNotNegative();
    }

    @Test
    void unknownVersionsAreNamed() {
        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> FeatureProfile.decode(new byte[] {9, 0, 0}))
                .withMessageContaining("version 9");
        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> FeatureProfile.decode(new byte[0]))
                .withMessageContaining("truncated");
    }

    @ParameterizedTest
    @CsvSource({
        "0100 00000000000000 ffffffff07, more than 2048",
        "0100 00000000000000 8010, 2048 buckets in 0 bytes",
        "0100 00000000000000 01 00 34 00 00 00 00 00 00, bucket of 0 rows",
        "0100 00000000000000 01 00 34 00 02 00 00 00 00, 1 values in 0 rows",
        "0100 01000000000000 01 08 00 00 02 00 05 00 00 00, would fit a smaller shift than 8",
        "0100 02000000000000 01 00 34 fe0f 05 00 00 00 00, no unequal values share prefix",
        "0100 02000000000000 02 00 00 00 ffffffffffffffffff01 02 02 00 00 00 00, a prefix beyond 64 bits",
        "0100 01000000000000 01 3f 00 00 02 00 00 00 00, shift is 63",
        "0100 01000000000000 00 01 01 61 00 00 00, a category without rows",
        "0100 02000000000000 00 02 01 62 01 01 61 01 00 00, out of order",
        "0100 01000000000000 00 00 01 00, 1 other rows",
        "0100 ffffffffffffffffff01 000000000000 00 00 00 00, count of more than 63 bits",
        "0100 ffffffffffffffffff7f 000000000000 00 00 00 00, number of more than 64 bits",
        "0102 7ff8000000000000 00000000000000 00 00 00 00, value is not finite",
        "0103 00000000000000 00 00 00 00, mapping is 3"
    })
    void contradictionsAreRefusedAndSaid(String hex, String message) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> FeatureProfile.decode(bytes))
                .withMessageContaining(message);
    }

    @Test
    void sumsThatNoValuesHaveAreRefused() {
        byte[] bytes = profile(KeyMapping.STANDARD, Distribution.UNIFORM.sample(1, 3_000))
                .encode();
        FeatureProfile valid = FeatureProfile.decode(bytes);
        // With its highest bits gone the sum of x² is less than n times the squared mean.
        byte[] second = valid.storedSums().second().significand().toByteArray();
        int at = indexOf(bytes, second);
        bytes[at] = 0;
        bytes[at + 1] = 0;
        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> FeatureProfile.decode(bytes))
                .withMessageContaining("no values have the moments");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}
