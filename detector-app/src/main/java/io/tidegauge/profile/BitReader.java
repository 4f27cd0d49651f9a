package io.tidegauge.profile;

/** Bits as {@link BitWriter} wrote them. */
final class BitReader {

    private final ProfileReader in;
    private int pending;
    private int left;

    BitReader(ProfileReader in) {
        this.in = in;
    }

    /** A number of up to 64 bits. */
    long bits(int length) {
        long value = 0;
        int missing = length;
        while (missing > 0) {
            if (left == 0) {
                pending = in.octet();
                left = Byte.SIZE;
            }
            int taken = Math.min(missing, left);
            missing -= taken;
            left -= taken;
            value = value << taken | (pending >>> left & (1 << taken) - 1);
        }
        return value;
    }

    /** How many ones there are before the next zero, which is taken too; of {@code most} ones, none is looked for. */
    int ones(int most) {
        int ones = 0;
        while (ones < most && bits(1) != 0) {
            ones++;
        }
        return ones;
    }

    /** Refuses other bits than zeros up to the end of the byte. */
    void end() {
        if ((pending & (1 << left) - 1) != 0) {
            throw new ProfileFormatException("bits left over" + in.at());
        }
        left = 0;
    }
}
