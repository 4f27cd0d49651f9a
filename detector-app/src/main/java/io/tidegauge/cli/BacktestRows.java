package io.tidegauge.cli;

import io.tidegauge.backtest.WindowedEvents;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineFile;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.BlockLength;
import io.tidegauge.baseline.ColumnRoles;
import io.tidegauge.baseline.RowEvents;
import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.baseline.RowTimes;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A file's rows: some of them the baseline, or all judged against one that there is.
 *
 * @param input the file
 * @param baseline the baseline's file, or null where it is made of rows
 * @param baselineRows the rows it is made of, or null
 * @param roles what the columns are; the time must be among them
 * @param types what they hold
 * @param span the event times that are judged
 * @param window how long windows are
 * @param err where progress is shown
 */
record BacktestRows(
        Path input,
        @Nullable Path baseline,
        @Nullable RowRange baselineRows,
        ColumnRoles roles,
        TypeOptions types,
        TimeWindow span,
        Duration window,
        PrintWriter err)
        implements BacktestInput {

    private static final ModelVersion NOBODY = new ModelVersion("backtest", "1");

    @Override
    public BacktestData read() throws IOException {
        WindowedEvents judged = new WindowedEvents(window.toMillis());
        if (baseline != null) {
            BaselineSet set = BaselineFile.read(baseline);
            each("reading", set.manifest().model(), (row, event) -> judge(event, judged));
            return new BacktestData(set, new TreeMap<>(), judged.windows(BacktestData.kinds(set)));
        }
        RowRange reference = baselineRows == null ? RowRange.ALL : baselineRows;
        BaselineBuilder builder = new BaselineBuilder(blockMs(reference));
        WindowedEvents values = new WindowedEvents(window.toMillis());
        each("reading", NOBODY, (row, event) -> {
            if (reference.contains(row)) {
                builder.add(event);
                values.add(event);
            } else {
                judge(event, judged);
            }
        });
        BaselineSet set = builder.build(
                new BaselineOrigin(NOBODY, "rows-" + reference, types.kinds(roles), 0, 0),
                input.getFileName() + " rows " + reference);
        Map<String, FeatureKind> kinds = BacktestData.kinds(set);
        return new BacktestData(set, values.reference(kinds), judged.windows(kinds));
    }

    private void judge(InferenceEvent event, WindowedEvents judged) {
        if (event.eventTimeMs() >= span.startMs() && event.eventTimeMs() < span.endMs()) {
            judged.add(event);
        }
    }

    private long blockMs(RowRange reference) {
        BlockLength length = new BlockLength(window.toMillis());
        each("measuring", NOBODY, (row, event) -> {
            if (reference.contains(row)) {
                length.add(event.eventTimeMs());
            }
        });
        return length.lengthMs();
    }

    private void each(String what, ModelVersion model, BiConsumer<Long, InferenceEvent> visitor) {
        String time = roles.time();
        if (time == null) {
            throw new UsageException("say when the rows happened: --time-column COLUMN");
        }
        RowEvents events = new RowEvents(input, model, roles, new RowTimes.Column(time));
        try (RowReader reader = types.open(input, roles);
                Progress progress = new Progress(err, Terminal.showsErrors(), what, reader.rows())) {
            reader.forEach(RowRange.ALL, row -> {
                visitor.accept(row.number(), events.eventOf(row));
                progress.step();
            });
        }
    }
}
