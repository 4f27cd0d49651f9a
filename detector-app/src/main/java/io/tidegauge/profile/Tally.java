package io.tidegauge.profile;

/**
 * What is counted of a feature beside its numbers and categories.
 *
 * @param rows events that named the feature
 * @param nulls of these, without a value
 * @param nans not-a-numbers
 * @param positiveInfinities infinities above
 * @param negativeInfinities infinities below
 * @param trues booleans that are true
 * @param falses booleans that are false
 */
record Tally(
        long rows, long nulls, long nans, long positiveInfinities, long negativeInfinities, long trues, long falses) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    Tally {
        if ((rows | nulls | nans | positiveInfinities | negativeInfinities | trues | falses) < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    Tally plus(Tally other) {
        return new Tally(
                Math.addExact(rows, other.rows),
                Math.addExact(nulls, other.nulls),
                Math.addExact(nans, other.nans),
                Math.addExact(positiveInfinities, other.positiveInfinities),
                Math.addExact(negativeInfinities, other.negativeInfinities),
                Math.addExact(trues, other.trues),
                Math.addExact(falses, other.falses));
    }

    Tally minus(Tally part) {
        return new Tally(
                rows - part.rows,
                nulls - part.nulls,
                nans - part.nans,
                positiveInfinities - part.positiveInfinities,
                negativeInfinities - part.negativeInfinities,
                trues - part.trues,
                falses - part.falses);
    }

    /** Rows that are accounted for here. */
    long counted() {
        long infinities = Math.addExact(positiveInfinities, negativeInfinities);
        long booleans = Math.addExact(trues, falses);
        return Math.addExact(Math.addExact(nulls, nans), Math.addExact(infinities, booleans));
    }
}
