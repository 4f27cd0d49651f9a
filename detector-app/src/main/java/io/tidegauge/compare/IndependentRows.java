package io.tidegauge.compare;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;

/**
 * Significance as if all rows were independent draws. With s = cells that hold baseline rows − 1 and n_h = 1/(1/n + 1/m):
 *
 * <ul>
 *   <li>8 n_h JS (in nats) is about chi-square with s degrees of freedom, so chance alone makes JS² = s / (8 n_h ln 2) bits;
 *   <li>√n_h D follows Kolmogorov's limit law, so chance alone makes D² = (π²/12) / n_h; ties make that an upper bound;
 *   <li>a debiased distance is the root of what is left of its square, and the effect is the larger of both;
 *   <li>where both are judged, the p-value is twice the smaller one (Bonferroni).
 * </ul>
 *
 * Real rows are not independent, so large windows exceed any level sooner or later: the effect's threshold has to hold
 * that.
 */
public final class IndependentRows implements Significance {

    private static final double LN_2 = Math.log(2);
    private static final double KOLMOGOROV_MEAN_SQUARE = Math.PI * Math.PI / 12;

    private final CellLayout layout;
    private final long[] baseline;

    private IndependentRows(CellLayout layout, long[] baseline) {
        this.layout = layout;
        this.baseline = baseline;
    }

    /**
     * Holds windows against all rows of a baseline.
     *
     * @param rows all rows of the baseline, at least the profile's
     */
    public static IndependentRows of(FeatureKind kind, FeatureProfile baseline, long rows) {
        CellLayout layout = CellLayout.of(kind, baseline);
        return new IndependentRows(layout, layout.counts(baseline, rows));
    }

    @Override
    public CellLayout layout() {
        return layout;
    }

    @Override
    public long[] baseline() {
        return baseline.clone();
    }

    @Override
    public Judgement judge(CellTable cells) {
        if (!cells.comparable()) {
            return Judgement.undefined("a side has no rows");
        }
        if (cells.coarse()) {
            return Judgement.undefined(Judgement.COARSE);
        }
        CellCounts counts = cells.counts();
        double divergence = JensenShannon.divergenceNats(counts);
        double degrees = Math.max(1, counts.baselineCells() - 1);
        double rows = counts.effectiveRows();
        double jsEffect = Math.sqrt(Math.max(0, divergence - degrees / (8 * rows)) / LN_2);
        double jsPValue = TailProbability.chiSquare(8 * divergence * rows, degrees);
        Judgement.Chance chance =
                Judgement.Chance.independent(counts.windowTotal(), EffectInterval.of(divergence, degrees, rows));
        if (!cells.hasOrder()) {
            Statistic none = Statistic.undefined("the cells have no order, or a side has no values");
            return new Judgement(
                    Statistic.of(jsEffect),
                    Statistic.of(jsPValue),
                    Statistic.of(jsEffect),
                    Statistic.of(jsPValue),
                    none,
                    none,
                    chance);
        }
        return withOrder(cells.kolmogorovSmirnov(), jsEffect, jsPValue, chance);
    }

    private static Judgement withOrder(
            KolmogorovSmirnov ks, double jsEffect, double jsPValue, Judgement.Chance chance) {
        double rows = 1 / (1.0 / ks.baselineRows() + 1.0 / ks.windowRows());
        double ksEffect = Math.sqrt(Math.max(0, ks.d() * ks.d() - KOLMOGOROV_MEAN_SQUARE / rows));
        double ksPValue = ks.limitPValue();
        return new Judgement(
                Statistic.of(Math.max(jsEffect, ksEffect)),
                Statistic.of(Math.min(1, 2 * Math.min(jsPValue, ksPValue))),
                Statistic.of(jsEffect),
                Statistic.of(jsPValue),
                Statistic.of(ksEffect),
                Statistic.of(ksPValue),
                chance);
    }
}
