package io.tidegauge.profile;

/**
 * How many distinct prefixes ascending ones become when they are shortened: two neighbours share a prefix exactly when the
 * shift covers their highest differing bit.
 */
final class Separations {

    /** Neighbours by how many bits reach up to their highest differing one; 0 where they are equal. */
    private final int[] separatedBelow = new int[Long.SIZE + 1];

    private int given;

    private Separations() {}

    /** Of ascending prefixes. */
    static Separations of(long[] ascending) {
        Separations all = new Separations();
        all.given = ascending.length;
        for (int i = 1; i < ascending.length; i++) {
            all.follow(ascending[i - 1], ascending[i]);
        }
        return all;
    }

    /** Of the prefixes in two ascending lists, together, when those of each have been shifted by so many bits. */
    static Separations ofBoth(long[] some, int someBy, long[] others, int othersBy) {
        Separations all = new Separations();
        all.given = some.length + others.length;
        int i = 0;
        int j = 0;
        long before = 0;
        while (i < some.length || j < others.length) {
            long next;
            if (j == others.length || (i < some.length && some[i] >> someBy <= others[j] >> othersBy)) {
                next = some[i++] >> someBy;
            } else {
                next = others[j++] >> othersBy;
            }
            if (i + j > 1) {
                all.follow(before, next);
            }
            before = next;
        }
        return all;
    }

    private void follow(long before, long next) {
        separatedBelow[Buckets.separation(before, next)]++;
    }

    /** How many distinct prefixes are left after a shift. */
    int distinct(int shift) {
        int distinct = given;
        for (int i = 0; i <= shift; i++) {
            distinct -= separatedBelow[i];
        }
        return distinct;
    }

    /** The smallest shift that leaves at most {@code limit} distinct prefixes. */
    int shiftFor(int limit) {
        return Buckets.shiftFor(separatedBelow, given, limit);
    }

    /**
     * The prefixes in two ascending lists, when those of each have been shifted by so many bits: each once, ascending.
     *
     * @param size how many there are
     */
    static long[] union(long[] some, int someBy, long[] others, int othersBy, int size) {
        long[] union = new long[size];
        int end = 0;
        int i = 0;
        int j = 0;
        long last = 0;
        // Additions and no branches, since which list is next cannot be foreseen.
        while (i < some.length && j < others.length) {
            long a = some[i] >> someBy;
            long b = others[j] >> othersBy;
            long next = Math.min(a, b);
            end += end == 0 || next != last ? 1 : 0;
            union[end - 1] = next;
            last = next;
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }
        for (; i < some.length; i++) {
            end += end == 0 || some[i] >> someBy != union[end - 1] ? 1 : 0;
            union[end - 1] = some[i] >> someBy;
        }
        for (; j < others.length; j++) {
            end += end == 0 || others[j] >> othersBy != union[end - 1] ? 1 : 0;
            union[end - 1] = others[j] >> othersBy;
        }
        return union;
    }
}
