package io.tidegauge.sequential;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The exponential histogram of {@link Adwin} (Datar, Gionis, Indyk, Motwani, SIAM J. Comput. 2002): row r holds buckets of
 * 2^r numbers each, the oldest first; when a row is over-full its two oldest buckets become one of the next row.
 */
final class BucketRows {

    /** Sum of a bucket's numbers, and the sum of their squared distances from its mean. */
    private record Bucket(double total, double squares) {}

    private final int bucketsInRow;
    private final List<Deque<Bucket>> rows = new ArrayList<>();
    private long width;
    private double total;
    private double squares;

    BucketRows(int bucketsInRow) {
        this.bucketsInRow = bucketsInRow;
        rows.add(new ArrayDeque<>());
    }

    /** Numbers in a bucket of the row. */
    static double size(int row) {
        return Math.scalb(1.0, row);
    }

    void add(double x) {
        rows.get(0).addLast(new Bucket(x, 0));
        if (width > 0) {
            double mean = total / width;
            squares += width * (x - mean) * (x - mean) / (width + 1);
        }
        width++;
        total += x;
        for (int row = 0; rows.get(row).size() > bucketsInRow; row++) {
            unite(row);
        }
    }

    private void unite(int row) {
        if (row + 1 == rows.size()) {
            rows.add(new ArrayDeque<>());
        }
        Bucket first = rows.get(row).removeFirst();
        Bucket second = rows.get(row).removeFirst();
        double apart = (first.total - second.total) / size(row);
        rows.get(row + 1)
                .addLast(new Bucket(
                        first.total + second.total, first.squares + second.squares + size(row) * apart * apart / 2));
    }

    void dropOldest() {
        int last = rows.size() - 1;
        Bucket oldest = rows.get(last).removeFirst();
        double dropped = size(last);
        width -= (long) dropped;
        total -= oldest.total;
        double apart = oldest.total / dropped - total / width;
        squares -= oldest.squares + dropped * width * apart * apart / (dropped + width);
        if (rows.get(last).isEmpty() && last > 0) {
            rows.remove(last);
        }
    }

    int count() {
        return rows.size();
    }

    int buckets(int row) {
        return rows.get(row).size();
    }

    /** Sum of the numbers of a row's bucket, 0 the oldest. */
    double total(int row, int index) {
        Iterator<Bucket> buckets = rows.get(row).iterator();
        for (int i = 0; i < index; i++) {
            buckets.next();
        }
        return buckets.next().total;
    }

    long width() {
        return width;
    }

    double total() {
        return total;
    }

    /** Population variance of the window. */
    double variance() {
        return squares / width;
    }
}
