package io.tidegauge.profile;

import io.tidegauge.event.FeatureValue;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A feature's profile in the making: the mutable form of {@link FeatureProfile}, for one thread. */
public final class LiveProfile {

    private static final int OWN_BYTES = 120;

    private static final double[] NONE = {};
    private static final int FIRST_BATCH = 8;
    private static final int MAX_BATCH = 256;

    private final KeyMapping mapping;
    private final int maxCategories;
    private final Footprint footprint;
    private long rows;
    private long nulls;
    private long nans;
    private long positiveInfinities;
    private long negativeInfinities;
    private long trues;
    private long falses;

    /** Numbers that wait to be counted together, which is many times cheaper than one by one. */
    private double[] batch = NONE;

    private int waiting;
    private @Nullable NumericAccumulator numbers;
    private @Nullable CategoryAccumulator categories;
    private @Nullable LiveAssociation association;

    /** Begins with no rows. */
    public LiveProfile(KeyMapping mapping) {
        this(mapping, CategoryCounts.MAX_CATEGORIES, new Footprint());
    }

    /**
     * Begins with no rows.
     *
     * @param maxCategories categories that are counted exactly, at most {@link CategoryCounts#MAX_CATEGORIES}
     * @param footprint is told how much memory this takes, from now on
     */
    public LiveProfile(KeyMapping mapping, int maxCategories, Footprint footprint) {
        this.mapping = mapping;
        this.maxCategories = maxCategories;
        this.footprint = footprint;
        footprint.add(OWN_BYTES);
    }

    /** Adds the value one event has for the feature. */
    public void add(FeatureValue value) {
        if (value instanceof FeatureValue.Numeric number) {
            addNumber(number.value());
        } else if (value instanceof FeatureValue.Text text) {
            addText(text.value());
        } else if (value instanceof FeatureValue.Bool bool) {
            addBoolean(bool.value());
        } else {
            addNull();
        }
    }

    /** Adds the value one event has for the feature, beside the event's prediction. */
    public void addBeside(FeatureValue value, FeatureValue prediction) {
        add(value);
        if (!(prediction instanceof FeatureValue.Missing) && !(value instanceof FeatureValue.Missing)) {
            if (association == null) {
                association = new LiveAssociation(footprint);
            }
            association.add(value, prediction);
        }
    }

    /** Adds a number; NaN and infinities are counted as such. */
    public void addNumber(double x) {
        if (waiting == batch.length) {
            makeRoom();
        }
        batch[waiting++] = x;
    }

    private void makeRoom() {
        if (waiting == MAX_BATCH) {
            countBatch();
            return;
        }
        int length = Math.max(FIRST_BATCH, waiting * 2);
        footprint.add((long) (length - waiting) * Double.BYTES);
        batch = Arrays.copyOf(batch, length);
    }

    private void countBatch() {
        int finite = 0;
        for (int i = 0; i < waiting; i++) {
            double x = batch[i];
            if (Math.abs(x) <= Double.MAX_VALUE) {
                batch[finite++] = x + 0.0; // -0.0 becomes 0.0
            } else if (Double.isNaN(x)) {
                nans++;
            } else if (x > 0) {
                positiveInfinities++;
            } else {
                negativeInfinities++;
            }
        }
        rows += waiting;
        waiting = 0;
        if (finite > 0) {
            if (numbers == null) {
                numbers = new NumericAccumulator(mapping, footprint);
            }
            numbers.addAll(batch, finite);
        }
    }

    /** Adds a string. */
    public void addText(String text) {
        rows++;
        if (categories == null) {
            categories = new CategoryAccumulator(maxCategories, footprint);
        }
        categories.add(text);
    }

    /**
     * Adds a string given as its UTF-8 bytes, of which nothing is kept.
     *
     * @throws IndexOutOfBoundsException if the slice is not within the bytes
     */
    public void addUtf8(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        rows++;
        if (categories == null) {
            categories = new CategoryAccumulator(maxCategories, footprint);
        }
        categories.addUtf8(bytes, offset, length);
    }

    /** Adds a boolean. */
    public void addBoolean(boolean value) {
        rows++;
        if (value) {
            trues++;
        } else {
            falses++;
        }
    }

    /** Adds a missing value: the feature was named and had none. */
    public void addNull() {
        rows++;
        nulls++;
    }

    /** Rows so far. */
    public long rows() {
        return rows + waiting;
    }

    /** The profile of what was added so far; more may be added afterwards. */
    public FeatureProfile toProfile() {
        countBatch();
        NumericSketch sketch = numbers == null ? NumericSketch.empty(mapping) : numbers.sketch();
        Tally tally = new Tally(rows, nulls, nans, positiveInfinities, negativeInfinities, trues, falses);
        return new FeatureProfile(
                tally,
                sketch,
                // Of an exact sketch the sums follow, and are not kept.
                numbers == null || sketch.exact() ? PowerSums.NONE : numbers.powerSums(),
                categories == null ? CategoryCounts.empty() : categories.counts(),
                association == null ? Association.NONE : association.association());
    }
}
