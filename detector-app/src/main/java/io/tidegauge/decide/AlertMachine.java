package io.tidegauge.decide;

import io.tidegauge.alert.AlertChange;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one alert goes on from window to window: suspected at the first exceeding window, confirmed at the second of three
 * or at once, resolved after three calm ones. Severity only rises while it is open.
 */
final class AlertMachine {

    private final int persistence;
    private final int of;
    private final int calmWindows;

    private AlertMachine(int persistence, int of, int calmWindows) {
        this.persistence = persistence;
        this.of = of;
        this.calmWindows = calmWindows;
    }

    /** The machine of a model's windows. */
    static AlertMachine ofWindows(DecisionPolicy policy) {
        return new AlertMachine(policy.persistence(), policy.of(), policy.calmWindows());
    }

    /** The machine of days: one fires, and one that is calm resolves. */
    static AlertMachine ofDays() {
        return new AlertMachine(1, 1, 1);
    }

    /**
     * What a window did to an alert.
     *
     * @param track what to remember, null where the alert is over or never was
     * @param change what to publish, null where nothing changed
     * @param told the track as published: the last one where the alert is over; null with no change
     */
    record Step(
            @Nullable AlertTrack track,
            @Nullable AlertChange change,
            @Nullable AlertTrack told) {

        private static Step silent(@Nullable AlertTrack track) {
            return new Step(track, null, null);
        }

        private static Step open(AlertTrack track) {
            AlertChange change = track.state() == AlertState.FIRING ? AlertChange.CONFIRMED : AlertChange.SUSPECTED;
            return new Step(track, change, track);
        }

        private static Step over(AlertTrack last, AlertChange change) {
            return new Step(null, change, last);
        }
    }

    /** Takes a window's finding in. */
    Step step(@Nullable AlertTrack track, Finding finding, TimeWindow window) {
        return switch (finding.verdict()) {
            case AT_ONCE, EXCEEDING -> exceed(track, finding, window);
            case WAVERING, CALM -> track == null ? Step.silent(null) : abate(track, finding.is(Verdict.CALM));
            case OVERTAKEN ->
                track != null && track.state() == AlertState.PENDING
                        ? Step.over(track, AlertChange.OVERTAKEN)
                        : Step.silent(track);
            case UNJUDGED -> Step.silent(track);
            case WITHDRAWN -> track == null ? Step.silent(null) : Step.over(track, AlertChange.WITHDRAWN);
            case MUTED -> track == null ? Step.silent(null) : Step.over(track, AlertChange.MUTED);
        };
    }

    private Step exceed(@Nullable AlertTrack track, Finding finding, TimeWindow window) {
        long exceedances = remember(track == null ? 0 : track.exceedances(), 1);
        boolean confirmed = finding.is(Verdict.AT_ONCE)
                || Long.bitCount(exceedances) >= persistence
                || (track != null && track.state() == AlertState.FIRING);
        AlertTrack next = new AlertTrack(
                confirmed ? AlertState.FIRING : AlertState.PENDING,
                track == null ? finding.severity() : higher(track.severity(), finding.severity()),
                track == null ? window : track.opened(),
                exceedances,
                0,
                track == null ? Optional.empty() : track.incident());
        boolean changed = track == null || track.state() != next.state() || track.severity() != next.severity();
        return changed ? Step.open(next) : Step.silent(next);
    }

    private Step abate(AlertTrack track, boolean calm) {
        long exceedances = remember(track.exceedances(), 0);
        int calmInARow = calm ? track.calm() + 1 : 0;
        if (track.state() == AlertState.PENDING && exceedances == 0) {
            return Step.over(track, AlertChange.LAPSED);
        }
        if (track.state() == AlertState.FIRING && calmInARow >= calmWindows) {
            return Step.over(track, AlertChange.BACK);
        }
        return Step.silent(new AlertTrack(
                track.state(), track.severity(), track.opened(), exceedances, calmInARow, track.incident()));
    }

    private long remember(long exceedances, int newest) {
        long mask = -1L >>> (Long.SIZE - of);
        return (exceedances << 1 | newest) & mask;
    }

    private static Severity higher(Severity one, Severity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
