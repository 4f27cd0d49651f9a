package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which windows have rows and are not closed, in the order they close in; days among them, each after the last window
 * that holds a pane of it. An index of the pane store and the day store, rebuilt from them.
 */
final class OpenWindows {

    private static final Comparator<Open> IN_ORDER = Comparator.comparing(Open::closesAtMs)
            .thenComparing(Open::day)
            .thenComparing(Open::window)
            .thenComparing(Open::model)
            .thenComparing(Open::segment);

    private final DetectorConfig config;
    private final NavigableSet<Pane> panes = new TreeSet<>();
    private final NavigableSet<Open> windows = new TreeSet<>(IN_ORDER);

    private final Map<ModelVersion, NavigableSet<Open>> byModel = new HashMap<>();

    OpenWindows(DetectorConfig config) {
        this.config = config;
    }

    /** Notes a pane that has rows; its windows that end after {@code closedUpToMs} are open. True if it was not known. */
    boolean add(Pane pane, long closedUpToMs) {
        if (!panes.add(pane)) {
            return false;
        }
        for (TimeWindow window : windowsOf(pane.model()).windowsOf(pane.startMs())) {
            if (window.endMs() > closedUpToMs) {
                put(Open.base(window, pane));
            }
        }
        return true;
    }

    /** Notes a day that has rows. It closes when the last window has that may hold a pane of it. */
    void addDay(ModelVersion model, String segment, TimeWindow day) {
        long closesAtMs = windowsOf(model).lastEnd(day.endMs() - 1);
        put(new Open(closesAtMs, true, day, model, segment));
    }

    private void put(Open window) {
        windows.add(window);
        byModel.computeIfAbsent(window.model(), key -> new TreeSet<>(IN_ORDER)).add(window);
    }

    /** How many windows of a model's version are open. */
    int count(ModelVersion model) {
        NavigableSet<Open> own = byModel.get(model);
        return own == null ? 0 : own.size();
    }

    /** The version's window that closes first; empty where none is open. */
    Optional<Open> oldest(ModelVersion model) {
        NavigableSet<Open> own = byModel.get(model);
        return own == null ? Optional.empty() : Optional.of(own.first());
    }

    /** The end of the last window that holds the pane. */
    long lastEnd(Pane pane) {
        return windowsOf(pane.model()).lastEnd(pane.startMs());
    }

    /** The first open window that holds the pane, which has rows and some open window. */
    TimeWindow firstOpen(Pane pane) {
        return windowsOf(pane.model()).windowsOf(pane.startMs()).stream()
                .filter(window -> windows.contains(Open.base(window, pane)))
                .findFirst()
                .orElseThrow();
    }

    /** The open windows in the order they close in: as they are, so none may be closed while they are gone through. */
    Iterable<Open> inOrder() {
        return Collections.unmodifiableNavigableSet(windows);
    }

    /** The models that have open windows other than days. */
    Set<String> models() {
        Set<String> models = new HashSet<>();
        panes.forEach(pane -> models.add(pane.model().model()));
        return models;
    }

    /** The event time, lateness apart, at which the first of the windows closes. */
    OptionalLong earliestClose() {
        return windows.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(windows.first().closesAtMs());
    }

    boolean isEmpty() {
        return windows.isEmpty();
    }

    /** The panes of a window that have rows, earliest first. */
    List<Pane> panesOf(Open window) {
        return List.copyOf(panes.subSet(
                new Pane(window.model(), window.segment(), window.window().startMs()),
                new Pane(window.model(), window.segment(), window.window().endMs())));
    }

    /** Takes a closed window out, and returns its panes that no open window needs any more: none for a day. */
    List<Pane> close(Open closed) {
        windows.remove(closed);
        byModel.computeIfPresent(closed.model(), (model, own) -> {
            own.remove(closed);
            return own.isEmpty() ? null : own;
        });
        if (closed.day()) {
            return List.of();
        }
        List<Pane> done = panesOf(closed).stream()
                .filter(pane -> lastEnd(pane) <= closed.window().endMs())
                .toList();
        done.forEach(panes::remove);
        return done;
    }

    private WindowSettings windowsOf(ModelVersion model) {
        return config.windowsOf(model.model());
    }

    /**
     * A window of a model that has rows.
     *
     * @param closesAtMs the event time, lateness apart, at which it closes
     * @param day whether it is the merged day
     */
    record Open(long closesAtMs, boolean day, TimeWindow window, ModelVersion model, String segment) {

        private static Open base(TimeWindow window, Pane of) {
            return new Open(window.endMs(), false, window, of.model(), of.segment());
        }

        /** Whether the other is the same span of another version or segment of the model, or this itself. */
        boolean isSibling(Open other) {
            return day == other.day
                    && window.equals(other.window)
                    && model.model().equals(other.model.model());
        }

        /** Whether the other is a window of the same model, of whichever version, that closes at the same time. */
        boolean closesWith(Open other) {
            return closesAtMs == other.closesAtMs && model.model().equals(other.model.model());
        }
    }
}
