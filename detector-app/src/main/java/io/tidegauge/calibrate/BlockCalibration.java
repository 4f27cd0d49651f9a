package io.tidegauge.calibrate;

import io.tidegauge.compare.CellCounts;
import io.tidegauge.compare.JensenShannon;
import io.tidegauge.compare.KolmogorovSmirnov;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Judges a window's cells against the baseline's, with the laws of chance learned from the baseline's blocks: each block
 * is held against the rest of the baseline, from which its counts are subtracted.
 */
public final class BlockCalibration {

    /** Mean of the squared Kolmogorov-Smirnov statistic of independent rows, π²/12. */
    private static final double KS_UNIT = Math.PI * Math.PI / 12;

    /** Degrees of freedom that give that statistic's tail its rate, 2λ². */
    private static final double KS_DEGREES = 3.29;

    private static final double LN_2 = Math.log(2);

    private final long[] profile;
    private final int degrees;
    private final int ordered;
    private final ChanceLaw js;
    private final @Nullable ChanceLaw ks;

    /**
     * What became of a window.
     *
     * @param effect the larger of both debiased distances, in [0, 1]
     * @param pValue twice the smaller p-value, or that of the cells without order, in [0, 1]
     * @param jsDivergence Jensen-Shannon divergence in nats
     * @param jsPValue its p-value
     * @param jsEffect the debiased Jensen-Shannon distance in base 2
     * @param ksDistance Kolmogorov-Smirnov distance on the cells; empty without order
     * @param ksPValue its p-value
     * @param ksEffect the debiased distance
     */
    public record Verdict(
            double effect,
            double pValue,
            double jsDivergence,
            double jsPValue,
            double jsEffect,
            OptionalDouble ksDistance,
            OptionalDouble ksPValue,
            OptionalDouble ksEffect) {}

    /**
     * Learns from blocks.
     *
     * @param blocks counts by block and cell, in time order; every block and every rest has rows
     * @param ordered cells from the first one on that have an order, 0 for labels; missing values stand behind them
     * @throws IllegalArgumentException for fewer than two blocks, or an empty one
     */
    public BlockCalibration(long[][] blocks, int ordered) {
        this.ordered = ordered;
        this.profile = new long[blocks[0].length];
        for (long[] block : blocks) {
            for (int i = 0; i < profile.length; i++) {
                profile[i] += block[i];
            }
        }
        this.degrees =
                Math.max(1, (int) Arrays.stream(profile).filter(c -> c > 0).count() - 1);
        double[] rows = new double[blocks.length];
        double[] divergences = new double[blocks.length];
        double[] distances = new double[blocks.length];
        for (int b = 0; b < blocks.length; b++) {
            Distances apart = Distances.of(subtract(profile, blocks[b]), blocks[b], ordered);
            rows[b] = apart.rows();
            divergences[b] = 8 * apart.divergence() * apart.rows() / degrees;
            distances[b] = apart.ks() * apart.ks() * apart.rows();
        }
        this.js = ChanceLaw.fit(divergences, rows, 1, Math.max(degrees, 1.5));
        this.ks = ordered == 0 ? null : ChanceLaw.fit(distances, rows, KS_UNIT, KS_DEGREES);
    }

    private static long[] subtract(long[] all, long[] part) {
        long[] rest = new long[all.length];
        for (int i = 0; i < all.length; i++) {
            rest[i] = all[i] - part[i];
        }
        return rest;
    }

    /** Judges a window's counts, by the same cells. */
    public Verdict judge(long[] window) {
        Distances apart = Distances.of(profile, window, ordered);
        double rows = js.withinBlocks(apart.rows());
        double jsPValue = js.pValue(8 * apart.divergence() * rows / degrees, rows);
        double byChance = js.mean(rows) * degrees / (8 * rows);
        double jsEffect = Math.sqrt(Math.max(0, apart.divergence() - byChance) / LN_2);
        ChanceLaw order = ks;
        if (order == null) {
            return new Verdict(
                    jsEffect,
                    jsPValue,
                    apart.divergence(),
                    jsPValue,
                    jsEffect,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty());
        }
        double statistic = apart.ks() * apart.ks() * rows;
        double independent = statistic / (order.mean(rows) / KS_UNIT * order.inflation());
        double ksPValue = Math.max(order.pValue(statistic, rows), KolmogorovSmirnov.limit(Math.sqrt(independent)));
        double ksEffect = Math.sqrt(Math.max(0, apart.ks() * apart.ks() - order.mean(rows) / rows));
        return new Verdict(
                Math.max(jsEffect, ksEffect),
                Math.min(1, 2 * Math.min(jsPValue, ksPValue)),
                apart.divergence(),
                jsPValue,
                jsEffect,
                OptionalDouble.of(apart.ks()),
                OptionalDouble.of(ksPValue),
                OptionalDouble.of(ksEffect));
    }

    /** Independent rows that so many effective rows of a comparison are worth, n/(c + ρn). */
    public double worth(double rows) {
        double within = js.withinBlocks(rows);
        return within / js.mean(within);
    }

    /** The law of the Jensen-Shannon divergence, as 8·JS·n/s. */
    public ChanceLaw jsLaw() {
        return js;
    }

    /** The law of the squared Kolmogorov-Smirnov distance times rows; null without order. */
    public @Nullable ChanceLaw ksLaw() {
        return ks;
    }

    /** s, the degrees of freedom of the cells. */
    public int degrees() {
        return degrees;
    }

    /** Both distances of two count lists, and the effective rows of the comparison, 1/(1/n + 1/m). */
    private record Distances(double divergence, double ks, double rows) {

        static Distances of(long[] baseline, long[] window, int ordered) {
            CellCounts counts = CellCounts.of(baseline, window);
            return new Distances(
                    JensenShannon.divergenceNats(counts),
                    largestGap(baseline, window, ordered),
                    counts.effectiveRows());
        }

        private static double largestGap(long[] baseline, long[] window, int ordered) {
            double n = Math.max(1, Arrays.stream(baseline, 0, ordered).sum());
            double m = Math.max(1, Arrays.stream(window, 0, ordered).sum());
            double below = 0;
            double largest = 0;
            for (int i = 0; i < ordered - 1; i++) {
                below += window[i] / m - baseline[i] / n;
                largest = Math.max(largest, Math.abs(below));
            }
            return largest;
        }
    }
}
