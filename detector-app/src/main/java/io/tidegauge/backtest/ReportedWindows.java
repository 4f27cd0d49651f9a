package io.tidegauge.backtest;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.Counted;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A model's reports, put together to the windows that they are of. The rows' values are not known. Mutable. */
public final class ReportedWindows {

    private static final String ALL_ROWS = "*";

    private final ModelVersion model;
    private final long sizeMs;

    /** By window, then feature; the highest revision of each. */
    private final SortedMap<TimeWindow, SortedMap<String, FeatureReport>> reports = new TreeMap<>();

    /** Windows of this length of the model's version. */
    public ReportedWindows(ModelVersion model, long sizeMs) {
        this.model = model;
        this.sizeMs = sizeMs;
    }

    /** Takes the report if it belongs here. */
    public void add(FeatureReport report) {
        if (report.model().equals(model)
                && report.segment().equals(ALL_ROWS)
                && report.window().sizeMs() == sizeMs) {
            reports.computeIfAbsent(report.window(), window -> new TreeMap<>())
                    .merge(report.feature(), report, (a, b) -> b.revision() >= a.revision() ? b : a);
        }
    }

    /** The windows of which the model's summary is there, in their order, the first one's number 0. */
    public List<PastWindow> windows() {
        List<PastWindow> past = new ArrayList<>();
        reports.forEach((window, ofWindow) -> {
            FeatureReport summary = ofWindow.get(FeatureNames.ALL);
            if (summary != null) {
                int number =
                        Math.toIntExact((window.startMs() - reports.firstKey().startMs()) / sizeMs);
                past.add(new PastWindow(number, window, counted(summary.rows(), ofWindow), new TreeMap<>()));
            }
        });
        return past;
    }

    private static Counted counted(long rows, SortedMap<String, FeatureReport> reports) {
        SortedMap<String, FeatureProfile> profiles = new TreeMap<>();
        reports.forEach((feature, report) -> {
            if (!feature.equals(FeatureNames.ALL)) {
                profiles.put(feature, FeatureProfile.decode(report.profile()));
            }
        });
        return new Counted(rows, profiles);
    }
}
