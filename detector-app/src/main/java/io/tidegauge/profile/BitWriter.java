package io.tidegauge.profile;

/** Bits, the highest of a byte first, written into whole bytes. */
final class BitWriter {

    private final ProfileWriter out;
    private int pending;
    private int free = Byte.SIZE;

    BitWriter(ProfileWriter out) {
        this.out = out;
    }

    /** The lowest bits of a value, the highest of them first. */
    void bits(long value, int length) {
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, free);
            left -= taken;
            free -= taken;
            pending |= (int) (value >>> left & (1L << taken) - 1) << free;
            if (free == 0) {
                flush();
            }
        }
    }

    /** So many ones. */
    void ones(int length) {
        bits(-1, length);
    }

    /** Fills the last byte up with zeros. */
    void end() {
        if (free < Byte.SIZE) {
            flush();
        }
    }

    private void flush() {
        out.octet(pending);
        pending = 0;
        free = Byte.SIZE;
    }
}
