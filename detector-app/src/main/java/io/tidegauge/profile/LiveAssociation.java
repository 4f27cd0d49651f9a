package io.tidegauge.profile;

import io.tidegauge.event.FeatureValue;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An {@link Association} in the making, for one thread. */
final class LiveAssociation {

    private static final int OWN_BYTES = 64;
    private static final int SUMS = 5;

    /** A pair's place in the table, its entry, itself, its count and its strings without the characters. */
    private static final int PAIR_BYTES = 192;

    private static final class Rows {
        private long count;
    }

    private final Footprint footprint;
    private final Map<JointCounts.Pair, Rows> pairs = new HashMap<>();
    private boolean tooMany;
    private long characters;
    private long labelled;
    private long n;
    private ExactSum @Nullable [] sums;

    LiveAssociation(Footprint footprint) {
        this.footprint = footprint;
        footprint.add(OWN_BYTES);
    }

    /** Adds one event's value of the feature and its prediction. */
    void add(FeatureValue value, FeatureValue prediction) {
        if (value instanceof FeatureValue.Numeric number) {
            addNumbers(number.value(), number(prediction));
        } else {
            String category = category(value);
            String predicted = category(prediction);
            if (category != null && predicted != null) {
                addCategories(new JointCounts.Pair(category, predicted));
            }
        }
    }

    private static double number(FeatureValue value) {
        if (value instanceof FeatureValue.Bool bool) {
            return bool.value() ? 1 : 0;
        }
        return value instanceof FeatureValue.Numeric number ? number.value() : Double.NaN;
    }

    private static @Nullable String category(FeatureValue value) {
        if (value instanceof FeatureValue.Bool bool) {
            return Boolean.toString(bool.value());
        }
        return value instanceof FeatureValue.Text text ? CategoryLabel.of(text.value()) : null;
    }

    private void addNumbers(double x, double y) {
        if (!(Math.abs(x) <= Double.MAX_VALUE && Math.abs(y) <= Double.MAX_VALUE)) {
            return;
        }
        ExactSum[] to = sums;
        if (to == null) {
            to = new ExactSum[SUMS];
            for (int i = 0; i < SUMS; i++) {
                to[i] = new ExactSum();
            }
            sums = to;
            footprint.add(SUMS * ExactSum.BYTES);
        }
        n++;
        to[0].add(x);
        to[1].add(y);
        to[2].addProduct(x, x);
        to[3].addProduct(y, y);
        to[4].addProduct(x, y);
    }

    private void addCategories(JointCounts.Pair pair) {
        labelled++;
        if (tooMany) {
            return;
        }
        Rows rows = pairs.get(pair);
        if (rows == null) {
            rows = new Rows();
            pairs.put(pair, rows);
            characters += pair.length();
            footprint.add(PAIR_BYTES + Footprint.ofCharacters(pair.length()));
            if (pairs.size() > JointCounts.MAX_PAIRS || characters > JointCounts.MAX_CHARACTERS) {
                footprint.add(-pairs.size() * (long) PAIR_BYTES - Footprint.ofCharacters(characters));
                pairs.clear();
                tooMany = true;
                return;
            }
        }
        rows.count++;
    }

    /** What was added so far. */
    Association association() {
        TreeMap<JointCounts.Pair, Long> counts = new TreeMap<>();
        pairs.forEach((pair, rows) -> counts.put(pair, rows.count));
        ExactSum[] of = sums;
        return new Association(
                of == null
                        ? JointSums.NONE
                        : new JointSums(n, of[0].sum(), of[1].sum(), of[2].sum(), of[3].sum(), of[4].sum()),
                tooMany ? JointCounts.tooMany(labelled) : new JointCounts(labelled, true, counts));
    }
}
