package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
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
    private final Set<Pane> panes = new HashSet<>();
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

    /** The open windows in the order of their ends, as of now. */
    List<Open> inOrder() {
        return List.copyOf(windows);
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
        long paneMs = config.windowsOf(closed.model().model()).paneMs();
        List<Pane> done = new ArrayList<>();
        for (long start = closed.window().startMs(); start < closed.window().endMs(); start += paneMs) {
            Pane pane = new Pane(closed.model(), closed.segment(), start);
            if (panes.contains(pane) && lastEnd(pane) <= closed.window().endMs()) {
                panes.remove(pane);
                done.add(pane);
            }
        }
        return done;
    }

    /** A window of a model that has rows. */
    record Open(TimeWindow window, ModelVersion model, String segment) {}
}
