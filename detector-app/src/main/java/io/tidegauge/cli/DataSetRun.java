package io.tidegauge.cli;

import io.tidegauge.backtest.CollectedRows;
import io.tidegauge.backtest.OwnRun;
import io.tidegauge.backtest.PastWindow;
import io.tidegauge.backtest.ReferenceValues;
import io.tidegauge.backtest.Scorecard;
import io.tidegauge.backtest.ScoredWindow;
import io.tidegauge.backtest.Scoring;
import io.tidegauge.backtest.Truth;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.BlockLength;
import io.tidegauge.baseline.ColumnRoles;
import io.tidegauge.baseline.ColumnTypes;
import io.tidegauge.baseline.RowEvents;
import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.baseline.RowTimes;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One data set, read into a baseline and windows of rows, and judged. Mutable while it reads. */
final class DataSetRun {

    private final DataSet set;
    private final DataSetTimes times;
    private final SortedMap<String, FeatureKind> kinds;
    private final BaselineBuilder baseline;
    private final CollectedRows baselineRows = new CollectedRows();
    private final List<PastWindow> windows = new ArrayList<>();
    private final List<ScoredWindow> scored = new ArrayList<>();
    private CollectedRows window = new CollectedRows();
    private long windowFrom;

    private DataSetRun(DataSet set, DataSetTimes times) {
        this.set = set;
        this.times = times;
        this.kinds = set.kinds();
        this.baseline = new BaselineBuilder(blockMs(set, times));
    }

    private static long blockMs(DataSet set, DataSetTimes times) {
        BlockLength length = new BlockLength(times.windowMs());
        for (int row = 0; row < Math.min(set.baselineRows(), times.times().length); row++) {
            length.add(times.times()[row]);
        }
        return length.lengthMs();
    }

    /** Reads a set. */
    static DataSetRun read(DataSet set, DataSetTimes times, Progress progress) {
        DataSetRun run = new DataSetRun(set, times);
        run.read(progress);
        return run;
    }

    private void read(Progress progress) {
        Set<String> verbatim = set.time() == null || kinds.containsKey(set.time()) ? Set.of() : Set.of(set.time());
        ColumnTypes types = new ColumnTypes(set.numeric(), set.categorical(), verbatim, ',');
        try (RowReader reader = RowReader.open(set.rows(), types)) {
            kinds.keySet().retainAll(new TreeSet<>(reader.columns()));
            ColumnRoles roles = new ColumnRoles(kinds.keySet(), Set.of(), null, null, null, Set.of(), Set.of());
            RowEvents events = new RowEvents(set.rows(), new ModelVersion(set.name(), "1"), roles, RowTimes.UNKNOWN);
            reader.forEach(RowRange.ALL, row -> {
                add(row.number(), events.eventOf(row));
                progress.step();
            });
        }
        endWindow(times.times().length);
    }

    private void add(long row, InferenceEvent event) {
        if (row < set.baselineRows()) {
            baseline.add(at(event, times.times()[Math.toIntExact(row)]));
            baselineRows.add(event);
            windowFrom = row + 1;
            return;
        }
        if (row % set.windowRows() == 0) {
            endWindow(row);
        }
        window.add(event);
    }

    private static InferenceEvent at(InferenceEvent event, long timeMs) {
        return new InferenceEvent(
                event.eventId(),
                event.model(),
                event.modelVersion(),
                timeMs,
                event.features(),
                event.prediction(),
                event.scores(),
                event.segments(),
                event.latencyMs());
    }

    private void endWindow(long before) {
        if (window.rows() > 0) {
            int number = Math.toIntExact(windowFrom / set.windowRows());
            long start = times.windowStart(number);
            windows.add(new PastWindow(
                    number, new TimeWindow(start, start + times.windowMs()), window.counted(), window.values(kinds)));
            scored.add(new ScoredWindow(number, windowFrom, before));
            window = new CollectedRows();
        }
        windowFrom = before;
    }

    /** The set judged by all policies, ours as it is without configuration. */
    ScoredSet judge(List<Truth> truths) {
        Scoring scoring = new Scoring(set.name(), new TreeSet<>(kinds.keySet()), truths, scored);
        OwnRun own = new OwnRun(baselineSet(), policy());
        Scorecard card = Scorecard.of(own, references(), windows, scoring);
        return new ScoredSet(set, this, scoring, card, own.measured());
    }

    /** How often a window closes, and all else as it is without configuration. */
    ModelPolicy policy() {
        return ModelPolicy.standard(Cadence.tumbling(Duration.ofMillis(times.windowMs())));
    }

    /** The baseline, its blocks among it. */
    BaselineSet baselineSet() {
        long from = times.times()[0];
        return baseline.build(
                new BaselineOrigin(new ModelVersion(set.name(), "1"), "first-rows", kinds, from, from),
                set.rows().getFileName() + " rows 0:" + set.baselineRows());
    }

    private SortedMap<String, ReferenceValues> references() {
        SortedMap<String, ReferenceValues> references = new TreeMap<>();
        baselineRows
                .values(kinds)
                .forEach((feature, values) ->
                        references.put(feature, ReferenceValues.inChunksOf(set.windowRows(), values)));
        return references;
    }

    /** When its rows happened. */
    DataSetTimes times() {
        return times;
    }

    /** Its windows. */
    List<PastWindow> windows() {
        return List.copyOf(windows);
    }

    /** The features that are judged, with their kinds. */
    Map<String, FeatureKind> kinds() {
        return Map.copyOf(kinds);
    }
}
