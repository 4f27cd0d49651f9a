package io.tidegauge.assess;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.decide.Divergence;
import io.tidegauge.decide.MaterialEffect;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.CategoryCounts;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.Moments;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The blocks of one feature that may be at fault against the rest, found by counts that need no merging: alone, or together
 * with one of the next blocks.
 */
final class SuspectBlocks {

    /** No rule fires at once on a smaller share of rows than this, beyond the rest's. */
    private static final double LEAST_SHARE = 0.05;

    /** No rule counts a share that is nearer to the rest's; a little less, for shares that are rounded. */
    private static final double LEAST_DISTANCE = MaterialEffect.STANDARD.share() * (1 - 1e-6);

    private final FeatureKind kind;
    private final FeatureProfile whole;
    private final long wholeRows;
    private final List<Long> rows;
    private final List<FeatureProfile> profiles;
    private final CategoryCounts categories;
    private final long seenOnce;
    private final Extreme low = new Extreme();
    private final Extreme high = new Extreme();

    /**
     * Suspects among a feature's blocks.
     *
     * @param rows the model's rows in each block, in the blocks' order
     * @param profiles what the feature was in each block
     */
    SuspectBlocks(FeatureBaseline feature, List<Long> rows, List<FeatureProfile> profiles) {
        kind = feature.kind();
        whole = feature.profile();
        wholeRows = feature.rows();
        this.rows = rows;
        this.profiles = profiles;
        categories = kind == FeatureKind.CATEGORICAL ? whole.asCategories() : CategoryCounts.empty();
        seenOnce = categories.counts().values().stream()
                .filter(count -> count == 1)
                .count();
        for (int block = 0; block < profiles.size(); block++) {
            Moments moments = profiles.get(block).moments();
            if (moments.n() > 0) {
                low.add(block, -moments.min());
                high.add(block, moments.max());
            }
        }
    }

    /**
     * The kinds that each block is to be tried for: those that may fire in it alone, and those that may count in it and in
     * another of so many consecutive blocks.
     */
    List<Set<AlertKind>> toTry(int consecutive) {
        List<Set<AlertKind>> tried = new ArrayList<>();
        List<Set<AlertKind>> counting = new ArrayList<>();
        for (int block = 0; block < profiles.size(); block++) {
            tried.add(EnumSet.noneOf(AlertKind.class));
            counting.add(EnumSet.noneOf(AlertKind.class));
            suspect(block, tried.get(block), counting.get(block));
        }
        for (int first = 0; first < profiles.size(); first++) {
            for (int last = first + 1; last < Math.min(first + consecutive, profiles.size()); last++) {
                Set<AlertKind> both = EnumSet.copyOf(counting.get(first));
                both.retainAll(counting.get(last));
                tried.subList(first, last + 1).forEach(kinds -> kinds.addAll(both));
            }
        }
        return tried;
    }

    /** Adds the kinds of fault that a block may have by itself, and those that it may have with others. */
    private void suspect(int block, Set<AlertKind> alone, Set<AlertKind> counting) {
        FeatureProfile profile = profiles.get(block);
        long ofBlock = rows.get(block);
        if (distinct(profile) == 1 && distinct(whole) > 1) {
            alone.add(AlertKind.CONSTANT);
        }
        shares(profile, ofBlock, block).forEach((fault, share) -> {
            boolean counts =
                    share.excess() > 0 && Divergence.distance(share.ofRest(), share.ofBlock()) >= LEAST_DISTANCE;
            if (counts) {
                counting.add(fault);
            }
            if (share.excess() >= LEAST_SHARE || (counts && share.ofBlock() >= 1)) {
                alone.add(fault);
            }
        });
        if (profile.rows() == 0 && counting.contains(AlertKind.MISSING_VALUES)) {
            alone.add(AlertKind.ABSENT_FEATURE);
        }
    }

    private Map<AlertKind, Share> shares(FeatureProfile profile, long ofBlock, int block) {
        Map<AlertKind, Share> shares = new EnumMap<>(AlertKind.class);
        long missing = ofBlock - profile.rows() + profile.nulls();
        long missingOfAll = wholeRows - whole.rows() + whole.nulls();
        shares.put(AlertKind.MISSING_VALUES, share(missing, missingOfAll, ofBlock));
        shares.put(AlertKind.NOT_A_NUMBER, share(notNumbers(profile), notNumbers(whole), ofBlock));
        shares.put(AlertKind.TYPE_CHANGE, share(otherType(profile), otherType(whole), ofBlock));
        if (kind == FeatureKind.CATEGORICAL) {
            shares.put(AlertKind.UNSEEN_CATEGORY, unseen(profile, ofBlock));
        } else {
            shares.put(AlertKind.OUT_OF_RANGE, new Share(outside(block, profile) / (double) ofBlock, 0));
        }
        return shares;
    }

    /** Shares of rows at fault. */
    private record Share(double ofBlock, double ofRest) {

        double excess() {
            return ofBlock - ofRest;
        }
    }

    private Share share(long inBlock, long inWhole, long ofBlock) {
        long rest = Math.max(1, wholeRows - ofBlock);
        return new Share(inBlock / (double) ofBlock, (inWhole - inBlock) / (double) rest);
    }

    private static long notNumbers(FeatureProfile profile) {
        return profile.nans() + profile.positiveInfinities() + profile.negativeInfinities();
    }

    private long otherType(FeatureProfile profile) {
        long labels = profile.categories().total() + profile.trues() + profile.falses();
        return kind == FeatureKind.NUMERIC ? labels : profile.numbers().total() + notNumbers(profile);
    }

    private double distinct(FeatureProfile profile) {
        return kind == FeatureKind.NUMERIC
                ? profile.numbers().size()
                : profile.asCategories().distinct();
    }

    /**
     * Rows in categories that only this block has, those beyond the cap taken for such, against at least as many as the rest
     * expects: its categories with one row, by those of the whole that are not this block's.
     */
    private Share unseen(FeatureProfile profile, long ofBlock) {
        long alone = 0;
        long onceHere = 0;
        for (Map.Entry<String, Long> category : profile.asCategories().counts().entrySet()) {
            long all = categories.counts().getOrDefault(category.getKey(), 0L);
            alone += all <= category.getValue() ? category.getValue() : 0;
            onceHere += all == 1 ? 1 : 0;
        }
        long restValues = whole.rows() - whole.nulls() - profile.rows() + profile.nulls();
        boolean known = restValues > 0 && !categories.approximate();
        return new Share(alone / (double) ofBlock, known ? (seenOnce - onceHere) / (double) restValues : 0);
    }

    private long outside(int block, FeatureProfile profile) {
        double lowest = -low.without(block);
        double highest = high.without(block);
        if (!(Math.abs(lowest) < Double.MAX_VALUE && Math.abs(highest) < Double.MAX_VALUE)) {
            return profile.numbers().total();
        }
        return profile.numbers().countAtMost(Math.nextDown(lowest))
                + profile.numbers().countAbove(highest);
    }

    /** The largest figure of all blocks, and of all but the one that has it. Mutable. */
    private static final class Extreme {

        private int of = -1;
        private double first = Double.NEGATIVE_INFINITY;
        private double second = Double.NEGATIVE_INFINITY;

        void add(int block, double figure) {
            if (figure > first) {
                second = first;
                first = figure;
                of = block;
            } else {
                second = Math.max(second, figure);
            }
        }

        double without(int block) {
            return block == of ? second : first;
        }
    }
}
