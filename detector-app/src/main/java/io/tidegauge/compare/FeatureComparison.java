package io.tidegauge.compare;

import io.tidegauge.event.FeatureKind;
import java.util.List;
import java.util.SortedMap;

/**
 * All that is known of one feature in one window against its baseline; what the decision looks at. Row counts are of
 * the model's rows, so that a feature left out of an event counts as missing there.
 *
 * @param feature the feature's name
 * @param kind how it was compared
 * @param baselineRows rows of the baseline
 * @param windowRows rows of the window
 * @param baselineMissing baseline rows without a value: null, or left out
 * @param windowMissing window rows without a value: null, or left out
 * @param windowPresent window rows that named the feature, null or not; 0 means the feature is absent
 * @param windowMismatched window values of another type than the kind's
 * @param baselineNotNumbers NaN and infinite values in the baseline
 * @param windowNotNumbers NaN and infinite values in the window
 * @param windowBelow window values below the baseline's minimum (numeric)
 * @param windowAbove window values above the baseline's maximum (numeric)
 * @param windowUnseen window values in categories that the baseline does not have (categorical)
 * @param baselineDistinct distinct values of the baseline; a lower bound where the sketch is not exact
 * @param windowDistinct distinct values of the window; a lower bound where the sketch is not exact
 * @param judgement effect, significance, and the chance they were held against
 * @param resolution the larger of both sides' largest multi-valued bucket share, in [0, 1]; 0 when exact
 * @param statistics every statistic of the catalogue by name
 * @param cells the comparison's cells, in the order of the values
 */
public record FeatureComparison(
        String feature,
        FeatureKind kind,
        long baselineRows,
        long windowRows,
        long baselineMissing,
        long windowMissing,
        long windowPresent,
        long windowMismatched,
        long baselineNotNumbers,
        long windowNotNumbers,
        long windowBelow,
        long windowAbove,
        long windowUnseen,
        long baselineDistinct,
        long windowDistinct,
        Judgement judgement,
        double resolution,
        SortedMap<String, Statistic> statistics,
        List<CellShare> cells) {

    /** A coarser sketch than this, the share of its largest bucket, does not tell enough of the values for a warning. */
    public static final double MAX_RESOLUTION = 0.05;

    public FeatureComparison {
        if (baselineRows < 0 || windowRows < 0 || windowMissing > windowRows || windowPresent > windowRows) {
            throw new IllegalArgumentException("feature " + feature + ": rows " + windowRows + ", missing "
                    + windowMissing + ", present " + windowPresent + ", baseline rows " + baselineRows);
        }
        cells = List.copyOf(cells);
    }

    /** Max of debiased Jensen-Shannon and Kolmogorov-Smirnov distance on the cells, in [0, 1]. */
    public Statistic effect() {
        return judgement.effect();
    }

    /** Significance of the effect, in [0, 1]. */
    public Statistic pValue() {
        return judgement.pValue();
    }

    /** Whether a side's sketch is coarser than {@link #MAX_RESOLUTION}. */
    public boolean lowResolution() {
        return resolution > MAX_RESOLUTION;
    }

    /** Window rows that have a value of the right type. */
    public long windowValues() {
        return windowRows - windowMissing - windowMismatched;
    }
}
