package io.tidegauge.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Makes bytes that are nearly valid: valid ones with something changed, two of them joined, and now and then plain noise. */
final class Mutator {

    /** Numbers at the ends of their ranges: big-endian ints and longs, and variable-length ones of up to 11 bytes. */
    private static final List<byte[]> EXTREMES = hex(
            "00",
            "7f",
            "80",
            "ff",
            "7fff",
            "ffff",
            "7fffffff",
            "80000000",
            "ffffffff",
            "00000000",
            "7fffffffffffffff",
            "8000000000000000",
            "ffffffffffffffff",
            "7ff0000000000000",
            "7ff8000000000000",
            "8080808000",
            "feffffff0f",
            "ffffffff07",
            "ffffffff0f",
            "ffffffffffffffff7f",
            "ffffffffffffffffff01",
            "feffffffffffffffff01",
            "ffffffffffffffffff7f",
            "80808080808080808001",
            "80808080808080808080",
            "ffffffffffffffffffff01");

    private static final int HEAD = 48;

    private final List<byte[]> valid;

    Mutator(List<byte[]> valid) {
        this.valid = valid;
    }

    private static List<byte[]> hex(String... texts) {
        return Arrays.stream(texts).map(HexFormat.of()::parseHex).toList();
    }

    byte[] next(SplittableRandom random) {
        int dice = random.nextInt(100);
        if (dice < 4) {
            return noise(random, random.nextInt(random.nextInt(8) == 0 ? 4_096 : 64));
        }
        byte[] bytes = any(random).clone();
        if (dice < 14) {
            bytes = spliced(bytes, any(random), random);
        }
        int edits = random.nextInt(1, 4);
        for (int i = 0; i < edits && bytes.length > 0; i++) {
            bytes = edited(bytes, random);
        }
        return bytes;
    }

    private byte[] any(SplittableRandom random) {
        return valid.get(random.nextInt(valid.size()));
    }

    private static byte[] noise(SplittableRandom random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] edited(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(random.nextBoolean() ? Math.min(HEAD, bytes.length) : bytes.length);
        switch (random.nextInt(7)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                byte[] extreme = EXTREMES.get(random.nextInt(EXTREMES.size()));
                return replaced(bytes, at, extreme.length, extreme);
            }
            case 4 -> {
                byte[] extreme = EXTREMES.get(random.nextInt(EXTREMES.size()));
                return replaced(bytes, at, random.nextInt(3), extreme);
            }
            case 5 -> {
                return replaced(bytes, at, random.nextInt(12), noise(random, random.nextInt(12)));
            }
            default -> {
                return repeated(bytes, at, random);
            }
        }
        return bytes;
    }

    /** The beginning of one, the end of another. */
    private static byte[] spliced(byte[] one, byte[] other, SplittableRandom random) {
        int head = random.nextInt(one.length + 1);
        int tail = random.nextInt(other.length + 1);
        byte[] result = Arrays.copyOf(one, head + other.length - tail);
        System.arraycopy(other, tail, result, head, other.length - tail);
        return result;
    }

    /** A piece again, and again. */
    private static byte[] repeated(byte[] bytes, int at, SplittableRandom random) {
        byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + random.nextInt(1, 33)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        int times = random.nextInt(32) == 0 ? random.nextInt(2_000) : random.nextInt(4);
        for (int i = 0; i <= times; i++) {
            out.writeBytes(piece);
        }
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        int removed = Math.min(length, bytes.length - at);
        byte[] result = new byte[bytes.length - removed + by.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(bytes, at + removed, result, at + by.length, bytes.length - at - removed);
        return result;
    }
}
