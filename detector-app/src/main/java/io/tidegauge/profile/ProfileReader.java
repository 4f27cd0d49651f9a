package io.tidegauge.profile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The elements of a compact format, read; never past the end, and never more than the bytes can hold. */
public final class ProfileReader {

    private static final int MAX_NUMBER_BYTES = 10;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int position;

    /** Reads from the first byte on. */
    public ProfileReader(byte[] bytes) {
        this(bytes, 0);
    }

    /** Reads from the given byte on. */
    public ProfileReader(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** The next byte, unsigned. */
    public int octet() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    /** An octet that must not be greater than {@code max}. */
    public int octet(String what, int max) {
        int value = octet();
        if (value > max) {
            throw new ProfileFormatException(what + " is " + value + ", more than " + max + at());
        }
        return value;
    }

    /** So many bytes. */
    public byte[] octets(int length) {
        require(length);
        byte[] value = new byte[length];
        System.arraycopy(bytes, position, value, 0, length);
        position += length;
        return value;
    }

    /** An unsigned number, see {@link ProfileWriter#number}. */
    public long number() {
        // Most numbers are small.
        return position < bytes.length && bytes[position] >= 0 ? bytes[position++] : longNumber();
    }

    private long longNumber() {
        long value = 0;
        for (int i = 0; i < MAX_NUMBER_BYTES; i++) {
            int next = octet();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next < 0x80) {
                if (i == MAX_NUMBER_BYTES - 1 && next > 1) {
                    throw new ProfileFormatException("number of more than 64 bits" + at());
                }
                return value;
            }
        }
        throw new ProfileFormatException("number of more than " + MAX_NUMBER_BYTES + " bytes" + at());
    }

    /** A signed number, see {@link ProfileWriter#signed}. */
    public long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A count of rows: not negative. */
    public long count() {
        long value = number();
        if (value < 0) {
            throw new ProfileFormatException("count of more than 63 bits" + at());
        }
        return value;
    }

    /** How many elements follow: at most {@code max}, and no more than the bytes left can hold. */
    public int size(String what, int max, int bytesEach) {
        long value = number();
        if (value < 0 || value > max) {
            throw new ProfileFormatException(Long.toUnsignedString(value) + " " + what + ", more than " + max + at());
        }
        if (value * bytesEach > bytes.length - position) {
            throw new ProfileFormatException(value + " " + what + " in " + (bytes.length - position) + " bytes" + at());
        }
        return (int) value;
    }

    long fixed(int length) {
        require(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (bytes[position++] & 0xFF);
        }
        return value;
    }

    /** How many bytes there are to read. */
    int left() {
        return bytes.length - position;
    }

    /** The next eight bytes, which must be there, the highest first; they are not taken. */
    long peekWord() {
        return (long) WORDS.get(bytes, position);
    }

    /** Passes over bytes that are there; backwards where it is negative. */
    void skip(int length) {
        position += length;
    }

    /** A finite double. */
    double real() {
        double value = Double.longBitsToDouble(fixed(Double.BYTES));
        if (!Double.isFinite(value)) {
            throw new ProfileFormatException("value is not finite: " + value + at());
        }
        return value;
    }

    /** A string of at most so many UTF-16 units. */
    public String text(int maxLength) {
        int length = size("characters", maxLength, 1);
        char[] value = new char[length];
        for (int i = 0; i < length; i++) {
            value[i] = unit();
        }
        return new String(value);
    }

    /** A UTF-16 unit. */
    char unit() {
        long unit = number();
        if (unit < 0 || unit > Character.MAX_VALUE) {
            throw new ProfileFormatException("character " + Long.toUnsignedString(unit) + at());
        }
        return (char) unit;
    }

    /** Refuses bytes behind the last element. */
    public void requireEnd() {
        if (position != bytes.length) {
            throw new ProfileFormatException((bytes.length - position) + " bytes left over" + at());
        }
    }

    /** Where the reader stands, for messages. */
    public String at() {
        return " (before byte " + position + " of " + bytes.length + ")";
    }

    private void require(int length) {
        if (length > bytes.length - position) {
            throw new ProfileFormatException("truncated: " + length + " more bytes expected" + at());
        }
    }
}
