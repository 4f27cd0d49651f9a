package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.alert.SilenceSentence;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a model whose events have stopped is silent, and what is alerted then. A model's versions are one: a version that
 * takes over from another is no silence.
 */
public final class SilenceRule {

    /** What an alert of silence is kept under. */
    public static final TrackKey KEY = new TrackKey(FeatureNames.ALL, AlertKind.SILENCE);

    private static final String SILENT_SECONDS = "silent_seconds";

    private SilenceRule() {}

    /**
     * How still it is around a model that has no open window.
     *
     * @param passed whether event time has gone on without it, to the end of the silence it is allowed
     * @param allIdle whether no event of any model comes any more
     * @param sinceRows how long ago its last rows came, in time that was lived through
     */
    public record Stillness(boolean passed, boolean allIdle, Duration sinceRows) {}

    /** The span without events that is an alert: as long as is allowed, from the end of the last window on. */
    public static TimeWindow silence(long lastEndMs, Duration allowed) {
        return new TimeWindow(lastEndMs, lastEndMs + allowed.toMillis());
    }

    /** Whether the model is silent: event time says so, or, where no event comes at all, lived time does. */
    public static boolean silent(Stillness still, Duration allowed) {
        return still.passed() || (still.allIdle() && still.sinceRows().compareTo(allowed) >= 0);
    }

    /** The track of a silence that fires. */
    public static AlertTrack track(TimeWindow silence) {
        return new AlertTrack(AlertState.FIRING, Severity.WARNING, silence, 1, 0);
    }

    /**
     * The alert that a model has fallen silent.
     *
     * @param last its version that was seen last
     */
    public static DriftAlert fires(ModelVersion last, TimeWindow silence) {
        return alert(
                last,
                silence,
                AlertState.FIRING,
                silence,
                0,
                Map.of(SILENT_SECONDS, seconds(silence.sizeMs())),
                SilenceSentence.begun(last, silence));
    }

    /**
     * The same alert's end: rows have come.
     *
     * @param last the version the alert was on
     * @param silence the span it began with
     * @param back the version the rows are of, the same or another
     * @param window the first window they are in
     * @param rows how many have come
     */
    public static DriftAlert ends(
            ModelVersion last, TimeWindow silence, ModelVersion back, TimeWindow window, long rows) {
        long silentMs = Math.max(0, window.startMs() - silence.startMs());
        return alert(
                last,
                silence,
                AlertState.RESOLVED,
                window,
                rows,
                Map.of(SILENT_SECONDS, seconds(silentMs)),
                SilenceSentence.ended(back, silentMs));
    }

    /** The same alert's end where nobody waits for the model's events any more. */
    public static DriftAlert lapses(ModelVersion last, TimeWindow silence) {
        TimeWindow after = new TimeWindow(silence.endMs(), silence.endMs() + silence.sizeMs());
        return alert(last, silence, AlertState.RESOLVED, after, 0, Map.of(), SilenceSentence.unwatched(last));
    }

    private static DriftAlert alert(
            ModelVersion last,
            TimeWindow silence,
            AlertState state,
            TimeWindow window,
            long rows,
            Map<String, Double> figures,
            String summary) {
        return new DriftAlert(
                AlertId.of(last, FeatureNames.ALL, KEY, silence),
                state,
                Severity.WARNING,
                AlertKind.SILENCE,
                last,
                FeatureNames.ALL,
                FeatureNames.ALL,
                window,
                rows,
                0,
                Evidence.ofRule(Double.NaN),
                new TreeMap<>(figures),
                FeatureReport.NO_BASELINE,
                DriftAlert.NO_INCIDENT,
                List.of(),
                summary);
    }

    private static double seconds(long millis) {
        return millis / 1e3;
    }
}
