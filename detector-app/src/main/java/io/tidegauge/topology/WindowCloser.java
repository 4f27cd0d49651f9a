package io.tidegauge.topology;

import io.tidegauge.alert.Excess;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.Assessment;
import io.tidegauge.assess.Counted;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.Limit;
import io.tidegauge.topology.OpenWindows.Open;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes windows: those that every partition has passed, and those that have waited too long for one. */
final class WindowCloser {

    private static final Logger LOG = LoggerFactory.getLogger(WindowCloser.class);

    /** How many windows are looked for at once: after a pause thousands are due, and a turn closes a few of them. */
    private static final int AT_ONCE = 100;

    private final DetectorConfig config;
    private final AssessStores stores;
    private final OpenWindows open;
    private final WindowClock clock;
    private final BaselineDesk baselines;
    private final AssessDesk desk;
    private final DayWindows days;
    private final PaneRooms rooms;
    private final LimitDesk limits;
    private final Publisher publisher;
    private final ClosingTurn turn;

    WindowCloser(
            DetectorConfig config,
            AssessStores stores,
            OpenWindows open,
            WindowClock clock,
            BaselineDesk baselines,
            AssessDesk desk,
            DayWindows days,
            PaneRooms rooms,
            LimitDesk limits,
            Publisher publisher,
            ClosingTurn turn) {
        this.config = config;
        this.stores = stores;
        this.open = open;
        this.clock = clock;
        this.baselines = baselines;
        this.desk = desk;
        this.days = days;
        this.rooms = rooms;
        this.limits = limits;
        this.publisher = publisher;
        this.turn = turn;
    }

    /** Closes the windows that every partition has passed; what the turn has no time for is left for the next. */
    void closeDue(long wallMs) {
        boolean more = baselines.read();
        while (more && !turn.isOver()) {
            List<Open> due = due(wallMs);
            closeInTurn(due, Map.of());
            more = due.size() >= AT_ONCE;
        }
    }

    /** Closes windows in their order until the turn is over; those of one model that close at one time are closed together. */
    private void closeInTurn(Collection<Open> windows, Map<Open, List<String>> missing) {
        Open last = null;
        for (Open window : windows) {
            if (last != null && turn.isOver() && !last.closesWith(window)) {
                return;
            }
            int siblings = (int) windows.stream().filter(window::isSibling).count();
            turn.spend(() -> close(window, missing.getOrDefault(window, List.of()), siblings));
            last = window;
        }
    }

    /** The first windows that are due, in their order; no more than a turn may have time for. */
    private List<Open> due(long wallMs) {
        Map<Long, Boolean> passed = new HashMap<>();
        Set<String> waiting = new HashSet<>();
        List<Open> due = new ArrayList<>();
        Open last = null;
        for (Open window : open.inOrder()) {
            if (last != null && due.size() >= AT_ONCE && !last.closesWith(window)) {
                break;
            }
            if (!passed.computeIfAbsent(window.closesAtMs(), at -> clock.passed(at, wallMs))) {
                // What closes later cannot be due either: a replay holds thousands of windows open.
                break;
            }
            // Models differ in lateness: one window that must wait says nothing of another model's. Of the same model
            // none may overtake it, should a partition fall idle in between.
            String model = window.model().model();
            if (!waiting.contains(model) && passed.computeIfAbsent(dueMs(window), at -> clock.passed(at, wallMs))) {
                due.add(window);
                last = window;
            } else {
                waiting.add(model);
            }
        }
        return due;
    }

    /** Closes the windows that wait for partitions which have stood still for too long. */
    void closeOverdue(long wallMs) {
        boolean more = baselines.read();
        while (more && !turn.isOver()) {
            Map<Open, List<String>> overdue = overdue(wallMs);
            closeInTurn(overdue.keySet(), overdue);
            more = overdue.size() >= AT_ONCE;
        }
    }

    /** The first overdue windows, in their order, each with the partitions it waits for. */
    private Map<Open, List<String>> overdue(long wallMs) {
        Map<Open, List<String>> overdue = new LinkedHashMap<>();
        long waiting = wallMs + 1;
        Open last = null;
        for (Open window : open.inOrder()) {
            boolean enough = last != null && overdue.size() >= AT_ONCE && !last.closesWith(window);
            if (enough || window.closesAtMs() >= waiting) {
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
                last = window;
            }
        }
        return overdue;
    }

    /**
     * Closes a window before its time: what still comes for it is late, but only for its own version, whose limit it is.
     * It is complete only if nothing could come any more.
     */
    void closeEarly(Open window, Limit limit, long wallMs) {
        long due = dueMs(window);
        List<String> blocking = clock.blocking(due);
        List<String> missing = blocking.isEmpty() && !clock.passed(due, wallMs) ? List.of(limit.key()) : blocking;
        if (window.day()) {
            open.close(window);
            days.close(window, missing, 1);
        } else {
            closeBase(window, missing, limit, 1);
            stores.bounds().closeEarlyUpTo(window.model(), window.window().endMs());
        }
    }

    private void close(Open window, List<String> missing, int siblings) {
        if (!missing.isEmpty()) {
            LOG.warn("action=close-incomplete model={} window={} missing={}", window.model(), window.window(), missing);
        }
        if (window.day()) {
            open.close(window);
            days.close(window, missing, siblings);
        } else {
            closeBase(window, missing, null, siblings);
            stores.progress().closeUpTo(window.model().model(), window.window().endMs());
            stores.progress().lastSeen(window.model());
        }
    }

    private void closeBase(Open window, List<String> missing, @Nullable Limit early, int siblings) {
        Counted counted = stores.panes().window(window.model(), window.segment(), window.window());
        List<Pane> panes = open.panesOf(window);
        List<Pane> leaving = open.close(window);
        Counted left = leaving.size() == panes.size() ? counted : stores.panes().counted(leaving);
        days.add(window, panes, leaving, left, missing);
        WindowCounts counts = new WindowCounts(
                window.model(),
                window.segment(),
                window.window(),
                counted,
                stores.progress().takeLate(window.model()),
                missing);
        List<Excess> excesses = limits.of(counts, early);
        Assessment assessment = desk.window(counts, left, siblings);
        FeatureReport summary = LimitDesk.tell(assessment.summary(), excesses);
        publisher.closed(assessment.withSummary(summary));
        limits.decide(counts, summary, excesses);
        leaving.forEach(pane -> {
            stores.panes().delete(pane);
            rooms.forget(pane);
        });
    }

    /** The event time at which the window closes, with the model's lateness. */
    private long dueMs(Open window) {
        return window.closesAtMs()
                + config.windowsOf(window.model().model()).lateness().toMillis();
    }
}
