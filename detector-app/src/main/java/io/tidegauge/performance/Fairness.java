package io.tidegauge.performance;

import io.tidegauge.compare.Statistic;
import io.tidegauge.compare.TwoProportion;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How equally a model treats groups. A group whose own rate is undefined is left out of a difference; a difference of
 * fewer than two groups is undefined.
 *
 * @param groups confusion counts by group
 * @param privileged the group that the others are held against; it need not be there
 */
public record Fairness(SortedMap<String, BinaryCounts> groups, String privileged) {

    /** Below this ratio of selection rates the four-fifths rule of the EEOC's guidelines (1978) is violated. */
    public static final double FOUR_FIFTHS = 0.8;

    private static final Statistic TOO_FEW = Statistic.undefined("fewer than two groups have the rate");

    /**
     * A group against the privileged one.
     *
     * @param statisticalParityDifference selection rate, the group's minus the privileged one's, in [-1, 1]
     * @param disparateImpact selection rate, the group's over the privileged one's
     * @param truePositiveRateDifference true positive rate, the group's minus the privileged one's, in [-1, 1]
     * @param selectionTest test of equal selection rates, null where a group is empty
     */
    public record Against(
            Statistic statisticalParityDifference,
            Statistic disparateImpact,
            Statistic truePositiveRateDifference,
            @Nullable TwoProportion selectionTest) {

        /** Whether the four-fifths rule is violated; empty where there is no ratio. */
        public Optional<Boolean> violatesFourFifths() {
            return disparateImpact.isDefined() ? Optional.of(disparateImpact.orNaN() < FOUR_FIFTHS) : Optional.empty();
        }
    }

    public Fairness {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /** Largest minus smallest selection rate, in [0, 1]. */
    public Statistic demographicParityDifference() {
        return spread(BinaryCounts::selectionRate);
    }

    /** Smallest over largest selection rate, in [0, 1]. */
    public Statistic disparateImpact() {
        double[] range = range(BinaryCounts::selectionRate);
        if (range.length == 0) {
            return TOO_FEW;
        }
        return range[1] == 0 ? Statistic.undefined("nobody is selected") : Statistic.of(range[0] / range[1]);
    }

    /** Largest minus smallest true positive rate, in [0, 1]. */
    public Statistic equalOpportunityDifference() {
        return spread(BinaryCounts::recall);
    }

    /** Largest minus smallest false positive rate, in [0, 1]. */
    public Statistic falsePositiveRateDifference() {
        return spread(BinaryCounts::fallOut);
    }

    /** Largest minus smallest precision, in [0, 1]. */
    public Statistic predictiveParityDifference() {
        return spread(BinaryCounts::precision);
    }

    /** Largest minus smallest accuracy, in [0, 1]. */
    public Statistic accuracyDifference() {
        return spread(BinaryCounts::accuracy);
    }

    /** The larger of the differences of true and false positive rates (Hardt, Price, Srebro, 2016), in [0, 1]. */
    public Statistic equalizedOddsDifference() {
        Statistic right = equalOpportunityDifference();
        Statistic wrong = falsePositiveRateDifference();
        return right.isDefined() && wrong.isDefined() ? Statistic.of(Math.max(right.orNaN(), wrong.orNaN())) : TOO_FEW;
    }

    /** Every other group against the privileged one, by name; none where that is not there. */
    public SortedMap<String, Against> againstPrivileged() {
        SortedMap<String, Against> all = new TreeMap<>();
        BinaryCounts reference = groups.get(privileged);
        if (reference != null) {
            groups.forEach((name, counts) -> {
                if (!name.equals(privileged)) {
                    all.put(name, against(reference, counts));
                }
            });
        }
        return all;
    }

    private static Against against(BinaryCounts reference, BinaryCounts group) {
        Statistic impact = group.selectionRate().isDefined()
                        && reference.selectionRate().isDefined()
                        && reference.selectionRate().orNaN() > 0
                ? Statistic.of(group.selectionRate().orNaN()
                        / reference.selectionRate().orNaN())
                : Statistic.undefined("nobody of the privileged group is selected, or a group is empty");
        TwoProportion test = reference.n() == 0 || group.n() == 0
                ? null
                : TwoProportion.of(reference.tp() + reference.fp(), reference.n(), group.tp() + group.fp(), group.n());
        return new Against(
                difference(group.selectionRate(), reference.selectionRate()),
                impact,
                difference(group.recall(), reference.recall()),
                test);
    }

    private static Statistic difference(Statistic one, Statistic other) {
        return one.isDefined() && other.isDefined() ? Statistic.of(one.orNaN() - other.orNaN()) : TOO_FEW;
    }

    private Statistic spread(Function<BinaryCounts, Statistic> rate) {
        double[] range = range(rate);
        return range.length == 0 ? TOO_FEW : Statistic.of(range[1] - range[0]);
    }

    /** Smallest and largest rate of the groups that have it; empty where fewer than two have. */
    private double[] range(Function<BinaryCounts, Statistic> rate) {
        double[] rates = groups.values().stream()
                .map(rate)
                .filter(Statistic::isDefined)
                .mapToDouble(Statistic::orNaN)
                .sorted()
                .toArray();
        return rates.length < 2 ? new double[0] : new double[] {rates[0], rates[rates.length - 1]};
    }

    /** Names and counts of the groups whose rate is undefined, to be listed beside a difference. */
    public SortedMap<String, BinaryCounts> without(Function<BinaryCounts, Statistic> rate) {
        SortedMap<String, BinaryCounts> left = new TreeMap<>();
        for (Map.Entry<String, BinaryCounts> group : groups.entrySet()) {
            if (!rate.apply(group.getValue()).isDefined()) {
                left.put(group.getKey(), group.getValue());
            }
        }
        return left;
    }
}
