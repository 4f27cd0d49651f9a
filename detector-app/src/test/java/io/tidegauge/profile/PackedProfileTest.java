package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegauge.profile.GoldenProfileTest.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Packed profiles, version 3. The stored files were made from those of version 1 by a program in another language that
 * knows the descriptions of both, and none of our code. They are never changed.
 */
class PackedProfileTest {

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

    private static byte[] stored(String name) throws IOException {
        String file = name.toLowerCase(Locale.ROOT) + "-v3.bin";
        try (InputStream in = PackedProfileTest.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource(Golden.class)
    void storedProfilesAreReadAndWrittenTheSame(Golden golden) throws IOException {
        assertThat(FeatureProfile.decode(stored(golden.name()))).isEqualTo(golden.profile());
        assertThat(golden.profile().pack())
                .as("%s: the bytes of packed profiles changed; states and topics in use hold the old ones", golden)
                .isEqualTo(stored(golden.name()));
    }

    @Test
    void aGridThatIsCoarserThanNeededIsStored() throws IOException {
        FeatureProfile fine = Golden.COARSE.profile();
        FeatureProfile coarser = fine.coarsened(fine.numbers().shift() + 3);
        assertThat(FeatureProfile.decode(stored("coarser"))).isEqualTo(coarser);
        assertThat(coarser.pack()).isEqualTo(stored("coarser"));
        // The other versions know no such grids, so there is only this one.
        assertThat(coarser.encode()).isEqualTo(stored("coarser"));
    }

    @Test
    void theBytesAreThoseOfTheDescription() {
        // Written by hand: 1.0 twice and 2.0 once; keys 3FF<<52 and 400<<52, so 52 zero bits and a distance of 1.
        byte[] expected = HexFormat.ofDelimiter(" ")
                .parseHex(
                        "03 00 01" // version, mapping, numbers only
                                + " 43 05 01 01" // rows, nulls and falses: 5, 1, 1
                                + " 02 00 34 fe 0f 00 00" // buckets, shift, zero bits, 0x3FF zigzag, all single, keys
                                // rows - 1 = 1, coded as 2: 0 10 at k = 2; then distance - 1 = 0: 0 00 at k = 2; then
                                // 0 - 1/8 = 0: 0 00; up to the byte's end 0000000
                                + " 40 00");
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        live.addNumber(2);
        live.addNumber(1);
        live.addNumber(1);
        live.addNull();
        live.addBoolean(false);
        assertThat(live.toProfile().pack()).isEqualTo(expected);
        assertThat(FeatureProfile.decode(expected)).isEqualTo(live.toProfile());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPackedIsRead(Distribution distribution) {
        for (KeyMapping mapping : MAPPINGS) {
            for (int n : new int[] {0, 1, 2, 100, 2_048, 2_049, 3_000, 20_000}) {
                FeatureProfile profile = profile(mapping, distribution.sample(n, n));
                assertReadBack(profile, mapping + ", " + n + " of " + distribution);
                for (int by : new int[] {1, 9, 60}) {
                    int shift = Math.min(Buckets.MAX_SHIFT, profile.numbers().shift() + by);
                    assertReadBack(
                            profile.coarsened(shift), mapping + ", " + n + " of " + distribution + " at " + shift);
                }
            }
        }
    }

    private static void assertReadBack(FeatureProfile profile, String what) {
        byte[] bytes = profile.pack();
        FeatureProfile read = FeatureProfile.decode(bytes);
        assertThat(read).as(what).isEqualTo(profile);
        assertThat(read.pack()).as(what).isEqualTo(bytes);
        assertThat(read.moments()).as(what).isEqualTo(profile.moments());
        assertThat(FeatureProfile.decode(profile.encode())).as(what).isEqualTo(profile);
    }

    @Test
    void profilesOfAnyMakeAreReadBackInEqualBytes() {
        for (long seed = 0; seed < 400; seed++) {
            FeatureProfile profile = any(new SplittableRandom(seed));
            assertReadBack(profile, "seed " + seed);
            FeatureProfile same = any(new SplittableRandom(seed));
            assertThat(same.pack()).as("seed %s", seed).isEqualTo(profile.pack());
        }
    }

    /** Numbers of few bits or many, whole ones and repeated ones, labels that share their beginnings, and the rest. */
    private static FeatureProfile any(SplittableRandom random) {
        LiveProfile live = new LiveProfile(MAPPINGS[random.nextInt(MAPPINGS.length)]);
        int rows = 1 << random.nextInt(14);
        int different = 1 << random.nextInt(14);
        double scale = Math.scalb(1.0, random.nextInt(-1_000, 1_000));
        boolean whole = random.nextBoolean();
        String beginning = "größe \uD83D ".repeat(random.nextInt(3));
        for (int i = 0; i < rows; i++) {
            int which = random.nextInt(different);
            switch (random.nextInt(12)) {
                case 0 -> live.addNull();
                case 1 -> live.addBoolean(which % 3 == 0);
                case 2, 3 -> live.addText(beginning + Integer.toString(which, 7));
                case 4 -> live.addNumber(which % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY);
                case 5 -> live.addNumber((float) (scale * which));
                case 6 -> live.addNumber(-which);
                default -> live.addNumber(whole ? which : scale * Math.sin(which) * which);
            }
        }
        return live.toProfile();
    }

    /** The counts that are hardest to write: the largest there may be, beside the smallest. */
    @Test
    void rowsBeyondAllMeasureAreReadBack() {
        long most = Long.MAX_VALUE / 4;
        long[] counts = {1, most, 1, 1, most, 2, 3};
        Buckets.Builder builder = new Buckets.Builder(0, counts.length);
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            builder.add(KeyMapping.STANDARD.key(i), counts[i], i);
            total += counts[i];
        }
        FeatureProfile profile = new FeatureProfile(
                new Tally(total, 0, 0, 0, 0, 0, 0),
                NumericSketch.of(KeyMapping.STANDARD, builder.build()),
                PowerSums.NONE,
                CategoryCounts.empty(),
                Association.NONE);
        assertReadBack(profile, "counts " + Arrays.toString(counts));
    }

    @Test
    void whatIsPackedIsShort() {
        // 44 bits of each value that is alone in its bucket cannot be spared, and are half of it.
        double[] values = Distribution.LOGNORMAL.sample(1, 8_333);
        FeatureProfile profile = profile(KeyMapping.STANDARD, values);
        assertThat(profile.pack().length).isLessThan(profile.encode().length * 6 / 10);
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

    private static List<byte[]> valid() {
        List<byte[]> valid = new ArrayList<>();
        for (long seed = 0; seed < 40; seed++) {
            valid.add(any(new SplittableRandom(seed)).pack());
        }
        for (KeyMapping mapping : MAPPINGS) {
            valid.add(profile(mapping, Distribution.UNIFORM.sample(1, 3_000)).pack());
        }
        return valid;
    }

    @Test
    void anyBytesAreAProfileOrRefused() {
        List<byte[]> valid = valid();
        int accepted = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = valid.get(random.nextInt(valid.size())).clone();
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                int at = random.nextInt(random.nextBoolean() ? Math.min(40, bytes.length) : bytes.length);
                bytes[at] =
                        random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << random.nextInt(8));
            }
            FeatureProfile read = readOrNull(bytes, seed);
            if (read != null) {
                accepted++;
                assertThat(FeatureProfile.decode(read.pack()))
                        .as("seed %s", seed)
                        .isEqualTo(read);
                assertThat(FeatureProfile.decode(read.encode()))
                        .as("seed %s", seed)
                        .isEqualTo(read);
                assertThat(read.numbers().resolution()).as("seed %s", seed).isBetween(0.0, 1.0);
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

    @ParameterizedTest
    @CsvSource({
        "03 00 08 00, parts is 8",
        "03 00 00 80, counts is 128",
        "03 00 01 01 01 ff10, more than 2048",
        "03 00 01 01 01 01 3f 00 00 00 00, shift is 63",
        "03 00 01 01 01 01 00 00 00 03 00, kinds is 3",
        "03 00 01 01 01 01 05 00 00 00 06, value form is 6 at shift 5",
        "03 00 01 01 01 01 00 34 fe0f 00 00 01, bits left over",
        "03 00 01 01 01 01 00 34 fe0f 00 00 40, 2 values in 1 rows",
        "03 00 01 01 01 01 00 34 fe0f 00 00 20, more rows than one",
        "03 00 01 01 02 01 00 34 fe0f 01 00 40 00, no unequal values share prefix",
        "03 00 02 01 01 01 00 00 ffff0fc0, label of 15",
        "03 00 02 01 01 00 01 00, 1 other rows"
    })
    void contradictionsAreRefusedAndSaid(String hex, String message) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> FeatureProfile.decode(bytes))
                .withMessageContaining(message);
    }

    @Test
    void longLabelsOfFewBytesTakeNoMoreMemoryThanAProfileMay() {
        // Each of 4,096 labels is the one before, of 256 units, and would be refused as out of order, too.
        ProfileWriter out = new ProfileWriter();
        out.octets(HexFormat.of().parseHex("0300020101" + "8020" + "00" + "00"));
        BitWriter bits = new BitWriter(out);
        AdaptiveCode shared = new AdaptiveCode();
        AdaptiveCode more = new AdaptiveCode();
        AdaptiveCode rows = new AdaptiveCode();
        for (int i = 0; i < 4_096; i++) {
            shared.write(bits, i == 0 ? 0 : 256);
            more.write(bits, i == 0 ? 256 : 0);
            rows.write(bits, 0);
        }
        bits.end();
        out.octets(new byte[256]);
        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> FeatureProfile.decode(out.toByteArray()))
                .withMessageContaining("characters");
    }
}
