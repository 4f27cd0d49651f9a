package io.tidegauge.calibrate;

import io.tidegauge.compare.EffectInterval;
import io.tidegauge.compare.KolmogorovSmirnov;
import java.util.Arrays;
import java.util.List;
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

    private final long[] whole;
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
     * @param ksDistance Kolmogorov-Smirnov distance on the cells; empty without order, or without values on a side
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

    private BlockCalibration(long[] whole, int ordered, ChanceLaw js, @Nullable ChanceLaw ks) {
        this.whole = whole;
        this.degrees = degrees(whole);
        this.ordered = ordered;
        this.js = js;
        this.ks = ks;
    }

    /**
     * Learns from all blocks of a baseline.
     *
     * @param blocks counts by block and cell, in time order; every block and every rest has rows
     * @param ordered cells from the first one on that have an order, 0 for labels; missing values stand behind them
     * @throws IllegalArgumentException for fewer than two blocks, or an empty one
     */
    public static BlockCalibration of(long[][] blocks, int ordered) {
        long[] whole = new long[blocks[0].length];
        for (long[] block : blocks) {
            for (int i = 0; i < whole.length; i++) {
                whole[i] += block[i];
            }
        }
        return fitted(
                whole,
                Arrays.stream(blocks)
                        .map(block -> Distances.ofPart(whole, block, ordered).orElseThrow(BlockCalibration::oneSided))
                        .toList(),
                ordered);
    }

    /**
     * Learns from blocks.
     *
     * @param whole rows by cell, of all the baseline
     * @param apart of each block, in time order, how far it is from what it is held against
     * @param ordered cells from the first one on that have an order
     * @throws IllegalArgumentException for fewer than two blocks
     */
    static BlockCalibration fitted(long[] whole, List<Distances> apart, int ordered) {
        int degrees = degrees(whole);
        ChanceLaw js = ChanceLaw.fit(
                apart.stream()
                        .mapToDouble(d -> 8 * d.divergence() * d.rows() / degrees)
                        .toArray(),
                apart.stream().mapToDouble(Distances::rows).toArray(),
                1,
                Math.max(degrees, 1.5));
        List<Distances> inOrder = apart.stream().filter(Distances::inOrder).toList();
        if (inOrder.size() < 2) {
            return new BlockCalibration(whole, ordered, js, null);
        }
        ChanceLaw ks = ChanceLaw.fit(
                inOrder.stream().mapToDouble(d -> d.ks() * d.ks() * d.rows()).toArray(),
                inOrder.stream().mapToDouble(Distances::rows).toArray(),
                KS_UNIT,
                KS_DEGREES);
        return new BlockCalibration(whole, ordered, js, ks);
    }

    private static IllegalArgumentException oneSided() {
        return new IllegalArgumentException("a side has no rows");
    }

    /** Takes c and ρ as given, where there are no blocks to learn them from. */
    static BlockCalibration assumed(long[] whole, int ordered, double repetition, double wander) {
        return new BlockCalibration(
                whole,
                ordered,
                ChanceLaw.assumed(1, degrees(whole), repetition, wander),
                ordered == 0 ? null : ChanceLaw.assumed(KS_UNIT, KS_DEGREES, repetition, wander));
    }

    private static int degrees(long[] whole) {
        return Math.max(1, (int) Arrays.stream(whole).filter(c -> c > 0).count() - 1);
    }

    /** Judges a window's counts, by the same cells, against all of the baseline. */
    public Verdict judge(long[] window) {
        return judge(whole, window);
    }

    /** Judges a window's counts against some of the baseline's, both of them with rows. */
    Verdict judge(long[] baseline, long[] window) {
        Distances apart = Distances.of(baseline, window, ordered).orElseThrow(BlockCalibration::oneSided);
        double rows = js.withinBlocks(apart.rows());
        double jsPValue = js.pValue(8 * apart.divergence() * rows / degrees, rows);
        double byChance = js.mean(rows) * degrees / (8 * rows);
        double jsEffect = Math.sqrt(Math.max(0, apart.divergence() - byChance) / LN_2);
        ChanceLaw order = ks;
        if (order == null || !apart.inOrder()) {
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

    /**
     * The debiased Jensen-Shannon distance of a window that is as likely as the level when nothing happened, in [0, 1].
     *
     * @param rows effective rows of the comparison
     * @param level in (1e-300, 1)
     */
    double detectable(double rows, double level) {
        double within = js.withinBlocks(rows);
        double beyondChance = js.exceededBy(level, within) - js.mean(within);
        return Math.min(1, Math.sqrt(Math.max(0, beyondChance) * degrees / (8 * within * LN_2)));
    }

    /** The 90 % interval of the Jensen-Shannon part of an effect, of a divergence in nats and so many effective rows. */
    EffectInterval interval(double divergence, double rows) {
        double within = js.withinBlocks(rows);
        return EffectInterval.of(divergence, degrees, within / js.mean(within));
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
}
