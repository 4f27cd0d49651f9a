package io.tidegauge.profile;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
        SortedMap<String, Long> counts = categories.counts();
        out.number(counts.size());
        out.number(categories.total()
                - counts.values().stream().mapToLong(Long::longValue).sum());
        DistinctCounter distinct = categories.distinctCounter();
        out.octet(distinct == null ? 0 : 1);
        if (distinct != null) {
            out.octets(distinct.registers());
        }
        Codes codes = new Codes();
        BitWriter bits = new BitWriter(out);
        ProfileWriter units = new ProfileWriter();
        String before = "";
        for (Map.Entry<String, Long> category : counts.entrySet()) {
            String label = category.getKey();
            int shared = shared(before, label);
            codes.shared.write(bits, shared);
            codes.more.write(bits, label.length() - shared);
            codes.rows.write(bits, category.getValue() - 1);
            label.chars().skip(shared).forEach(units::number);
            before = label;
        }
        bits.end();
        out.octets(units.toByteArray());
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
        TreeMap<String, Long> counts = new TreeMap<>();
        long total = other;
        String before = "";
        for (int i = 0; i < size; i++) {
            String label = before.substring(0, shared[i]) + units(in, more[i]);
            if (i > 0 && label.compareTo(before) <= 0) {
                throw new ProfileFormatException("category '" + label + "' out of order" + in.at());
            }
            total = Math.addExact(total, rows[i]);
            counts.put(label, rows[i]);
            before = label;
        }
        return new CategoryCounts(counts, total, distinct);
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

    private static String units(ProfileReader in, int length) {
        char[] units = new char[length];
        for (int i = 0; i < length; i++) {
            units[i] = in.unit();
        }
        return new String(units);
    }

    /** How the figures of the categories before make those of the next one short. */
    private static final class Codes {
        private final AdaptiveCode shared = new AdaptiveCode();
        private final AdaptiveCode more = new AdaptiveCode();
        private final AdaptiveCode rows = new AdaptiveCode();
    }
}
