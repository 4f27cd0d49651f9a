package io.tidegauge.profile;

/**
 * The bytes of a histogram within a profile:
 *
 * <pre>
 * size           how many buckets; of none, nothing follows
 * shift          one byte
 * zeros          one byte: low bits that are zero in every prefix and left out of them
 * prefixes       the first (signed), then of each the distance from the one before, less 1
 * rows           of each bucket: 2·rows, plus 1 if its values are unequal
 * value form     one byte: 0 = the low bits of the key, in as few bytes as the shift has; 1 = the double's 8 bytes
 * values         of each bucket of a single value
 * </pre>
 *
 * <p>Form 1 is for mappings that give several values one key, where a key does not lead back to the value.
 */
final class SketchCodec {

    private static final int FORM_KEYS = 0;
    private static final int FORM_VALUES = 1;

    private SketchCodec() {}

    static void write(ProfileWriter out, NumericSketch sketch) {
        Buckets buckets = sketch.buckets();
        out.number(buckets.size());
        if (buckets.size() == 0) {
            return;
        }
        out.octet(buckets.shift());
        writePrefixes(out, buckets.prefixes());
        for (int i = 0; i < buckets.size(); i++) {
            out.number(buckets.counts()[i] << 1 | (sketch.single(i) ? 0 : 1));
        }
        boolean keys = keysLeadBack(sketch);
        out.octet(keys ? FORM_KEYS : FORM_VALUES);
        for (int i = 0; i < buckets.size(); i++) {
            if (sketch.single(i)) {
                double value = buckets.values()[i];
                if (keys) {
                    out.fixed(sketch.mapping().key(value), keyBytes(buckets.shift()));
                } else {
                    out.real(value);
                }
            }
        }
    }

    private static void writePrefixes(ProfileWriter out, long[] prefixes) {
        int zeros = commonZeros(prefixes);
        out.octet(zeros);
        out.signed(prefixes[0] >> zeros);
        for (int i = 1; i < prefixes.length; i++) {
            out.number((prefixes[i] >> zeros) - (prefixes[i - 1] >> zeros) - 1);
        }
    }

    static int commonZeros(long[] prefixes) {
        long any = 0;
        for (long prefix : prefixes) {
            any |= prefix;
        }
        return any == 0 ? 0 : Long.numberOfTrailingZeros(any);
    }

    static boolean keysLeadBack(NumericSketch sketch) {
        KeyMapping mapping = sketch.mapping();
        if (mapping.kind() == KeyMapping.Kind.STANDARD) {
            return true; // keys are the values' own bits
        }
        for (double value : sketch.buckets().values()) {
            if (!Buckets.isMulti(value) && mapping.value(mapping.key(value)) != value) {
                return false;
            }
        }
        return true;
    }

    private static int keyBytes(int shift) {
        return (shift + Byte.SIZE - 1) / Byte.SIZE;
    }

    static NumericSketch read(ProfileReader in, KeyMapping mapping) {
        int size = in.size("buckets", NumericSketch.MAX_PREFIXES, 2);
        if (size == 0) {
            return NumericSketch.empty(mapping);
        }
        int shift = in.octet("shift", Buckets.MAX_SHIFT);
        long[] prefixes = readPrefixes(in, size, shift);
        long[] rows = new long[size];
        for (int i = 0; i < size; i++) {
            rows[i] = in.number();
        }
        int form = in.octet("value form", FORM_VALUES);
        Buckets.Builder builder = new Buckets.Builder(shift, size);
        int multis = 0;
        for (int i = 0; i < size; i++) {
            boolean multi = (rows[i] & 1) != 0;
            long count = rows[i] >>> 1;
            if (count < (multi ? 2 : 1)) {
                throw new ProfileFormatException("bucket of " + count + " rows" + in.at());
            }
            multis += multi ? 1 : 0;
            double value =
                    multi ? multi(mapping, prefixes[i], shift) : readValue(in, mapping, form, prefixes[i], shift);
            builder.add(prefixes[i], count, value);
        }
        if (shift > 0 && size + multis <= NumericSketch.MAX_PREFIXES) {
            throw new ProfileFormatException(size + " buckets would fit a smaller shift than " + shift + in.at());
        }
        return NumericSketch.of(mapping, builder.build());
    }

    private static long[] readPrefixes(ProfileReader in, int size, int shift) {
        int zeros = in.octet("zero bits", Long.SIZE - 1);
        long[] prefixes = new long[size];
        long next = in.signed();
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                next = following(next, in);
            }
            prefixes[i] = next << zeros;
            if (prefixes[i] << shift >> shift >> zeros != next) {
                throw new ProfileFormatException("prefix " + next + " of more bits than a key has" + in.at());
            }
        }
        return prefixes;
    }

    /** From the lowest key to the highest is more than 63 bits: the distance is read as unsigned. */
    private static long following(long prefix, ProfileReader in) {
        long following = prefix + in.number() + 1;
        if (following <= prefix) {
            throw new ProfileFormatException("a prefix beyond 64 bits follows " + prefix + in.at());
        }
        return following;
    }

    static double multi(KeyMapping mapping, long prefix, int shift) {
        double highest = mapping.value(NumericSketch.highestKey(prefix, shift));
        if (highest == -Double.MAX_VALUE || mapping.key(Math.nextDown(highest)) < prefix << shift) {
            throw new IllegalArgumentException("no unequal values share prefix " + prefix + " at shift " + shift);
        }
        return Buckets.MULTI;
    }

    private static double readValue(ProfileReader in, KeyMapping mapping, int form, long prefix, int shift) {
        double value;
        if (form == FORM_VALUES) {
            value = in.real() + 0.0;
        } else {
            long mask = (1L << shift) - 1;
            value = mapping.value(prefix << shift | (in.fixed(keyBytes(shift)) & mask));
        }
        if (mapping.key(value) >> shift != prefix) {
            throw new IllegalArgumentException("value " + value + " does not have the prefix " + prefix);
        }
        return value;
    }
}
