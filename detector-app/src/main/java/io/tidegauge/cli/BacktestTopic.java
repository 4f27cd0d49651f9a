package io.tidegauge.cli;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.backtest.PastWindow;
import io.tidegauge.backtest.ReportedWindows;
import io.tidegauge.backtest.WindowedEvents;
import io.tidegauge.baseline.BaselineFile;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.serde.AvroWire;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/**
 * What a topic holds of the baseline's model: events, or where it is the topic of reports, windows.
 *
 * @param topic the topic
 * @param baseline the baseline's file
 * @param span the event times that are judged
 * @param window how long windows are
 * @param cluster where the topic is
 * @param err where what cannot be read is named
 */
record BacktestTopic(
        String topic, String baseline, TimeWindow span, Duration window, Connection cluster, PrintWriter err)
        implements BacktestInput {

    @Override
    public BacktestData read() throws IOException {
        BaselineSet set = BaselineFile.read(Path.of(baseline));
        List<PastWindow> windows = topic.equals(cluster.topics().reports())
                ? reported(set.manifest().model())
                : ofEvents(set);
        return new BacktestData(set, new TreeMap<>(), windows);
    }

    private List<PastWindow> reported(ModelVersion model) {
        ReportedWindows windows = new ReportedWindows(model, window.toMillis());
        try (AvroWire wire = AvroWire.open(cluster.registry(), false);
                TopicReader<FeatureReport> reader = new TopicReader<>(cluster, topic, wire.reportReader(), err)) {
            reader.readToEnd((key, report) -> {
                if (report != null
                        && report.window().startMs() >= span.startMs()
                        && report.window().endMs() <= span.endMs()) {
                    windows.add(report);
                }
            });
        }
        return windows.windows();
    }

    private List<PastWindow> ofEvents(BaselineSet set) {
        ModelVersion model = set.manifest().model();
        WindowedEvents windows = new WindowedEvents(window.toMillis());
        try (AvroWire wire = AvroWire.open(cluster.registry(), false);
                TopicReader<InferenceEvent> reader =
                        new TopicReader<>(cluster, topic, new EventValues(wire.eventDecoder()), err)) {
            reader.readToEnd((key, event) -> {
                if (event != null
                        && event.model().equals(model.model())
                        && event.modelVersion().equals(model.version())
                        && event.eventTimeMs() >= span.startMs()
                        && event.eventTimeMs() < span.endMs()) {
                    windows.add(event);
                }
            });
        }
        return windows.windows(BacktestData.kinds(set));
    }
}
