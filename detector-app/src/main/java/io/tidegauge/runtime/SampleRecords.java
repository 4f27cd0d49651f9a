package io.tidegauge.runtime;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Records that are serialized, and never sent, to have the registry's word on their schemas before work begins. */
final class SampleRecords {

    private static final ModelVersion MODEL = new ModelVersion("model", "version");
    private static final TimeWindow WINDOW = new TimeWindow(0, 1);

    private SampleRecords() {}

    static FeatureReport report() {
        return new FeatureReport(
                MODEL,
                "*",
                "*",
                WINDOW,
                0,
                0,
                0,
                0,
                true,
                "",
                FeatureReport.NO_BASELINE,
                Double.NaN,
                Double.NaN,
                Collections.unmodifiableSortedMap(new TreeMap<>()),
                0,
                new byte[0]);
    }

    static DriftAlert alert() {
        return new DriftAlert(
                "sample",
                AlertState.RESOLVED,
                Severity.NOTICE,
                AlertKind.DISTRIBUTION,
                MODEL,
                "*",
                "*",
                WINDOW,
                0,
                0,
                Evidence.ofRule(0),
                Collections.unmodifiableSortedMap(new TreeMap<>()),
                FeatureReport.NO_BASELINE,
                DriftAlert.NO_INCIDENT,
                List.of(),
                "sample");
    }
}
