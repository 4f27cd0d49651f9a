package io.tidegauge.profile;

import java.util.TreeMap;

/**
 * The bytes of an {@link Association}, numbers and sums as in {@link ProfileCodec}:
 *
 * <pre>
 * numbers        rows; where there are any, the sums of x, y, x², y² and x·y
 * categories     one byte: 1 complete, then how many pairs; each: the feature's category, the prediction's, rows
 *                          0 too many, then rows
 * </pre>
 */
final class AssociationCodec {

    private AssociationCodec() {}

    static void write(ProfileWriter out, Association association) {
        JointSums sums = association.numbers();
        out.number(sums.n());
        if (sums.n() > 0) {
            ProfileCodec.writeSum(out, sums.x());
            ProfileCodec.writeSum(out, sums.y());
            ProfileCodec.writeSum(out, sums.xx());
            ProfileCodec.writeSum(out, sums.yy());
            ProfileCodec.writeSum(out, sums.xy());
        }
        writeCounts(out, association.categories());
    }

    private static void writeCounts(ProfileWriter out, JointCounts counts) {
        out.octet(counts.complete() ? 1 : 0);
        if (!counts.complete()) {
            out.number(counts.rows());
            return;
        }
        out.number(counts.pairs().size());
        counts.pairs().forEach((pair, rows) -> {
            out.text(pair.feature());
            out.text(pair.prediction());
            out.number(rows);
        });
    }

    static Association read(ProfileReader in) {
        long n = in.count();
        JointSums sums = n == 0
                ? JointSums.NONE
                : new JointSums(
                        n,
                        ProfileCodec.readSum(in, 1),
                        ProfileCodec.readSum(in, 1),
                        ProfileCodec.readSum(in, 2),
                        ProfileCodec.readSum(in, 2),
                        ProfileCodec.readSum(in, 2));
        Association association = new Association(sums, readCounts(in));
        if (association.rows() == 0) {
            throw new ProfileFormatException("an association without rows" + in.at());
        }
        return association;
    }

    private static JointCounts readCounts(ProfileReader in) {
        if (in.octet("complete", 1) == 0) {
            return JointCounts.tooMany(in.count());
        }
        int size = in.size("pairs", JointCounts.MAX_PAIRS, 3);
        TreeMap<JointCounts.Pair, Long> pairs = new TreeMap<>();
        long rows = 0;
        for (int i = 0; i < size; i++) {
            JointCounts.Pair pair =
                    new JointCounts.Pair(in.text(CategoryLabel.MAX_LENGTH), in.text(CategoryLabel.MAX_LENGTH));
            if (i > 0 && pair.compareTo(pairs.lastKey()) <= 0) {
                throw new ProfileFormatException("pair " + pair + " out of order" + in.at());
            }
            long count = in.count();
            rows = Math.addExact(rows, count);
            pairs.put(pair, count);
        }
        return new JointCounts(rows, true, pairs);
    }
}
