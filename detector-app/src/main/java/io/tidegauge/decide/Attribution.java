package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.compare.FeatureComparison;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which kind of alert a feature's effect belongs to, so that one cause gives one alert. Rows at fault move the effect as
 * drift does; the part they account for is the divergence between fault and rest, and what is left is drift.
 *
 * <p>A fault explains the effect when it accounts for a third of the divergence: values that move into a fault leave
 * their old cells, so a fault alone may leave up to half of the divergence to those.
 *
 * @param faults the findings on faults; a fault of the values' law that drift explains better is WAVERING here
 * @param explained whether faults explain the effect, so that no drift is to be concluded from it
 * @param effectLeft the part of the effect that no fault accounts for, in [0, 1]
 */
record Attribution(Map<AlertKind, Finding> faults, boolean explained, double effectLeft) {

    private static final double EXPLAINING_SHARE = 1.0 / 3;

    /**
     * Divides the effect between the faults and drift.
     *
     * @param c the comparison, with a defined effect
     * @param faults the findings on faults
     * @param drifting whether drift of the feature is firing already: values out of range or unseen are then part of it,
     *     unless they are so many that they fire at once
     */
    static Attribution of(FeatureComparison c, Map<AlertKind, Finding> faults, boolean drifting) {
        Map<AlertKind, Finding> attributed = new EnumMap<>(AlertKind.class);
        attributed.putAll(faults);
        double divergence = c.effect().orNaN() * c.effect().orNaN();
        double rows = new Partition(c, faults).withRows().divergence();
        double all = new Partition(c, faults).withRows().withValues().divergence();
        boolean valuesExplain = !drifting && all - rows >= EXPLAINING_SHARE * (divergence - rows);
        if (!valuesExplain) {
            leaveToDrift(attributed, AlertKind.OUT_OF_RANGE);
            leaveToDrift(attributed, AlertKind.UNSEEN_CATEGORY);
        }
        double part = valuesExplain ? all : rows;
        boolean explained = part > 0 && part >= EXPLAINING_SHARE * divergence;
        return new Attribution(attributed, explained, Math.sqrt(Math.max(0, divergence - part)));
    }

    private static void leaveToDrift(Map<AlertKind, Finding> findings, AlertKind kind) {
        findings.computeIfPresent(
                kind, (k, finding) -> finding.is(Verdict.EXCEEDING) ? finding.as(Verdict.WAVERING) : finding);
    }

    /** The rows divided into faults found and the rest. */
    private static final class Partition {

        private final FeatureComparison c;
        private final Map<AlertKind, Finding> faults;
        private double divergence;
        private double baselineRest = 1;
        private double windowRest = 1;

        Partition(FeatureComparison c, Map<AlertKind, Finding> faults) {
            this.c = c;
            this.faults = faults;
        }

        /** Sets apart the rows that have no value to compare. */
        Partition withRows() {
            double mismatched = FaultRules.baselineMismatched(c) * c.baselineRows();
            setApart(AlertKind.MISSING_VALUES, c.baselineMissing(), c.windowMissing());
            setApart(AlertKind.NOT_A_NUMBER, c.baselineNotNumbers(), c.windowNotNumbers());
            setApart(AlertKind.TYPE_CHANGE, mismatched, c.windowMismatched());
            return this;
        }

        /** Sets apart the rows whose value the baseline never had. */
        Partition withValues() {
            setApart(AlertKind.OUT_OF_RANGE, 0, FaultRules.outside(c));
            setApart(AlertKind.UNSEEN_CATEGORY, 0, c.windowUnseen());
            return this;
        }

        private void setApart(AlertKind kind, double baselineCount, long windowCount) {
            Finding finding = faults.get(kind);
            if (finding != null && finding.exceeds()) {
                double baselineShare = baselineCount / c.baselineRows();
                double windowShare = (double) windowCount / c.windowRows();
                divergence += Divergence.ofCell(baselineShare, windowShare);
                baselineRest -= baselineShare;
                windowRest -= windowShare;
            }
        }

        double divergence() {
            return divergence + Divergence.ofCell(Math.max(0, baselineRest), Math.max(0, windowRest));
        }
    }
}
