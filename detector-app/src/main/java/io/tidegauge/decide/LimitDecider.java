package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.Excess;
import io.tidegauge.alert.LimitSentence;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.Limit;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Alerts on limits: one for each limit and model's version, told when a window exceeds it first, and resolved by the first
 * window that keeps it. The alert's feature is the limit, under a reserved name.
 */
public final class LimitDecider {

    /** Limits that a window keeps or exceeds; models and versions that are refused have no windows. */
    private static final Set<Limit> OF_WINDOWS =
            EnumSet.of(Limit.MAX_FEATURES, Limit.MAX_CATEGORIES, Limit.MAX_OPEN_WINDOWS, Limit.MAX_WINDOW_MEMORY);

    private static final String FEATURE_PREFIX = "$limits.";

    private LimitDecider() {}

    /**
     * What is decided on.
     *
     * @param model the model's version
     * @param segment the slice of rows, {@code *} for all
     * @param window the window
     * @param rows the model's rows in it
     * @param baselineId the baseline in force
     */
    public record Subject(ModelVersion model, String segment, TimeWindow window, long rows, String baselineId) {}

    /**
     * Decides on a window that closed.
     *
     * @param excesses the limits that it exceeded, each once
     * @param allowed the configured value of each limit, for the sentence of one that is kept again
     * @param tracks what the version's last window left to remember, of all kinds
     */
    public static Decision window(
            Subject subject,
            List<Excess> excesses,
            ToLongFunction<Limit> allowed,
            SortedMap<TrackKey, AlertTrack> tracks) {
        List<DriftAlert> alerts = new ArrayList<>();
        SortedMap<TrackKey, AlertTrack> next = new TreeMap<>(tracks);
        for (Limit limit : OF_WINDOWS) {
            AlertTrack before = tracks.get(key(limit));
            Excess now = excesses.stream()
                    .filter(excess -> excess.limit() == limit)
                    .findFirst()
                    .orElse(null);
            if (now != null && before == null) {
                AlertTrack opened = open(limit, subject.window());
                next.put(key(limit), opened);
                alerts.add(write(subject, opened, AlertState.FIRING, now));
            } else if (now == null && before != null) {
                next.remove(key(limit));
                Excess none = new Excess(limit, allowed.applyAsLong(limit), new TreeMap<>(), List.of());
                alerts.add(write(subject, before, AlertState.RESOLVED, none));
            }
        }
        return new Decision(alerts, next);
    }

    /** The alert that opens or ends where models or versions are refused; the track is that of {@link #open}. */
    public static DriftAlert refusal(Subject subject, AlertTrack track, AlertState state, Excess excess) {
        return write(subject, track, state, excess);
    }

    /** The track of an alert that opens. */
    public static AlertTrack open(Limit limit, TimeWindow window) {
        return new AlertTrack(AlertState.FIRING, severity(limit), window, 1, 0);
    }

    /** Which track follows the alerts on a limit. */
    public static TrackKey key(Limit limit) {
        return new TrackKey(FEATURE_PREFIX + limit.word(), AlertKind.LIMIT_EXCEEDED);
    }

    private static Severity severity(Limit limit) {
        return limit == Limit.MAX_CATEGORIES ? Severity.NOTICE : Severity.WARNING;
    }

    private static DriftAlert write(Subject subject, AlertTrack track, AlertState state, Excess excess) {
        TrackKey key = key(excess.limit());
        return new DriftAlert(
                AlertId.of(subject.model(), subject.segment(), key, track.opened()),
                state,
                track.severity(),
                AlertKind.LIMIT_EXCEEDED,
                subject.model(),
                subject.segment(),
                key.feature(),
                subject.window(),
                subject.rows(),
                0,
                Evidence.ofRule(excess.allowed()),
                excess.figures(),
                subject.baselineId(),
                DriftAlert.NO_INCIDENT,
                List.of(),
                state == AlertState.FIRING ? LimitSentence.exceeded(excess) : LimitSentence.kept(excess));
    }
}
