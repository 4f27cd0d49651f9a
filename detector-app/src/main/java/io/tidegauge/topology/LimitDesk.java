package io.tidegauge.topology;

import io.tidegauge.alert.Excess;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.config.LimitSettings;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.Decision;
import io.tidegauge.decide.LimitDecider;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a window that closes says of the limits: which it exceeded, and the alerts on them. */
final class LimitDesk {

    /** Names told of many. */
    private static final int EXAMPLES = 3;

    private final LimitSettings limits;
    private final TrackStore tracks;
    private final PaneRooms rooms;
    private final LimitWatch watch;
    private final Publisher publisher;

    LimitDesk(LimitSettings limits, TrackStore tracks, PaneRooms rooms, LimitWatch watch, Publisher publisher) {
        this.limits = limits;
        this.tracks = tracks;
        this.rooms = rooms;
        this.watch = watch;
        this.publisher = publisher;
    }

    /**
     * The limits that a window exceeded.
     *
     * @param early the limit that it closes early for, or null
     */
    List<Excess> of(WindowCounts counts, @Nullable Limit early) {
        Map<LeftOut, Long> leftOut = rooms.leftOut(counts.model(), counts.segment(), counts.window());
        List<Excess> excesses = new ArrayList<>();
        SortedMap<String, Double> features = new TreeMap<>();
        put(features, Excess.FEATURES_LEFT_OUT, leftOut.get(LeftOut.FEATURE));
        put(features, Excess.EVENTS_REFUSED, leftOut.get(LeftOut.EVENT));
        add(excesses, Limit.MAX_FEATURES, features, List.of());
        SortedMap<String, Double> memory = new TreeMap<>();
        put(memory, Excess.FEATURES_LEFT_OUT, leftOut.get(LeftOut.FEATURE_FOR_MEMORY));
        put(memory, Excess.CLOSED_EARLY, early == Limit.MAX_WINDOW_MEMORY ? 1L : null);
        add(excesses, Limit.MAX_WINDOW_MEMORY, memory, List.of());
        SortedMap<String, Double> windows = new TreeMap<>();
        put(windows, Excess.CLOSED_EARLY, early == Limit.MAX_OPEN_WINDOWS ? 1L : null);
        add(excesses, Limit.MAX_OPEN_WINDOWS, windows, List.of());
        addCategories(excesses, counts);
        return excesses;
    }

    private void addCategories(List<Excess> excesses, WindowCounts counts) {
        List<String> approximate = new ArrayList<>();
        counts.features().forEach((feature, profile) -> {
            if (profile.categories().approximate()) {
                approximate.add(feature);
            }
        });
        if (!approximate.isEmpty()) {
            SortedMap<String, Double> figures = new TreeMap<>();
            put(figures, Excess.FEATURES_APPROXIMATE, (long) approximate.size());
            List<String> some = approximate.subList(0, Math.min(EXAMPLES, approximate.size()));
            add(excesses, Limit.MAX_CATEGORIES, figures, some);
            watch.exceeded(
                    Limit.MAX_CATEGORIES,
                    () -> "counts categories of " + counts.model() + " approximately: " + String.join(", ", some));
        }
    }

    private static void put(SortedMap<String, Double> figures, String name, @Nullable Long figure) {
        if (figure != null) {
            figures.put(name, (double) figure);
        }
    }

    private void add(List<Excess> excesses, Limit limit, SortedMap<String, Double> figures, List<String> examples) {
        if (!figures.isEmpty()) {
            excesses.add(new Excess(limit, limits.valueOf(limit), figures, examples));
        }
    }

    /** What the excesses add to the window's summary: how much was left out of it. */
    static FeatureReport tell(FeatureReport summary, List<Excess> excesses) {
        SortedMap<String, Double> figures = new TreeMap<>(summary.statistics());
        excesses.forEach(
                excess -> excess.figures().forEach((name, figure) -> figures.merge(name, figure, Double::sum)));
        return excesses.isEmpty() ? summary : summary.withStatistics(figures);
    }

    /** Publishes the alerts that a window opens and ends. */
    void decide(WindowCounts counts, FeatureReport summary, List<Excess> excesses) {
        SortedMap<TrackKey, AlertTrack> before = tracks.tracks(counts.model(), counts.segment());
        Decision decision = LimitDecider.window(
                new LimitDecider.Subject(
                        counts.model(), counts.segment(), counts.window(), counts.rows(), summary.baselineId()),
                excesses,
                limits::valueOf,
                before);
        tracks.replace(counts.model(), counts.segment(), before, decision.tracks());
        decision.alerts().forEach(publisher::alert);
    }
}
