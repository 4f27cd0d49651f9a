package io.tidegauge.topology;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Excess;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.LimitDecider;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.Limit;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * The alerts on models and versions that are not let in: one for all models of a task, one for all versions of a model, each
 * under the name of the first refused.
 */
final class RefusalAlerts {

    private final DetectorConfig config;
    private final TrackStore tracks;
    private final Publisher publisher;
    private final Map<Cause, Alerted> open = new TreeMap<>();

    /** What is full: a task's models, or a model's versions. */
    private record Cause(Limit limit, String model) implements Comparable<Cause> {

        static Cause of(Limit limit, ModelVersion refused) {
            return new Cause(limit, limit == Limit.MAX_MODELS ? "" : refused.model());
        }

        @Override
        public int compareTo(Cause other) {
            int byLimit = limit.compareTo(other.limit);
            return byLimit != 0 ? byLimit : model.compareTo(other.model);
        }
    }

    private record Alerted(ModelVersion refused, AlertTrack track) {}

    RefusalAlerts(DetectorConfig config, TrackStore tracks, Publisher publisher) {
        this.config = config;
        this.tracks = tracks;
        this.publisher = publisher;
    }

    void restore() {
        for (Limit limit : List.of(Limit.MAX_MODELS, Limit.MAX_VERSIONS)) {
            tracks.forEach(
                    LimitDecider.key(limit),
                    (model, track) -> open.put(Cause.of(limit, model), new Alerted(model, track)));
        }
    }

    /** A version was not let in; told once until there is room again. */
    void refused(Limit limit, Pane pane, long rows) {
        Cause cause = Cause.of(limit, pane.model());
        if (open.containsKey(cause)) {
            return;
        }
        TimeWindow window = windows(pane.model()).windowsOf(pane.startMs()).get(0);
        AlertTrack track = LimitDecider.open(limit, window);
        open.put(cause, new Alerted(pane.model(), track));
        tracks.put(pane.model(), pane.segment(), LimitDecider.key(limit), track);
        publish(pane.model(), window, rows, track, AlertState.FIRING, limit);
    }

    /**
     * Resolves the alerts whose cause is gone.
     *
     * @param room whether there is room under a limit, for a version like this
     * @param leadingMs the event time that has been reached
     */
    void settle(BiPredicate<Limit, ModelVersion> room, long leadingMs) {
        Iterator<Map.Entry<Cause, Alerted>> alerts = open.entrySet().iterator();
        while (alerts.hasNext()) {
            Map.Entry<Cause, Alerted> entry = alerts.next();
            Limit limit = entry.getKey().limit();
            Alerted alerted = entry.getValue();
            if (room.test(limit, alerted.refused())) {
                alerts.remove();
                tracks.delete(alerted.refused(), FeatureNames.ALL, LimitDecider.key(limit));
                TimeWindow now = after(alerted, leadingMs);
                publish(alerted.refused(), now, 0, alerted.track(), AlertState.RESOLVED, limit);
            }
        }
    }

    /** The window of the instant, but a later one than that which opened the alert. */
    private TimeWindow after(Alerted alerted, long leadingMs) {
        WindowSettings windows = windows(alerted.refused());
        long later = Math.max(leadingMs, alerted.track().opened().endMs());
        return windows.windowsOf(windows.paneStart(later)).get(0);
    }

    private WindowSettings windows(ModelVersion model) {
        return config.windowsOf(model.model());
    }

    private void publish(
            ModelVersion model, TimeWindow window, long rows, AlertTrack track, AlertState state, Limit limit) {
        String name = limit == Limit.MAX_MODELS ? model.model() : model.version();
        publisher.alert(LimitDecider.refusal(
                new LimitDecider.Subject(model, FeatureNames.ALL, window, rows, FeatureReport.NO_BASELINE),
                track,
                state,
                new Excess(limit, config.limits().valueOf(limit), new TreeMap<>(), List.of(name))));
    }
}
