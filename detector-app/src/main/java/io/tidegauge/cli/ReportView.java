package io.tidegauge.cli;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.config.DurationText;
import java.time.Duration;
import java.time.Instant;

/** Reports of features in windows. */
final class ReportView implements RecordView<FeatureReport> {

    @Override
    public String[] header() {
        return new String[] {
            "WINDOW START",
            "WINDOW END",
            "LENGTH",
            "MODEL",
            "SEGMENT",
            "FEATURE",
            "ROWS",
            "NULLS",
            "EFFECT",
            "P-VALUE",
            "BASELINE"
        };
    }

    @Override
    public String[] row(FeatureReport report) {
        return new String[] {
            Instant.ofEpochMilli(report.window().startMs()).toString(),
            Instant.ofEpochMilli(report.window().endMs()).toString(),
            DurationText.of(Duration.ofMillis(report.window().sizeMs())),
            report.model().toString(),
            report.segment(),
            report.feature(),
            Long.toString(report.rows()),
            Long.toString(report.nulls()),
            BaselineText.figure(report.effect()),
            BaselineText.figure(report.pValue()),
            report.baselineId() + (report.complete() ? "" : " (incomplete: without " + report.missingPartitions() + ")")
        };
    }

    @Override
    public JsonText json(FeatureReport report) {
        return new JsonText()
                .put("model", report.model().model())
                .put("model_version", report.model().version())
                .put("segment", report.segment())
                .put("feature", report.feature())
                .put(
                        "window_start",
                        Instant.ofEpochMilli(report.window().startMs()).toString())
                .put("window_end", Instant.ofEpochMilli(report.window().endMs()).toString())
                .put("window_ms", report.window().sizeMs())
                .put("revision", report.revision())
                .put("rows", report.rows())
                .put("nulls", report.nulls())
                .put("late_rows", report.lateRows())
                .put("complete", report.complete())
                .put("missing_partitions", report.missingPartitions())
                .put("baseline_id", report.baselineId())
                .figure("effect", report.effect())
                .figure("p_value", report.pValue())
                .figures("statistics", report.statistics())
                .figure("resolution", report.resolution());
    }
}
