package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BitsTest {

    /** Against the digits themselves: what is written is the text of all numbers in binary, cut into bytes. */
    @Test
    void bitsAreWrittenAsTheirDigitsAndReadBack() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int longest = random.nextInt(1, Long.SIZE + 1);
            int n = random.nextInt(60);
            long[] values = new long[n];
            int[] lengths = new int[n];
            StringBuilder digits = new StringBuilder();
            ProfileWriter bytes = new ProfileWriter();
            BitWriter out = new BitWriter(bytes);
            for (int i = 0; i < n; i++) {
                lengths[i] = random.nextInt(longest + 1);
                values[i] = random.nextLong() >>> random.nextInt(Long.SIZE);
                out.bits(values[i], lengths[i]);
                digits.append(digitsOf(values[i], lengths[i]));
            }
            out.end();
            bytes.octet(0xAB);
            digits.append("0".repeat(-digits.length() & 7)).append("10101011");
            byte[] written = bytes.toByteArray();
            assertThat(digitsOf(written)).as("seed %s", seed).isEqualTo(digits.toString());

            ProfileReader from = new ProfileReader(written);
            BitReader in = new BitReader(from);
            for (int i = 0; i < n; i++) {
                assertThat(digitsOf(in.bits(lengths[i]), lengths[i]))
                        .as("seed %s", seed)
                        .isEqualTo(digitsOf(values[i], lengths[i]));
            }
            in.end();
            assertThat(from.octet()).as("seed %s", seed).isEqualTo(0xAB);
            from.requireEnd();
        }
    }

    @Test
    void onesAreCountedUpToTheNextZero() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int most = random.nextInt(1, 20);
            int[] ones = random.ints(random.nextInt(40), 0, most + 1).toArray();
            ProfileWriter bytes = new ProfileWriter();
            BitWriter out = new BitWriter(bytes);
            for (int length : ones) {
                out.ones(length);
                out.bits(0, length < most ? 1 : 0);
            }
            out.end();
            ProfileReader from = new ProfileReader(bytes.toByteArray());
            BitReader in = new BitReader(from);
            for (int length : ones) {
                assertThat(in.ones(most)).as("seed %s", seed).isEqualTo(length);
            }
            in.end();
            from.requireEnd();
        }
    }

    @Test
    void whatIsNotThereIsNotRead() {
        for (int length = 0; length < 20; length++) {
            byte[] ones = new byte[length];
            Arrays.fill(ones, (byte) -1);
            BitReader all = new BitReader(new ProfileReader(ones));
            for (int i = 0; i < length * Byte.SIZE - 3; i++) {
                assertThat(all.bits(1)).isEqualTo(1);
            }
            assertThatExceptionOfType(ProfileFormatException.class).isThrownBy(() -> all.bits(4));
            BitReader zeroSought = new BitReader(new ProfileReader(ones));
            for (int i = 0; i < length; i++) {
                assertThat(zeroSought.ones(Byte.SIZE)).isEqualTo(Byte.SIZE);
            }
            assertThatExceptionOfType(ProfileFormatException.class).isThrownBy(() -> zeroSought.ones(1));
        }
    }

    @Test
    void bitsBehindTheLastAreRefused() {
        BitReader in = new BitReader(new ProfileReader(new byte[] {0x50, 0, 0, 0, 0, 0, 0, 0, -1}));
        assertThat(in.bits(3)).isEqualTo(2);
        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(in::end)
                .withMessageContaining("bits left over");
    }

    /** The parameter by its definition, which the code finds without trying. */
    @Test
    void numbersAreWrittenInAsManyBitsAsTheCodeSays() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int bits = random.nextInt(1, Long.SIZE + 1);
            ProfileWriter bytes = new ProfileWriter();
            BitWriter out = new BitWriter(bytes);
            AdaptiveCode code = new AdaptiveCode();
            StringBuilder digits = new StringBuilder();
            BigInteger sum = BigInteger.valueOf(8);
            long seen = 2;
            for (int i = 0; i < 100; i++) {
                long number = random.nextLong() >>> (Long.SIZE - random.nextInt(1, bits + 1));
                code.write(out, number);
                int k = 0;
                while (BigInteger.valueOf(seen).shiftLeft(k).compareTo(sum) < 0) {
                    k++;
                }
                digits.append(coded(number, k));
                BigInteger unsigned = new BigInteger(Long.toUnsignedString(number));
                sum = sum.add(unsigned.min(BigInteger.valueOf((1L << 56) - 1)));
                if (++seen == 8) {
                    sum = sum.shiftRight(1);
                    seen = 4;
                }
            }
            out.end();
            assertThat(digitsOf(bytes.toByteArray())).as("seed %s", seed).startsWith(digits);
        }
    }

    private static String coded(long number, int k) {
        String digits = Long.toBinaryString(number);
        BigInteger upper = new BigInteger(Long.toUnsignedString(number)).shiftRight(k);
        return upper.bitLength() > 4
                ? "1".repeat(16) + digitsOf(digits.length() - 1, 6) + digits
                : "1".repeat(upper.intValue()) + "0" + digitsOf(number, k);
    }

    private static String digitsOf(long value, int length) {
        return "0"
                .repeat(Long.numberOfLeadingZeros(value))
                .concat(value == 0 ? "" : Long.toBinaryString(value))
                .substring(Long.SIZE - length);
    }

    private static String digitsOf(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        for (byte octet : bytes) {
            digits.append(digitsOf(octet, Byte.SIZE));
        }
        return digits.toString();
    }
}
