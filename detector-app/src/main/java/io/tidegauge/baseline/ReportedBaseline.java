package io.tidegauge.baseline;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.ProfileFormatException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A baseline made of a model's own reports: its complete windows in a span of time are the blocks. Of windows that overlap, each instant is counted once. Mutable: reports are added in any order.
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
     * What the complete windows hold. Their length is the blocks'; windows of another length count in the whole only.
     *
     * @throws IllegalArgumentException when no complete window lies in the span, or a report's profile cannot be read
     */
    public BlockProfiles blocks() {
        SortedMap<TimeWindow, SortedMap<String, FeatureReport>> windows = usable();
        if (windows.isEmpty()) {
            throw new IllegalArgumentException(
                    "no baseline can be made: no complete window of " + model + " is reported in that time");
        }
        long lengthMs = commonLength(windows.keySet());
        BlockProfiles blocks = BlockProfiles.ofLength(lengthMs);
        windows.forEach((window, ofWindow) -> add(
                blocks,
                window.sizeMs() == lengthMs ? blocks.blockOf(window.startMs()) : BlockProfiles.NO_BLOCK,
                ofWindow.values()));
        return blocks;
    }

    /** What most windows are long; of lengths that are equally frequent, the shortest. */
    private static long commonLength(Collection<TimeWindow> windows) {
        SortedMap<Long, Integer> lengths = new TreeMap<>();
        windows.forEach(window -> lengths.merge(window.sizeMs(), 1, Integer::sum));
        return Collections.max(
                        lengths.entrySet(),
                        Map.Entry.<Long, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .getKey();
    }

    private static void add(BlockProfiles blocks, long block, Collection<FeatureReport> reports) {
        for (FeatureReport report : reports) {
            if (report.feature().equals(FeatureNames.ALL)) {
                blocks.addRows(block, report.rows());
            } else {
                blocks.add(block, report.feature(), profile(report));
            }
        }
    }

    /**
     * The baseline.
     *
     * @throws IllegalArgumentException when no complete window lies in the span, or a report's profile cannot be read
     */
    public BaselineSet build(BaselineOrigin origin) {
        return origin.set(blocks(), source());
    }

    /** Where the rows came from, for people. */
    public String source() {
        return "reports of " + usable().size() + " complete windows within " + span;
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

    /** Complete windows that do not overlap: the shortest first, for a day holds its small windows; then the earliest. */
    private SortedMap<TimeWindow, SortedMap<String, FeatureReport>> usable() {
        NavigableMap<TimeWindow, SortedMap<String, FeatureReport>> chosen = new TreeMap<>();
        reports.entrySet().stream()
                .filter(candidate -> complete(candidate.getValue()))
                .sorted(Comparator.comparingLong(candidate -> candidate.getKey().sizeMs()))
                .filter(candidate -> free(candidate.getKey(), chosen))
                .forEachOrdered(candidate -> chosen.put(candidate.getKey(), candidate.getValue()));
        return chosen;
    }

    private static boolean complete(SortedMap<String, FeatureReport> window) {
        FeatureReport summary = window.get(FeatureNames.ALL);
        return summary != null && summary.complete();
    }

    /** Whether the window overlaps none of the chosen, which do not overlap each other. */
    private static boolean free(TimeWindow window, NavigableMap<TimeWindow, ?> chosen) {
        TimeWindow endsNext = chosen.ceilingKey(new TimeWindow(Long.MIN_VALUE, window.startMs() + 1));
        return endsNext == null || endsNext.startMs() >= window.endMs();
    }
}
