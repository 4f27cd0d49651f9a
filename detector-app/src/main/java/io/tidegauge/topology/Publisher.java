package io.tidegauge.topology;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.Assessment;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards what is to be written, and tells the listener of it. */
final class Publisher {

    private final ProcessorContext<String, Published> context;
    private final HeardTime time;
    private final DetectorListener listener;

    Publisher(ProcessorContext<String, Published> context, HeardTime time, DetectorListener listener) {
        this.context = context;
        this.time = time;
        this.listener = listener;
    }

    /** Publishes all that came of a window that closed. */
    void closed(Assessment assessment) {
        forward(new Published.Report(assessment.summary()));
        reported(assessment.reports());
        assessment.alerts().forEach(this::alert);
        listener.windowClosed(assessment.summary());
    }

    /** Publishes reports of features, and summaries that close no window. */
    void reported(List<FeatureReport> reports) {
        reports.forEach(report -> {
            forward(new Published.Report(report));
            listener.reported(report);
        });
    }

    /** Publishes all that came of a day that was decided on. */
    void day(Assessment assessment) {
        forward(new Published.Report(assessment.summary()));
        day(assessment.reports());
        assessment.alerts().forEach(this::alert);
    }

    /** Publishes the reports of a day: it is no window that the listener counts. */
    void day(List<FeatureReport> reports) {
        reports.forEach(report -> forward(new Published.Report(report)));
    }

    /** Publishes an alert's change of state. */
    void alert(DriftAlert alert) {
        forward(new Published.Alert(alert));
        listener.alerted(alert);
    }

    private void forward(Published published) {
        context.forward(new Record<>(published.key(), published, time.nowMs()));
    }
}
