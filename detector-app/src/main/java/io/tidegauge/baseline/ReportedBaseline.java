package io.tidegauge.baseline;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.ProfileFormatException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A baseline made of a model's own reports: the profiles of its complete windows in a span of time, merged. Of windows
 * that overlap, each instant is counted once. Mutable: reports are added in any order.
 */
public final class ReportedBaseline {

    /** Segment of the reports of all rows. */
    private static final String ALL_ROWS = "*";

    private final ModelVersion model;
    private final TimeWindow span;

    /** By window, then feature; the highest revision of each. */
    private final SortedMap<TimeWindow, SortedMap<String, FeatureReport>> reports = new TreeMap<>();

    /** Reports of {@code model} whose windows lie within {@code span}. */
    public ReportedBaseline(ModelVersion model, TimeWindow span) {
        this.model = model;
        this.span = span;
    }

    /** Takes the report if it belongs here. */
    public void add(FeatureReport report) {
        TimeWindow window = report.window();
        if (report.model().equals(model)
                && report.segment().equals(ALL_ROWS)
                && window.startMs() >= span.startMs()
                && window.endMs() <= span.endMs()) {
            reports.computeIfAbsent(window, w -> new TreeMap<>())
                    .merge(report.feature(), report, (a, b) -> b.revision() >= a.revision() ? b : a);
        }
    }

    /**
     * The baseline.
     *
     * @throws IllegalArgumentException when no complete window lies in the span, or a report's profile cannot be read
     */
    public BaselineSet build(BaselineOrigin origin) {
        SortedMap<TimeWindow, SortedMap<String, FeatureReport>> windows = usable();
        if (windows.isEmpty()) {
            throw new IllegalArgumentException(
                    "no baseline can be made: no complete window of " + model + " is reported in that time");
        }
        SortedMap<String, FeatureProfile> profiles = new TreeMap<>();
        long rows = 0;
        for (SortedMap<String, FeatureReport> window : windows.values()) {
            for (FeatureReport report : window.values()) {
                if (report.feature().equals(FeatureNames.ALL)) {
                    rows += report.rows();
                } else {
                    profiles.merge(report.feature(), profile(report), FeatureProfile::merge);
                }
            }
        }
        return origin.set(profiles, rows, "reports of " + windows.size() + " complete windows within " + span);
    }

    private static FeatureProfile profile(FeatureReport report) {
        try {
            return FeatureProfile.decode(report.profile());
        } catch (ProfileFormatException unreadable) {
            throw new IllegalArgumentException(
                    "the report of " + report.model() + "/" + report.feature() + " in window " + report.window()
                            + " holds no profile that can be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    /** Complete windows that do not overlap, the earliest to end first. */
    private SortedMap<TimeWindow, SortedMap<String, FeatureReport>> usable() {
        SortedMap<TimeWindow, SortedMap<String, FeatureReport>> chosen = new TreeMap<>();
        long free = Long.MIN_VALUE;
        for (Map.Entry<TimeWindow, SortedMap<String, FeatureReport>> candidate : reports.entrySet()) {
            TimeWindow window = candidate.getKey();
            FeatureReport summary = candidate.getValue().get(FeatureNames.ALL);
            if (summary != null && summary.complete() && window.startMs() >= free) {
                chosen.put(window, candidate.getValue());
                free = window.endMs();
            }
        }
        return chosen;
    }
}
