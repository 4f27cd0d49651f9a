package io.tidegauge.profile;

/**
 * A feature beside the prediction of the same events, as a mergeable value: sums of products where both are numbers, counts
 * of pairs where both are categories. Rows without a value on either side, and numbers beside categories, are left out. A
 * boolean prediction is the number 0 or 1 to a number, and a category to a category.
 *
 * @param numbers rows with two finite numbers, x the feature and y the prediction
 * @param categories rows with two categories
 */
public record Association(JointSums numbers, JointCounts categories) {

    /** No rows. */
    public static final Association NONE = new Association(JointSums.NONE, JointCounts.NONE);

    /** Rows that have both. */
    public long rows() {
        return Math.addExact(numbers.n(), categories.rows());
    }

    Association plus(Association other) {
        if (other.rows() == 0) {
            return this;
        }
        return rows() == 0 ? other : new Association(numbers.plus(other.numbers), categories.plus(other.categories));
    }

    Association minus(Association part) {
        return part.rows() == 0
                ? this
                : new Association(numbers.minus(part.numbers), categories.minus(part.categories));
    }
}
