package io.tidegauge.profile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The elements of a compact format, written. */
public final class ProfileWriter {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[256];
    private int size;

    /** One byte. */
    public void octet(int value) {
        if (size == bytes.length) {
            makeRoom(1);
        }
        bytes[size++] = (byte) value;
    }

    private void makeRoom(int length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, length)));
    }

    /** Bytes as they are. */
    public void octets(byte[] value) {
        if (value.length > bytes.length - size) {
            makeRoom(value.length);
        }
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** An unsigned number in groups of seven bits, the lowest first: 1 to 10 bytes. */
    public void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** A signed number, small magnitudes short. */
    public void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    /** The lowest bytes of a number, the highest of them first. */
    void fixed(long value, int length) {
        if (length == Long.BYTES) {
            word(value);
            return;
        }
        for (int i = length - 1; i >= 0; i--) {
            octet((int) (value >>> (8 * i)));
        }
    }

    private void word(long value) {
        if (Long.BYTES > bytes.length - size) {
            makeRoom(Long.BYTES);
        }
        WORDS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** The bits of a double, in 8 bytes. */
    void real(double value) {
        fixed(Double.doubleToRawLongBits(value), Double.BYTES);
    }

    /** A string by its UTF-16 units, which also keeps what is no valid Unicode. */
    public void text(String value) {
        number(value.length());
        for (int i = 0; i < value.length(); i++) {
            number(value.charAt(i));
        }
    }

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    /** All that was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
