package io.tidegauge.compare;

import java.util.function.DoubleUnaryOperator;

/**
 * Whether two numbers vary together as they did, by Fisher's transformation (Metron, 1921): z = (atanh r_w - atanh r_b) /
 * √(1/(n - 3) + 1/(m - 3)), with |r| kept below 1 by 1e-12.
 *
 * @param difference correlation, window minus baseline, in [-2, 2]
 * @param z the standardised difference; undefined with three rows or fewer on a side
 * @param pValue two-sided, in [0, 1]
 */
public record CorrelationChange(Statistic difference, Statistic z, Statistic pValue) {

    private static final double LARGEST = 1 - 1e-12;

    /** Compares both sides' correlations, with rows taken as independent. */
    public static CorrelationChange of(CoMoments baseline, CoMoments window) {
        return of(baseline, window, rows -> rows);
    }

    /** Compares both sides' correlations; {@code independent} says how many independent rows so many rows are worth. */
    static CorrelationChange of(CoMoments baseline, CoMoments window, DoubleUnaryOperator independent) {
        Statistic before = baseline.correlation();
        Statistic now = window.correlation();
        if (!before.isDefined() || !now.isDefined()) {
            Statistic none = before.isDefined() ? now : before;
            return new CorrelationChange(none, none, none);
        }
        Statistic difference = Statistic.of(now.orNaN() - before.orNaN());
        double m = independent.applyAsDouble(baseline.n());
        double n = independent.applyAsDouble(window.n());
        if (m <= 3 || n <= 3) {
            Statistic few = Statistic.undefined("a side has three independent rows or fewer");
            return new CorrelationChange(difference, few, few);
        }
        double error = Math.sqrt(1 / (n - 3) + 1 / (m - 3));
        double z = (fisher(now.orNaN()) - fisher(before.orNaN())) / error;
        return new CorrelationChange(difference, Statistic.of(z), Statistic.of(TailProbability.normalTwoSided(z)));
    }

    /** The inverse hyperbolic tangent. */
    private static double fisher(double r) {
        double bounded = Math.max(-LARGEST, Math.min(LARGEST, r));
        return 0.5 * (Math.log1p(bounded) - Math.log1p(-bounded));
    }
}
