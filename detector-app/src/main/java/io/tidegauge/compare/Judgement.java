package io.tidegauge.compare;

import java.util.Optional;

/**
 * Effect and significance of one comparison.
 *
 * @param effect the larger of both debiased distances, in [0, 1]
 * @param pValue significance of the effect, in [0, 1]
 * @param jsEffect debiased Jensen-Shannon distance in base 2, in [0, 1]
 * @param jsPValue its p-value
 * @param ksEffect debiased Kolmogorov-Smirnov distance on the cells, in [0, 1]; undefined without an order
 * @param ksPValue its p-value
 * @param chance what chance the distances were held against
 */
public record Judgement(
        Statistic effect,
        Statistic pValue,
        Statistic jsEffect,
        Statistic jsPValue,
        Statistic ksEffect,
        Statistic ksPValue,
        Chance chance) {

    /** Reason of an undefined effect where the histogram is too coarse for the cells: only hard rules decide then. */
    public static final String COARSE = "COARSE";

    /**
     * What chance alone does to the distances of this comparison.
     *
     * @param calibration where this is known from
     * @param repetition c, at least 1: how many related rows count as one
     * @param wander ρ, not negative: a window is worth at most 1/ρ independent rows
     * @param independentRows the independent rows that the window's rows are worth, n/(c + ρn)
     * @param low lower end of the 90 % interval of the Jensen-Shannon part of the effect, in [0, 1]
     * @param high its upper end
     * @param slot the hours of the baseline that the window was held against, empty for all of it
     */
    public record Chance(
            Calibration calibration,
            double repetition,
            double wander,
            Statistic independentRows,
            Statistic low,
            Statistic high,
            Optional<SeasonSlot> slot) {

        /** Chance of a window that is held against all of the baseline. */
        public Chance(
                Calibration calibration,
                double repetition,
                double wander,
                Statistic independentRows,
                Statistic low,
                Statistic high) {
            this(calibration, repetition, wander, independentRows, low, high, Optional.empty());
        }

        public Chance {
            if (!(repetition >= 1) || !(wander >= 0)) {
                throw new IllegalArgumentException("repetition " + repetition + ", wander " + wander);
            }
        }

        /** Rows that are draws of their own. */
        static Chance independent(long rows, EffectInterval interval) {
            return new Chance(
                    Calibration.UNCALIBRATED,
                    1,
                    0,
                    Statistic.of(rows),
                    Statistic.of(interval.low()),
                    Statistic.of(interval.high()));
        }
    }

    /** A judgement that cannot be made, of rows of which nothing is known. */
    public static Judgement undefined(String reason) {
        Statistic none = Statistic.undefined(reason);
        return undefined(reason, new Chance(Calibration.UNCALIBRATED, 1, 0, none, none, none));
    }

    /** A judgement that cannot be made; what rows are worth is known all the same. */
    public static Judgement undefined(String reason, Chance chance) {
        Statistic none = Statistic.undefined(reason);
        return new Judgement(none, none, none, none, none, none, chance);
    }
}
