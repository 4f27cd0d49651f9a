package io.tidegauge.topology;

import io.tidegauge.assess.Assessment;
import io.tidegauge.assess.Counted;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.topology.OpenWindows.Open;
import io.tidegauge.topology.ProgressStore.ToldDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model's days beside its small windows: each the exact merge of its panes, which are added when they leave the last
 * window that holds them, so that none is added twice. A day is reported, and compared with the baseline in force at its
 * start; what differs then is alerted on, once. Late rows are told with the small windows alone.
 *
 * <p>Rows of a day may still come, and be counted, after it was reported: where all was silent and only the clock on the
 * wall bounded event time. Such a day is reported again under the next revision, until a later day of the model's version
 * has been reported.
 */
final class DayWindows {

    private static final Logger LOG = LoggerFactory.getLogger(DayWindows.class);

    private final DetectorConfig config;
    private final AssessStores stores;
    private final OpenWindows open;
    private final AssessDesk desk;
    private final PaneRooms rooms;
    private final Publisher publisher;

    DayWindows(
            DetectorConfig config,
            AssessStores stores,
            OpenWindows open,
            AssessDesk desk,
            PaneRooms rooms,
            Publisher publisher) {
        this.config = config;
        this.stores = stores;
        this.open = open;
        this.desk = desk;
        this.rooms = rooms;
        this.publisher = publisher;
    }

    /** Opens the days that hold what was not reported yet. */
    void restore() {
        stores.days()
                .forEachFeature(
                        (day, feature) -> rooms.restore(room(day.model(), day.segment(), day.window()), feature));
        for (CountsStore.Kept kept : stores.days().windows()) {
            if (wanted(kept) && !told(kept)) {
                open.addDay(kept.model(), kept.segment(), kept.window());
            }
        }
    }

    /** Gives up the days that configuration wants no longer. */
    void dropUnwanted() {
        for (CountsStore.Kept kept : stores.days().windows()) {
            if (!wanted(kept)) {
                LOG.warn("action=drop-day model={} window={} rows={}", kept.model(), kept.window(), kept.rows());
                delete(kept.model(), kept.segment(), kept.window());
            }
        }
    }

    private boolean wanted(CountsStore.Kept kept) {
        return windowsOf(kept.model()).dayOf(kept.window().startMs()).equals(Optional.of(kept.window()));
    }

    private boolean told(CountsStore.Kept kept) {
        return stores.progress()
                .toldDay(kept.model(), kept.segment())
                .filter(told -> told.startMs() == kept.window().startMs() && told.rows() == kept.rows())
                .isPresent();
    }

    /** Opens the day of a pane that has got its first rows. */
    void opened(Pane pane) {
        dayOf(pane).ifPresent(day -> open.addDay(pane.model(), pane.segment(), day));
    }

    /**
     * Adds what leaves with a window that closed.
     *
     * @param panes the window's panes that had rows
     * @param leaving those of them that no open window holds
     * @param counted the rows of the leaving ones
     * @param missing the partitions that the window closed without: the days of all its panes have a gap there
     */
    void add(Open closed, List<Pane> panes, List<Pane> leaving, Counted counted, List<String> missing) {
        SortedMap<TimeWindow, List<Pane>> byDay = new TreeMap<>();
        for (Pane pane : missing.isEmpty() ? leaving : panes) {
            dayOf(pane)
                    .ifPresent(day ->
                            byDay.computeIfAbsent(day, key -> new ArrayList<>()).add(pane));
        }
        byDay.forEach((day, own) -> {
            own.retainAll(leaving);
            Counted part =
                    own.size() == leaving.size() ? counted : stores.panes().counted(own);
            add(new WindowCounts(closed.model(), closed.segment(), day, part, 0, missing));
        });
    }

    /**
     * Reports a day, decides on it where it is reported for the first time, and forgets the one before it.
     *
     * @param siblings days of the model's versions and segments that close together, this one among them
     */
    void close(Open closed, List<String> missing, int siblings) {
        ModelVersion model = closed.model();
        String segment = closed.segment();
        TimeWindow day = closed.window();
        add(new WindowCounts(model, segment, day, Counted.NONE, 0, missing));
        WindowCounts counts = stores.days().get(model, segment, day);
        Optional<ToldDay> before = stores.progress().toldDay(model, segment);
        int revision = before.filter(told -> told.startMs() == day.startMs())
                .map(told -> told.revision() + 1)
                .orElse(0);
        Optional<Assessment> assessed = revision == 0 ? desk.day(counts, siblings) : Optional.empty();
        assessed.ifPresentOrElse(publisher::day, () -> publisher.day(desk.dayReports(counts, revision)));
        stores.progress().toldDay(model, segment, new ToldDay(day.startMs(), revision, counts.rows()));
        before.map(told -> TimeWindow.dayOf(told.startMs()))
                .filter(told -> !told.equals(day))
                .ifPresent(told -> delete(model, segment, told));
    }

    /** Of a day with more features than a window may have, those that came first are kept, the baseline's always. */
    private void add(WindowCounts part) {
        stores.days().add(part, rooms.of(room(part.model(), part.segment(), part.window())));
    }

    private void delete(ModelVersion model, String segment, TimeWindow day) {
        stores.days().delete(model, segment, day);
        rooms.forget(room(model, segment, day));
    }

    private static Pane room(ModelVersion model, String segment, TimeWindow day) {
        return new Pane(model, segment, day.startMs());
    }

    /**
     * Gives up what is kept of a version's days in case that rows still come for them: the last that was reported takes
     * none any more.
     */
    void drop(ModelVersion model, String segment) {
        stores.progress().toldDay(model, segment).ifPresent(told -> {
            delete(model, segment, TimeWindow.dayOf(told.startMs()));
            stores.progress().toldDay(model, segment, told.closed());
        });
    }

    /** The day that the pane is merged into; empty where there is none, or a later one has been reported. */
    private Optional<TimeWindow> dayOf(Pane pane) {
        return windowsOf(pane.model())
                .dayOf(pane.startMs())
                .filter(day -> stores.progress()
                        .toldDay(pane.model(), pane.segment())
                        .filter(told -> told.startMs() > day.startMs())
                        .isEmpty());
    }

    private WindowSettings windowsOf(ModelVersion model) {
        return config.windowsOf(model.model());
    }
}
