package io.tidegauge.topology;

import io.tidegauge.assess.Assessment;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.topology.OpenWindows.Open;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes windows: those that every partition has passed, and those that have waited too long for one. */
final class WindowCloser {

    private static final Logger LOG = LoggerFactory.getLogger(WindowCloser.class);

    private final DetectorConfig config;
    private final WindowAssessor assessor;
    private final AssessStores stores;
    private final OpenWindows open;
    private final WindowClock clock;
    private final BaselineDesk baselines;
    private final Publisher publisher;
    private final ClosingTurn turn;

    WindowCloser(
            DetectorConfig config,
            WindowAssessor assessor,
            AssessStores stores,
            OpenWindows open,
            WindowClock clock,
            BaselineDesk baselines,
            Publisher publisher,
            ClosingTurn turn) {
        this.config = config;
        this.assessor = assessor;
        this.stores = stores;
        this.open = open;
        this.clock = clock;
        this.baselines = baselines;
        this.publisher = publisher;
        this.turn = turn;
    }

    /** Closes the windows that every partition has passed; what the turn has no time for is left for the next. */
    void closeDue(long wallMs) {
        if (!turn.isOver() && !open.isEmpty() && baselines.read()) {
            closeInTurn(due(wallMs), Map.of());
        }
    }

    /** Closes windows in their order until the turn is over; those of one model that end together are closed together. */
    private void closeInTurn(Collection<Open> windows, Map<Open, List<String>> missing) {
        Open last = null;
        for (Open window : windows) {
            if (last != null && turn.isOver() && !last.endsWith(window)) {
                return;
            }
            turn.spend(() -> close(window, missing.getOrDefault(window, List.of())));
            last = window;
        }
    }

    private List<Open> due(long wallMs) {
        Map<Long, Boolean> passed = new HashMap<>();
        List<Open> due = new ArrayList<>();
        for (Open window : open.inOrder()) {
            if (!passed.computeIfAbsent(window.window().endMs(), end -> clock.passed(end, wallMs))) {
                // What ends later cannot be due either: a replay holds thousands of windows open.
                break;
            }
            // Models differ in lateness: one window that must wait says nothing of the next one.
            if (passed.computeIfAbsent(dueMs(window), at -> clock.passed(at, wallMs))) {
                due.add(window);
            }
        }
        return due;
    }

    /** Closes the windows that wait for partitions which have stood still for too long. */
    void closeOverdue(long wallMs) {
        if (!turn.isOver() && !open.isEmpty() && baselines.read()) {
            Map<Open, List<String>> overdue = overdue(wallMs);
            closeInTurn(overdue.keySet(), overdue);
        }
    }

    /** The overdue windows in their order, each with the partitions it waits for. */
    private Map<Open, List<String>> overdue(long wallMs) {
        Map<Open, List<String>> overdue = new LinkedHashMap<>();
        long waiting = wallMs + 1;
        for (Open window : open.inOrder()) {
            if (window.window().endMs() >= waiting) {
                break;
            }
            long due = dueMs(window);
            if (due >= waiting) {
                continue;
            }
            List<String> missing = clock.overdue(due);
            if (missing.isEmpty()) {
                // Nor is what is due later overdue, and it must not close before this one.
                waiting = due;
            } else {
                overdue.put(window, missing);
            }
        }
        return overdue;
    }

    private void close(Open window, List<String> missing) {
        ModelVersion model = window.model();
        if (!missing.isEmpty()) {
            LOG.warn("action=close-incomplete model={} window={} missing={}", model, window.window(), missing);
        }
        String segment = window.segment();
        SortedMap<String, FeatureProfile> profiles = stores.panes().window(model, segment, window.window());
        FeatureProfile rows = profiles.remove(FeatureNames.ALL);
        WindowCounts counts = new WindowCounts(
                model,
                segment,
                window.window(),
                rows == null ? 0 : rows.rows(),
                profiles,
                stores.progress().takeLate(model),
                missing);
        publisher.closed(assess(counts));
        stores.progress().closeUpTo(model.model(), window.window().endMs());
        stores.progress().lastSeen(model);
        open.close(window).forEach(stores.panes()::delete);
    }

    private Assessment assess(WindowCounts counts) {
        SortedMap<TrackKey, AlertTrack> tracks = stores.tracks().tracks(counts.model(), counts.segment());
        Optional<BaselineSet> baseline =
                baselines.inForce(counts.model(), counts.window().startMs());
        if (baseline.isEmpty()) {
            stores.parked().park(counts);
            return assessor.withoutBaseline(counts, tracks);
        }
        Assessment assessment = assessor.assess(
                counts, baseline.get(), config.kindsOf(counts.model().model()), tracks);
        stores.tracks().replace(counts.model(), counts.segment(), tracks, assessment.tracks());
        return assessment;
    }

    /** The event time at which the window closes: its end and the model's lateness. */
    private long dueMs(Open window) {
        return window.window().endMs()
                + config.windowsOf(window.model().model()).lateness().toMillis();
    }
}
