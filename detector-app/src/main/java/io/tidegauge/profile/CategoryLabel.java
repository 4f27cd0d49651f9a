package io.tidegauge.profile;

/** How categories are named and hashed. Both are part of stored profiles and must not change. */
final class CategoryLabel {

    /** Characters of a label at most. */
    static final int MAX_LENGTH = 256;

    /** Characters kept of a longer string. */
    static final int KEPT_LENGTH = 200;

    /** Doubles below this hold every whole number. */
    private static final double WHOLE_NUMBERS = 0x1p53;

    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x100_0000_01B3L;

    private CategoryLabel() {}

    /**
     * The string itself up to {@value #MAX_LENGTH} characters; a longer one as its first {@value #KEPT_LENGTH}, then
     * "…#" and its hash in hex, so that memory is bounded and different strings stay different categories.
     */
    static String of(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(KEPT_LENGTH - 1)) ? KEPT_LENGTH - 1 : KEPT_LENGTH;
        return text.substring(0, end) + "…#" + String.format("%016x", hash(text));
    }

    /** A number as a category; whole numbers without a fraction: 3, 2.5, 1.0E20. */
    static String of(double x) {
        return x == Math.rint(x) && Math.abs(x) < WHOLE_NUMBERS ? Long.toString((long) x) : Double.toString(x);
    }

    /** FNV-1a over the UTF-16 bytes, low byte first, then MurmurHash3's 64-bit finalizer to spread every bit. */
    static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            hash = (hash ^ (c & 0xFF)) * FNV_PRIME;
            hash = (hash ^ (c >>> 8)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
        return hash ^ (hash >>> 33);
    }
}
