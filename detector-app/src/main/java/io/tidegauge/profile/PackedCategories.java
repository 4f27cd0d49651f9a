package io.tidegauge.profile;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of categories in a packed profile:
 *
 * <pre>
 * size           how many categories
 * other rows     of categories not kept
 * approximate    one byte: 0 exact, 1 approximate, then 4,096 registers of a byte each
 * bits           of each category, in their order: how many UTF-16 units it begins with that the one before begins with,
 *                too; how many more it has; its rows less 1; each kind in an {@link AdaptiveCode} of its own; then zeros
 *                up to the end of a byte
 * units          of each category, those it has more
 * </pre>
 */
final class PackedCategories {

    private PackedCategories() {}

    static void write(ProfileWriter out, CategoryCounts categories) {
        out.number(categories.size());
        out.number(categories.total() - categories.named());
        DistinctCounter distinct = categories.distinctCounter();
        out.octet(distinct == null ? 0 : 1);
        if (distinct != null) {
            out.octets(distinct.registers());
        }
        Writing writing = new Writing(out);
        categories.forEach(writing::add);
        writing.bits.end();
        out.octets(writing.units.toByteArray());
    }

    private static int shared(String before, String label) {
        int most = Math.min(before.length(), label.length());
        int shared = 0;
        while (shared < most && before.charAt(shared) == label.charAt(shared)) {
            shared++;
        }
        return shared;
    }

    static CategoryCounts read(ProfileReader in) {
        int size = in.size("categories", CategoryCounts.MAX_CATEGORIES, 0);
        long other = in.count();
        @Nullable DistinctCounter distinct = ProfileCodec.readDistinct(in);
        if (other > 0 && distinct == null) {
            throw new ProfileFormatException(other + " other rows in exact categories" + in.at());
        }
        int[] shared = new int[size];
        int[] more = new int[size];
        long[] rows = new long[size];
        readFigures(in, shared, more, rows);
        String[] labels = new String[size];
        long total = other;
        // Holds the label before, of which the next one keeps the beginning.
        char[] units = new char[CategoryLabel.MAX_LENGTH];
        for (int i = 0; i < size; i++) {
            int length = shared[i] + more[i];
            for (int at = shared[i]; at < length; at++) {
                units[at] = in.unit();
            }
            labels[i] = new String(units, 0, length);
            if (i > 0 && labels[i].compareTo(labels[i - 1]) <= 0) {
                throw new ProfileFormatException("category '" + labels[i] + "' out of order" + in.at());
            }
            total = Math.addExact(total, rows[i]);
        }
        return new CategoryCounts(labels, rows, total, distinct);
    }

    /** Reads lengths and rows; labels of these lengths are no longer than a profile's may be, all together. */
    private static void readFigures(ProfileReader in, int[] shared, int[] more, long[] rows) {
        Codes codes = new Codes();
        BitReader bits = new BitReader(in);
        int before = 0;
        int characters = 0;
        for (int i = 0; i < rows.length; i++) {
            shared[i] = length(codes.shared.read(bits), before);
            more[i] = length(codes.more.read(bits), CategoryLabel.MAX_LENGTH - shared[i]);
            rows[i] = codes.rows.read(bits) + 1;
            before = shared[i] + more[i];
            characters += before;
            if (rows[i] <= 0 || characters > CategoryCounts.MAX_CHARACTERS) {
                throw new ProfileFormatException(
                        "categories of " + characters + " characters, one of " + rows[i] + " rows" + in.at());
            }
        }
        bits.end();
    }

    private static int length(long length, int most) {
        if (length < 0 || length > most) {
            throw new ProfileFormatException(
                    "label of " + Long.toUnsignedString(length) + " characters where " + most + " may be");
        }
        return (int) length;
    }

    /** How the figures of the categories before make those of the next one short. */
    private static final class Codes {
        private final AdaptiveCode shared = new AdaptiveCode();
        private final AdaptiveCode more = new AdaptiveCode();
        private final AdaptiveCode rows = new AdaptiveCode();
    }

    /** Writes one category after the other. */
    private static final class Writing {
        private final Codes codes = new Codes();
        private final BitWriter bits;
        private final ProfileWriter units = new ProfileWriter();
        private String before = "";

        Writing(ProfileWriter out) {
            bits = new BitWriter(out);
        }

        void add(String label, long rows) {
            int shared = shared(before, label);
            codes.shared.write(bits, shared);
            codes.more.write(bits, label.length() - shared);
            codes.rows.write(bits, rows - 1);
            for (int i = shared; i < label.length(); i++) {
                units.number(label.charAt(i));
            }
            before = label;
        }
    }
}
