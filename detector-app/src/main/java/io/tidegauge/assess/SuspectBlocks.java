package io.tidegauge.assess;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.baseline.BlockProfiles;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.Moments;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/** The blocks of one feature that may be at fault against the rest, found by counts that need no merging. */
final class SuspectBlocks {

    /** No rule fires at once on a smaller share of rows than this, beyond the rest's. */
    private static final double LEAST_SHARE = 0.05;

    private final FeatureKind kind;
    private final FeatureProfile whole;
    private final long wholeRows;
    private final SortedMap<Long, Long> rows;
    private final SortedMap<Long, FeatureProfile> profiles = new TreeMap<>();
    private final Map<String, Long> categories;
    private final Extreme low = new Extreme();
    private final Extreme high = new Extreme();

    SuspectBlocks(FeatureBaseline feature, BlockProfiles blocks) {
        kind = feature.kind();
        whole = feature.profile();
        wholeRows = feature.rows();
        rows = blocks.rows();
        SortedMap<Long, FeatureProfile> named = blocks.of(feature.feature());
        FeatureProfile absent = FeatureProfile.empty(KeyMapping.forFeature(feature.feature()));
        rows.keySet().forEach(block -> profiles.put(block, named.getOrDefault(block, absent)));
        categories = kind == FeatureKind.CATEGORICAL ? whole.asCategories().counts() : Map.of();
        profiles.forEach((block, profile) -> {
            Moments moments = profile.moments();
            if (moments.n() > 0) {
                low.add(block, -moments.min());
                high.add(block, moments.max());
            }
        });
    }

    /** Hands over every suspect, and the kinds of fault it is suspected of. */
    void forEach(BiConsumer<Long, Set<AlertKind>> visitor) {
        profiles.forEach((block, profile) -> {
            Set<AlertKind> kinds = kinds(block, profile);
            if (!kinds.isEmpty()) {
                visitor.accept(block, kinds);
            }
        });
    }

    /** What the feature was in a block; nothing where the block did not name it. */
    FeatureProfile profile(long block) {
        return profiles.getOrDefault(block, whole);
    }

    private Set<AlertKind> kinds(long block, FeatureProfile profile) {
        Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
        long ofBlock = rows.getOrDefault(block, 0L);
        long values = profile.rows() - profile.nulls();
        if (excess(ofBlock - values, wholeRows - whole.rows() + whole.nulls(), ofBlock)) {
            kinds.add(AlertKind.MISSING_VALUES);
            kinds.add(profile.rows() == 0 ? AlertKind.ABSENT_FEATURE : AlertKind.MISSING_VALUES);
        }
        if (excess(SuspectBlocks::notNumbers, profile, ofBlock)) {
            kinds.add(AlertKind.NOT_A_NUMBER);
        }
        if (excess(this::otherType, profile, ofBlock)) {
            kinds.add(AlertKind.TYPE_CHANGE);
        }
        if (distinct(profile) == 1 && distinct(whole) > 1) {
            kinds.add(AlertKind.CONSTANT);
        }
        if (kind == FeatureKind.CATEGORICAL ? unseen(profile, ofBlock) : outside(block, profile, ofBlock)) {
            kinds.add(kind == FeatureKind.CATEGORICAL ? AlertKind.UNSEEN_CATEGORY : AlertKind.OUT_OF_RANGE);
        }
        return kinds;
    }

    private boolean excess(ToLongFunction<FeatureProfile> count, FeatureProfile profile, long ofBlock) {
        return excess(count.applyAsLong(profile), count.applyAsLong(whole), ofBlock);
    }

    /** Whether a block's share of rows at fault is beyond the rest's. */
    private boolean excess(long inBlock, long inWhole, long ofBlock) {
        long rest = Math.max(1, wholeRows - ofBlock);
        return inBlock / (double) ofBlock - (inWhole - inBlock) / (double) rest >= LEAST_SHARE;
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

    /** Whether enough rows are in categories that only this block has; those beyond the cap are taken for such. */
    private boolean unseen(FeatureProfile profile, long ofBlock) {
        long alone = profile.asCategories().counts().entrySet().stream()
                .filter(category -> categories.getOrDefault(category.getKey(), 0L) <= category.getValue())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return alone >= LEAST_SHARE * ofBlock;
    }

    private boolean outside(long block, FeatureProfile profile, long ofBlock) {
        double lowest = -low.without(block);
        double highest = high.without(block);
        if (!(Math.abs(lowest) < Double.MAX_VALUE && Math.abs(highest) < Double.MAX_VALUE)) {
            return profile.numbers().total() > 0;
        }
        long outside = profile.numbers().countAtMost(Math.nextDown(lowest))
                + profile.numbers().countAbove(highest);
        return outside >= LEAST_SHARE * ofBlock;
    }

    /** The largest figure of all blocks, and of all but the one that has it. Mutable. */
    private static final class Extreme {

        private long of;
        private double first = Double.NEGATIVE_INFINITY;
        private double second = Double.NEGATIVE_INFINITY;

        void add(long block, double figure) {
            if (figure > first) {
                second = first;
                first = figure;
                of = block;
            } else {
                second = Math.max(second, figure);
            }
        }

        double without(long block) {
            return block == of ? second : first;
        }
    }
}
