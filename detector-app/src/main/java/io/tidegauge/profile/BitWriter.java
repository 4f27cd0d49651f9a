package io.tidegauge.profile;

/** Bits, the highest of a byte first, written into whole bytes. They go on by words, which is many times faster. */
final class BitWriter {

    private final ProfileWriter out;

    /** The bits of the next word, from the highest on; zeros where there are none yet. */
    private long pending;

    /** How many more the word takes; never 0. */
    private int free = Long.SIZE;

    BitWriter(ProfileWriter out) {
        this.out = out;
    }

    /** The lowest bits of a value, the highest of them first. */
    void bits(long value, int length) {
        if (length == 0) {
            return;
        }
        long bits = value & -1L >>> (Long.SIZE - length);
        int over = length - free;
        if (over < 0) {
            free = -over;
            pending |= bits << free;
        } else {
            out.fixed(pending | bits >>> over, Long.BYTES);
            free = Long.SIZE - over;
            pending = over == 0 ? 0 : bits << free;
        }
    }

    /** So many ones. */
    void ones(int length) {
        bits(-1, length);
    }

    /** Fills the last byte up with zeros. */
    void end() {
        int bytes = (Long.SIZE - free + Byte.SIZE - 1) / Byte.SIZE;
        if (bytes > 0) {
            out.fixed(pending >>> (Long.SIZE - Byte.SIZE * bytes), bytes);
        }
        pending = 0;
        free = Long.SIZE;
    }
}
