package io.tidegauge.profile;

import java.io.ByteArrayOutputStream;

/** The elements of a compact format, written. */
public final class ProfileWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    /** One byte. */
    public void octet(int value) {
        bytes.write(value);
    }

    /** Bytes as they are. */
    public void octets(byte[] value) {
        bytes.write(value, 0, value.length);
    }

    /** An unsigned number in groups of seven bits, the lowest first: 1 to 10 bytes. */
    public void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** A signed number, small magnitudes short. */
    public void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    /** The lowest bytes of a number, the highest of them first. */
    void fixed(long value, int length) {
        for (int i = length - 1; i >= 0; i--) {
            bytes.write((int) (value >>> (8 * i)));
        }
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
        return bytes.size();
    }

    /** All that was written. */
    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
