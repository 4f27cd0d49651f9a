package io.tidegauge.calibrate;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.CellUnion;
import io.tidegauge.compare.Judgement;
import io.tidegauge.compare.Significance;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import java.util.List;
import java.util.Optional;

/**
 * What one feature's windows are judged by: its baseline's cells, and the chance that its blocks show. Laws are fitted when
 * they are first needed, and kept. Safe for use by several threads.
 *
 * <p>A window is held to blocks of its own length, or of the longest shorter one that there are enough of: a law says nothing
 * beyond its largest block, so that is safe. Windows of a day or more are held to blocks of a day or more only.
 */
public final class Calibrator {

    /** Fewer blocks than this show no law. */
    static final int ENOUGH_BLOCKS = 30;

    /** Days show a law from here on; the budget held in simulations with so few. */
    static final int FEWEST_DAYS = 3;

    /** Days that show it well: two weeks. Section 4.4 asks for these, the number for days' blocks is our own. */
    static final int ENOUGH_DAYS = 14;

    private static final long WEEK_MS = 7 * TimeWindow.DAY_MS;

    private final CellLayout layout;
    private final ChanceLaws laws;
    private final CellUnion whole;

    private Calibrator(CellLayout layout, ChanceLaws laws) {
        this.layout = layout;
        this.laws = laws;
        this.whole = CellUnion.none(layout);
    }

    /**
     * The calibrator of a feature.
     *
     * @param kind how windows are compared
     * @param baseline the baseline's profile of the feature
     * @param rows all rows of the baseline, at least the profile's
     * @param blocks its blocks; those that were counted for another kind, or on other cells, are not used
     */
    public static Calibrator of(FeatureKind kind, FeatureProfile baseline, long rows, Optional<BaselineBlocks> blocks) {
        CellLayout layout = CellLayout.of(kind, baseline);
        Optional<BaselineBlocks> usable = blocks.filter(b -> b.kind() == kind && b.cells() == layout.size());
        return new Calibrator(layout, new ChanceLaws(layout.counts(baseline, rows), usable));
    }

    /** The calibrator of a feature whose baseline is known by its blocks alone, counted on the layout's cells. */
    public static Calibrator of(CellLayout layout, BaselineBlocks blocks) {
        if (blocks.kind() != layout.kind() || blocks.cells() != layout.size()) {
            throw new IllegalArgumentException(blocks + " are not of " + layout.size() + " cells of " + layout.kind());
        }
        return new Calibrator(layout, new ChanceLaws(blocks.whole(), Optional.of(blocks)));
    }

    /** The cells that windows are counted on. */
    public CellLayout layout() {
        return layout;
    }

    /** What the window is judged by. */
    public Significance significance(TimeWindow window) {
        return held(window);
    }

    /**
     * Judges a window by its rows in the layout's cells. The effect's interval, which takes longer than all else, is left out.
     *
     * @param counts rows by cell of the layout
     */
    public Judgement judge(TimeWindow window, long[] counts) {
        return held(window).judge(counts, whole);
    }

    private BlockSignificance held(TimeWindow window) {
        return new BlockSignificance(
                layout,
                union -> laws.of(window, union),
                calibration(window.sizeMs()),
                laws.held(window),
                laws.hours(window));
    }

    /**
     * What is known of windows of the length: CALIBRATED from {@value #ENOUGH_BLOCKS} blocks of seven days on, or from
     * {@value #ENOUGH_DAYS} days on, PROVISIONAL from {@value #ENOUGH_BLOCKS} blocks or {@value #FEWEST_DAYS} days on.
     */
    public Calibration calibration(long windowMs) {
        return laws.blocks(windowMs).map(Calibrator::calibration).orElse(Calibration.UNCALIBRATED);
    }

    /** The blocks that windows of the length are held to; empty where there are not enough. */
    public Optional<BlockCells> blocks(long windowMs) {
        return laws.blocks(windowMs);
    }

    static Calibration calibration(BlockCells blocks) {
        boolean calibrated =
                blocks.lengthMs() == TimeWindow.DAY_MS ? blocks.all() >= ENOUGH_DAYS : blocks.spanMs() >= WEEK_MS;
        return calibrated ? Calibration.CALIBRATED : Calibration.PROVISIONAL;
    }

    /** The independent rows that a window of so many is worth, n/(c + ρn), n no more than the largest block's. */
    public double independentRows(long windowMs, long rows) {
        return laws.of(windowMs, whole).worth(rows);
    }

    /** c, what rows that repeat or resemble each other divide a window's worth by; at least 1. */
    public double repetition(long windowMs) {
        return law(windowMs).repetition();
    }

    /** ρ, what windows that wander by themselves take of each row; a window is worth no more than 1/ρ. */
    public double wander(long windowMs) {
        return law(windowMs).wander();
    }

    private ChanceLaw law(long windowMs) {
        return laws.of(windowMs, CellUnion.none(layout)).jsLaw();
    }

    /**
     * The smallest effect, a debiased Jensen-Shannon distance, that a window of so many rows shows half of the time, in
     * [0, 1]: what the law is exceeded by at level/(2·features), less what chance alone makes of it. Section 4.3 of the
     * paper gives it for independent rows as √((q_χ²(s, α) − s)/(8 ln 2 n)).
     *
     * @param level the level that the features of a window are tested at together, in (0, 1)
     * @param features how many there are
     */
    public double detectable(long windowMs, long rows, double level, int features) {
        double effectiveRows = 1 / (1.0 / rows + 1 / laws.rowsHeldAgainst(windowMs));
        return laws.of(windowMs, whole).detectable(effectiveRows, level / (2.0 * features));
    }

    /** The lengths of blocks that laws can be learned from, milliseconds, shortest first. */
    public List<Long> lengths() {
        return laws.lengths();
    }
}
