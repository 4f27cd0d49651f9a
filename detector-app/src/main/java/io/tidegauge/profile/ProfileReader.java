package io.tidegauge.profile;

/** The elements of the profile format, read; never past the end, and never more than the bytes can hold. */
final class ProfileReader {

    private static final int MAX_NUMBER_BYTES = 10;

    private final byte[] bytes;
    private int position;

    ProfileReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    /** An octet that must not be greater than {@code max}. */
    int octet(String what, int max) {
        int value = octet();
        if (value > max) {
            throw new ProfileFormatException(what + " is " + value + ", more than " + max + at());
        }
        return value;
    }

    byte[] octets(int length) {
        require(length);
        byte[] value = new byte[length];
        System.arraycopy(bytes, position, value, 0, length);
        position += length;
        return value;
    }

    long number() {
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

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A count of rows: not negative. */
    long count() {
        long value = number();
        if (value < 0) {
            throw new ProfileFormatException("count of more than 63 bits" + at());
        }
        return value;
    }

    /** How many elements follow: at most {@code max}, and no more than the bytes left can hold. */
    int size(String what, int max, int bytesEach) {
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

    /** A finite double. */
    double real() {
        double value = Double.longBitsToDouble(fixed(Double.BYTES));
        if (!Double.isFinite(value)) {
            throw new ProfileFormatException("value is not finite: " + value + at());
        }
        return value;
    }

    String text(int maxLength) {
        int length = size("characters", maxLength, 1);
        char[] value = new char[length];
        for (int i = 0; i < length; i++) {
            long unit = number();
            if (unit < 0 || unit > Character.MAX_VALUE) {
                throw new ProfileFormatException("character " + Long.toUnsignedString(unit) + at());
            }
            value[i] = (char) unit;
        }
        return new String(value);
    }

    void requireEnd() {
        if (position != bytes.length) {
            throw new ProfileFormatException((bytes.length - position) + " bytes left over" + at());
        }
    }

    /** Where the reader stands, for messages. */
    String at() {
        return " (before byte " + position + " of " + bytes.length + ")";
    }

    private void require(int length) {
        if (length > bytes.length - position) {
            throw new ProfileFormatException("truncated: " + length + " more bytes expected" + at());
        }
    }
}
