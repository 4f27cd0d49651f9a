package io.tidegauge.serde;

import io.tidegauge.event.FlatEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Avro's binary encoding, read in place. Every method takes where to begin and where the record ends, and answers
 * {@link #FAILED} for what does not fit between or is not encoded as Avro says; no byte from the end on has a say.
 */
final class AvroBytes {

    /** In place of a position or a slice. */
    static final int FAILED = -1;

    /** Of a string in bytes, of a collection in items: beyond that the slow way says what is wrong, if anything is. */
    static final int LONGEST = 65_536;

    private static final int LONG_BYTES = 10;
    private static final int INT_BYTES = 5;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private AvroBytes() {}

    /** The bits of a double; eight bytes are known to be there. */
    static long doubleBits(byte[] bytes, int pos) {
        return (long) LONGS.get(bytes, pos);
    }

    /** A float; four bytes are known to be there. */
    static float floatAt(byte[] bytes, int pos) {
        return Float.intBitsToFloat((int) INTS.get(bytes, pos));
    }

    /** The position after a long. */
    static int afterLong(byte[] bytes, int pos, int end) {
        return afterNumber(bytes, pos, end, LONG_BYTES, 1);
    }

    /** The position after an int. */
    static int afterInt(byte[] bytes, int pos, int end) {
        return afterNumber(bytes, pos, end, INT_BYTES, 0x0F);
    }

    /** The last of the most bytes has fewer bits to give: more would not fit, and Avro drops them or throws. */
    private static int afterNumber(byte[] bytes, int pos, int end, int most, int greatestLast) {
        int limit = end - pos > most ? pos + most : end;
        for (int i = pos; i < limit; i++) {
            if (bytes[i] >= 0) {
                return i - pos + 1 == most && bytes[i] > greatestLast ? FAILED : i + 1;
            }
        }
        return FAILED;
    }

    /** The long or int that lies between its position and the one after. */
    static long number(byte[] bytes, int pos, int after) {
        long zigzag = 0;
        for (int i = after - 1; i >= pos; i--) {
            zigzag = zigzag << 7 | (bytes[i] & 0x7F);
        }
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** The slice of a string. One of at most 63 bytes has a length of one byte, and most have. */
    static long text(byte[] bytes, int pos, int end) {
        if (pos < end) {
            int twice = bytes[pos];
            if ((twice & 0x81) == 0 && twice >> 1 < end - pos) {
                return FlatEvent.slice(pos + 1, twice >> 1);
            }
        }
        return run(bytes, pos, end, LONGEST);
    }

    /** The slice of what has its length in front. */
    static long run(byte[] bytes, int pos, int end, int longest) {
        int first = afterLong(bytes, pos, end);
        if (first < 0) {
            return FAILED;
        }
        long length = number(bytes, pos, first);
        return length < 0 || length > Math.min(longest, end - first) ? FAILED : FlatEvent.slice(first, (int) length);
    }

    /** The position after a slice. */
    static int after(long slice) {
        return slice < 0 ? FAILED : FlatEvent.offset(slice) + FlatEvent.length(slice);
    }

    /**
     * The head of a collection's next block: where its first item begins and, in place of a length, how many items there
     * are; 0 ends the collection. A block may say its size, by a negative count; {@link #endsAsSaid} looks at that.
     */
    static long block(byte[] bytes, int pos, int end) {
        int first = afterLong(bytes, pos, end);
        if (first < 0) {
            return FAILED;
        }
        long count = number(bytes, pos, first);
        if (count >= 0) {
            return count > LONGEST ? FAILED : FlatEvent.slice(first, (int) count);
        }
        int afterSize = afterLong(bytes, first, end);
        return count < -LONGEST || afterSize < 0 ? FAILED : FlatEvent.slice(afterSize, (int) -count);
    }

    /**
     * Whether the items of a block end where it said, if it said. Avro goes by the size where it skips a block and by the
     * items where it reads them; where both agree, so do they all.
     */
    static boolean endsAsSaid(byte[] bytes, int head, int end, int pos) {
        if ((bytes[head] & 1) == 0) {
            return true;
        }
        int size = afterLong(bytes, head, end);
        int first = afterLong(bytes, size, end);
        return number(bytes, size, first) == pos - first;
    }
}
