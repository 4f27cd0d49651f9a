package io.tidegauge.profile;

/**
 * Bits as {@link BitWriter} wrote them. Whole words are read ahead where there are as many bytes, and what was not needed
 * is given back at the end.
 */
final class BitReader {

    /** A word read at any bit is sure to hold so many of those that follow. */
    private static final int SURE = Long.SIZE - Byte.SIZE;

    private final ProfileReader in;

    /** The next bits, from the highest on. */
    private long ahead;

    /** How many of them count as read; what is behind is zero, or what will be read there. */
    private int left;

    BitReader(ProfileReader in) {
        this.in = in;
    }

    /** A number of up to 64 bits. */
    long bits(int length) {
        if (length > SURE) {
            long high = bits(length - Integer.SIZE);
            return high << Integer.SIZE | bits(Integer.SIZE);
        }
        require(length);
        // In two steps, since there is no shift by all 64.
        long value = ahead >>> 1 >>> (Long.SIZE - 1 - length);
        ahead <<= length;
        left -= length;
        return value;
    }

    /**
     * How many ones there are before the next zero, which is taken too; of {@code most} ones, 55 at most, none is looked
     * for.
     */
    int ones(int most) {
        if (left <= most) {
            readAhead();
        }
        int ones = Math.min(Long.numberOfLeadingZeros(~ahead), most);
        bits(ones < most ? ones + 1 : ones);
        return ones;
    }

    private void require(int length) {
        if (length > left) {
            readAhead();
            if (length > left) {
                in.octet(); // refuses: there is none
            }
        }
    }

    private void readAhead() {
        if (in.left() >= Long.BYTES) {
            ahead |= in.peekWord() >>> left;
            int bytes = (Long.SIZE - left) / Byte.SIZE;
            in.skip(bytes);
            left += bytes * Byte.SIZE;
            return;
        }
        while (left <= SURE && in.left() > 0) {
            ahead |= (long) in.octet() << (SURE - left);
            left += Byte.SIZE;
        }
    }

    /** Refuses other bits than zeros up to the end of the byte. */
    void end() {
        int filling = left % Byte.SIZE;
        in.skip(-(left / Byte.SIZE));
        if (bits(filling) != 0) {
            throw new ProfileFormatException("bits left over" + in.at());
        }
        ahead = 0;
        left = 0;
    }
}
