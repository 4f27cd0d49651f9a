package io.tidegauge.profile;

/**
 * The bytes of a histogram in a packed profile:
 *
 * <pre>
 * size           how many buckets; of none, nothing follows
 * shift          one byte
 * zeros          one byte: low bits that are zero in every prefix and left out of them
 * first prefix   signed
 * kinds          one byte: 0 = every bucket has a single value, 1 = exactly those of one row have, 2 = the others say
 * value form     one byte: 255 = the double's 64 bits, else the key's bits below the prefix, without so many zeros that
 *                all end in
 * buckets        bits: of each but the first the distance from the prefix before, less 1; rows; in kind 2, where there
 *                are several rows, one bit, 1 if their values are unequal; if equal, the value
 * </pre>
 *
 * <p>Distances and rows have an {@link AdaptiveCode} each. Of rows, the difference from those of the buckets before is
 * coded: {@code d = (rows - 1) - level / 8} as 2d, or -2d - 1 where it is negative; the level begins with 0, and after
 * each bucket takes on {@code rows - 1}, 2^56 at most, less an eighth of itself.
 *
 * <p>Other than {@link SketchCodec} this also takes a grid that is coarser than the rows need.
 */
final class PackedSketch {

    private static final int ALL_SINGLE = 0;
    private static final int SINGLE_IF_ALONE = 1;
    private static final int EACH_SAYS = 2;
    private static final int DOUBLES = 255;
    private static final int SMOOTHING_BITS = 3;
    private static final long HIGHEST_LEVEL = 1L << 56;

    private final KeyMapping mapping;
    private final int shift;
    private final int kinds;
    private final int valueForm;
    private final AdaptiveCode distances = new AdaptiveCode();
    private final AdaptiveCode rows = new AdaptiveCode();
    private long level;

    private PackedSketch(KeyMapping mapping, int shift, int kinds, int valueForm) {
        this.mapping = mapping;
        this.shift = shift;
        this.kinds = kinds;
        this.valueForm = valueForm;
    }

    static void write(ProfileWriter out, NumericSketch sketch) {
        Buckets buckets = sketch.buckets();
        out.number(buckets.size());
        if (buckets.size() == 0) {
            return;
        }
        int zeros = SketchCodec.commonZeros(buckets.prefixes());
        int kinds = kindsOf(sketch);
        int valueForm = SketchCodec.keysLeadBack(sketch) ? lowZeros(sketch) : DOUBLES;
        out.octet(buckets.shift());
        out.octet(zeros);
        out.signed(buckets.prefixes()[0] >> zeros);
        out.octet(kinds);
        out.octet(valueForm);
        new PackedSketch(sketch.mapping(), buckets.shift(), kinds, valueForm).writeBuckets(out, buckets, zeros);
    }

    private static int kindsOf(NumericSketch sketch) {
        if (sketch.exact()) {
            return ALL_SINGLE;
        }
        for (int i = 0; i < sketch.size(); i++) {
            if (sketch.single(i) != (sketch.count(i) == 1)) {
                return EACH_SAYS;
            }
        }
        return SINGLE_IF_ALONE;
    }

    /** Bits that are zero at the end of every single value's key, as many as the shift at most. */
    private static int lowZeros(NumericSketch sketch) {
        long any = 1L << sketch.shift();
        for (int i = 0; i < sketch.size(); i++) {
            if (sketch.single(i)) {
                any |= sketch.mapping().key(sketch.value(i));
            }
        }
        return Long.numberOfTrailingZeros(any);
    }

    private void writeBuckets(ProfileWriter to, Buckets buckets, int zeros) {
        BitWriter out = new BitWriter(to);
        for (int i = 0; i < buckets.size(); i++) {
            if (i > 0) {
                distances.write(out, (buckets.prefixes()[i] >> zeros) - (buckets.prefixes()[i - 1] >> zeros) - 1);
            }
            writeRows(out, buckets.counts()[i]);
            double value = buckets.values()[i];
            if (kinds == EACH_SAYS && buckets.counts()[i] > 1) {
                out.bits(Buckets.isMulti(value) ? 1 : 0, 1);
            }
            if (!Buckets.isMulti(value)) {
                writeValue(out, value);
            }
        }
        out.end();
    }

    private void writeRows(BitWriter out, long count) {
        long difference = count - 1 - (level >> SMOOTHING_BITS);
        rows.write(out, difference << 1 ^ difference >> 63);
        follow(count - 1);
    }

    private void follow(long more) {
        level += Math.min(more, HIGHEST_LEVEL) - (level >> SMOOTHING_BITS);
    }

    private void writeValue(BitWriter out, double value) {
        if (valueForm == DOUBLES) {
            out.bits(Double.doubleToRawLongBits(value), Double.SIZE);
        } else {
            out.bits(mapping.key(value) >> valueForm, shift - valueForm);
        }
    }

    static NumericSketch read(ProfileReader in, KeyMapping mapping) {
        int size = in.size("buckets", NumericSketch.MAX_PREFIXES, 0);
        if (size == 0) {
            return NumericSketch.empty(mapping);
        }
        int shift = in.octet("shift", Buckets.MAX_SHIFT);
        int zeros = in.octet("zero bits", Long.SIZE - 1);
        long first = in.signed();
        int kinds = in.octet("kinds", EACH_SAYS);
        int valueForm = in.octet();
        if (valueForm != DOUBLES && valueForm > shift) {
            throw new ProfileFormatException("value form is " + valueForm + " at shift " + shift + in.at());
        }
        return NumericSketch.onGrid(
                mapping, new PackedSketch(mapping, shift, kinds, valueForm).readBuckets(in, size, first, zeros));
    }

    private Buckets readBuckets(ProfileReader from, int size, long first, int zeros) {
        BitReader in = new BitReader(from);
        Buckets.Builder builder = new Buckets.Builder(shift, size);
        long next = first;
        for (int i = 0; i < size; i++) {
            next = i == 0 ? first : following(next, distances.read(in));
            long prefix = next << zeros;
            if (prefix << shift >> shift >> zeros != next) {
                throw new ProfileFormatException("prefix " + next + " of more bits than a key has" + from.at());
            }
            long count = readRows(in);
            builder.add(
                    prefix,
                    count,
                    isSingle(in, count) ? readValue(in, prefix) : SketchCodec.multi(mapping, prefix, shift));
        }
        in.end();
        return builder.build();
    }

    private static long following(long prefix, long distance) {
        long following = prefix + distance + 1;
        if (following <= prefix) {
            throw new ProfileFormatException("a prefix beyond 64 bits follows " + prefix);
        }
        return following;
    }

    private long readRows(BitReader in) {
        long code = rows.read(in);
        long more = (level >> SMOOTHING_BITS) + (code >>> 1 ^ -(code & 1));
        if (more < 0 || more == Long.MAX_VALUE) {
            throw new ProfileFormatException("bucket of " + more + " more rows than one");
        }
        follow(more);
        return more + 1;
    }

    private boolean isSingle(BitReader in, long count) {
        return switch (kinds) {
            case ALL_SINGLE -> true;
            case SINGLE_IF_ALONE -> count == 1;
            default -> count == 1 || in.bits(1) == 0;
        };
    }

    private double readValue(BitReader in, long prefix) {
        double value = valueForm == DOUBLES
                ? Double.longBitsToDouble(in.bits(Double.SIZE)) + 0.0
                : mapping.value(prefix << shift | in.bits(shift - valueForm) << valueForm);
        if (!Double.isFinite(value) || mapping.key(value) >> shift != prefix) {
            throw new ProfileFormatException("value " + value + " does not have the prefix " + prefix);
        }
        return value;
    }
}
