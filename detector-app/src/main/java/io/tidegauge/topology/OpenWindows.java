package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Which windows have rows and are not closed, in the order they close in. An index of the pane store, rebuilt from it. */
final class OpenWindows {

    private final DetectorConfig config;
    private final NavigableSet<Pane> panes = new TreeSet<>(
            Comparator.comparing(Pane::model).thenComparing(Pane::segment).thenComparing(Pane::startMs));
    private final NavigableSet<Open> windows = new TreeSet<>(
            Comparator.comparing(Open::window).thenComparing(Open::model).thenComparing(Open::segment));

    OpenWindows(DetectorConfig config) {
        this.config = config;
    }

    /** Notes a pane that has rows; its windows that end after {@code closedUpToMs} are open. */
    void add(Pane pane, long closedUpToMs) {
        if (panes.add(pane)) {
            for (TimeWindow window : config.windowsOf(pane.model().model()).windowsOf(pane.startMs())) {
                if (window.endMs() > closedUpToMs) {
                    windows.add(new Open(window, pane.model(), pane.segment()));
                }
            }
        }
    }

    /** The end of the last window that holds the pane. */
    long lastEnd(Pane pane) {
        List<TimeWindow> of = config.windowsOf(pane.model().model()).windowsOf(pane.startMs());
        return of.get(of.size() - 1).endMs();
    }

    /** The first open window that holds the pane, which has rows and some open window. */
    TimeWindow firstOpen(Pane pane) {
        return config.windowsOf(pane.model().model()).windowsOf(pane.startMs()).stream()
                .filter(window -> windows.contains(new Open(window, pane.model(), pane.segment())))
                .findFirst()
                .orElseThrow();
    }

    /** The open windows in the order of their ends: as they are, so none may be closed while they are gone through. */
    Iterable<Open> inOrder() {
        return Collections.unmodifiableNavigableSet(windows);
    }

    /** The models that have open windows. */
    Set<String> models() {
        Set<String> models = new HashSet<>();
        windows.forEach(window -> models.add(window.model().model()));
        return models;
    }

    /** The end of the window that ends first. */
    OptionalLong earliestEnd() {
        return windows.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(windows.first().window().endMs());
    }

    boolean isEmpty() {
        return windows.isEmpty();
    }

    /** Takes a closed window out, and returns its panes that no open window needs any more. */
    List<Pane> close(Open closed) {
        windows.remove(closed);
        List<Pane> done = new ArrayList<>(panes.subSet(
                new Pane(closed.model(), closed.segment(), closed.window().startMs()),
                new Pane(closed.model(), closed.segment(), closed.window().endMs())));
        done.removeIf(pane -> lastEnd(pane) > closed.window().endMs());
        done.forEach(panes::remove);
        return done;
    }

    /** A window of a model that has rows. */
    record Open(TimeWindow window, ModelVersion model, String segment) {

        /** Whether the other is a window of the same model, of whichever version, that ends at the same time. */
        boolean endsWith(Open other) {
            return window.endMs() == other.window.endMs() && model.model().equals(other.model.model());
        }
    }
}
