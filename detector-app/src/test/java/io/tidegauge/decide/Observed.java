package io.tidegauge.decide;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Judgement;
import io.tidegauge.compare.SeasonSlot;
import io.tidegauge.compare.Statistic;
import io.tidegauge.event.FeatureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A feature as seen in a window of 1,000 rows against a baseline of 10,000, healthy but for what is set: every count as
 * in the baseline, an effect of 0 and a p-value of 1.
 */
public final class Observed {

    private final String feature;
    private final FeatureKind kind;
    private final SortedMap<String, Statistic> statistics = new TreeMap<>();
    private final List<CellShare> cells = new ArrayList<>();
    private long baselineRows = 10_000;
    private long windowRows = 1_000;
    private long baselineMissing;
    private long windowMissing;
    private long windowMismatched;
    private long baselineNotNumbers;
    private long windowNotNumbers;
    private long windowBelow;
    private long windowAbove;
    private long windowUnseen;
    private long baselineDistinct = 50;
    private long windowDistinct = 40;
    private boolean named = true;
    private Statistic effect = Statistic.of(0);
    private Statistic pValue = Statistic.of(1);
    private double resolution;
    private Calibration calibration = Calibration.CALIBRATED;
    private double repetition = 1;
    private double wander;
    private Statistic independentRows = Statistic.undefined("not observed");
    private Statistic low = Statistic.undefined("not observed");
    private Statistic high = Statistic.undefined("not observed");
    private Optional<SeasonSlot> slot = Optional.empty();

    private Observed(String feature, FeatureKind kind) {
        this.feature = feature;
        this.kind = kind;
    }

    public static Observed numeric(String feature) {
        return new Observed(feature, FeatureKind.NUMERIC);
    }

    public static Observed categorical(String feature) {
        return new Observed(feature, FeatureKind.CATEGORICAL);
    }

    public Observed rows(long window) {
        this.windowRows = window;
        return this;
    }

    public Observed baselineRows(long rows) {
        this.baselineRows = rows;
        return this;
    }

    /** Rows without a value. */
    public Observed missing(long baseline, long window) {
        this.baselineMissing = baseline;
        this.windowMissing = window;
        return this;
    }

    /** No event names the feature. */
    public Observed absent() {
        this.named = false;
        this.windowMissing = windowRows;
        this.windowDistinct = 0;
        return this;
    }

    public Observed mismatched(long window) {
        this.windowMismatched = window;
        return this;
    }

    public Observed notNumbers(long baseline, long window) {
        this.baselineNotNumbers = baseline;
        this.windowNotNumbers = window;
        return this;
    }

    public Observed outOfRange(long below, long above) {
        this.windowBelow = below;
        this.windowAbove = above;
        return this;
    }

    public Observed unseen(long window) {
        this.windowUnseen = window;
        return this;
    }

    public Observed distinct(long baseline, long window) {
        this.baselineDistinct = baseline;
        this.windowDistinct = window;
        return this;
    }

    public Observed drift(double effect, double pValue) {
        this.effect = Statistic.of(effect);
        this.pValue = Statistic.of(pValue);
        return this;
    }

    public Observed undefined() {
        this.effect = Statistic.undefined("no values");
        this.pValue = Statistic.undefined("no values");
        return this;
    }

    public Observed resolution(double share) {
        this.resolution = share;
        return this;
    }

    /** What is known of chance, CALIBRATED and independent rows unless said otherwise. */
    public Observed chance(Calibration known, double c, double rho) {
        this.calibration = known;
        this.repetition = c;
        this.wander = rho;
        return this;
    }

    /** What is known of chance. */
    public Observed chance(Calibration known) {
        this.calibration = known;
        return this;
    }

    /** Rows that the window's are worth. */
    public Observed worth(double rows) {
        this.independentRows = Statistic.of(rows);
        return this;
    }

    /** The 90 % interval of the effect. */
    public Observed interval(double from, double to) {
        this.low = Statistic.of(from);
        this.high = Statistic.of(to);
        return this;
    }

    /** Held against these hours of the baseline. */
    public Observed slot(SeasonSlot hours) {
        this.slot = Optional.of(hours);
        return this;
    }

    public Observed statistic(String name, double value) {
        statistics.put(name, Statistic.of(value));
        return this;
    }

    public Observed undefinedStatistic(String name) {
        statistics.put(name, Statistic.undefined("by the test"));
        return this;
    }

    public Observed cell(String label, double baseline, double window) {
        cells.add(new CellShare(label, baseline, window));
        return this;
    }

    public FeatureComparison comparison() {
        return new FeatureComparison(
                feature,
                kind,
                baselineRows,
                windowRows,
                baselineMissing,
                windowMissing,
                named ? windowRows : 0,
                windowMismatched,
                baselineNotNumbers,
                windowNotNumbers,
                windowBelow,
                windowAbove,
                windowUnseen,
                baselineDistinct,
                windowDistinct,
                judged(),
                resolution,
                statistics,
                cells);
    }

    /** The same comparison, where blocks of the baseline have shown that its rows are independent. */
    static FeatureComparison calibrated(FeatureComparison c) {
        Judgement j = c.judgement();
        Judgement.Chance chance = new Judgement.Chance(
                Calibration.CALIBRATED,
                1,
                0,
                j.chance().independentRows(),
                j.chance().low(),
                j.chance().high());
        return new FeatureComparison(
                c.feature(),
                c.kind(),
                c.baselineRows(),
                c.windowRows(),
                c.baselineMissing(),
                c.windowMissing(),
                c.windowPresent(),
                c.windowMismatched(),
                c.baselineNotNumbers(),
                c.windowNotNumbers(),
                c.windowBelow(),
                c.windowAbove(),
                c.windowUnseen(),
                c.baselineDistinct(),
                c.windowDistinct(),
                new Judgement(j.effect(), j.pValue(), j.jsEffect(), j.jsPValue(), j.ksEffect(), j.ksPValue(), chance),
                c.resolution(),
                c.statistics(),
                c.cells());
    }

    private Judgement judged() {
        Statistic none = Statistic.undefined("not observed");
        return new Judgement(
                effect,
                pValue,
                effect,
                pValue,
                none,
                none,
                new Judgement.Chance(calibration, repetition, wander, independentRows, low, high, slot));
    }
}
