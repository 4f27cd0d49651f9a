package io.tidegauge.decide;

import io.tidegauge.alert.AlertChange;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What windows have told of a feature, and seen end, on a day that is not over: the day's rows still show it, and it is not
 * told again. Kept as a suspicion among the tracks of days, which have none otherwise.
 */
final class ToldToday {

    private ToldToday() {}

    /** Remembers an alert of windows that is over, where it paged and the data, not the feature's name, are at fault. */
    static void remember(
            SortedMap<TrackKey, AlertTrack> tracks,
            TrackKey key,
            AlertTrack over,
            AlertChange change,
            TimeWindow last) {
        boolean paged = over.state() == AlertState.FIRING && over.severity() != Severity.NOTICE;
        if (change == AlertChange.BACK && paged && !key.daily() && key.kind() != AlertKind.NEW_FEATURE) {
            AlertTrack told = new AlertTrack(AlertState.PENDING, over.severity(), last, 0, 0);
            tracks.merge(TrackKey.ofDays(key.feature()), told, ToldToday::later);
        }
    }

    private static AlertTrack later(AlertTrack before, AlertTrack told) {
        boolean fires = before.state() == AlertState.FIRING;
        boolean moreUrgent = before.severity().compareTo(told.severity()) > 0;
        return fires
                ? before
                : new AlertTrack(
                        AlertState.PENDING, moreUrgent ? before.severity() : told.severity(), told.opened(), 0, 0);
    }

    /** How urgent it was what windows told on the day; empty where they told nothing. */
    static Optional<Severity> on(TimeWindow day, Optional<AlertTrack> track) {
        return track.filter(memory -> memory.state() == AlertState.PENDING)
                .filter(memory -> memory.opened().endMs() > day.startMs()
                        && memory.opened().startMs() < day.endMs())
                .map(AlertTrack::severity);
    }

    /** The tracks without what is only remembered. */
    static SortedMap<TrackKey, AlertTrack> left(SortedMap<TrackKey, AlertTrack> tracks) {
        SortedMap<TrackKey, AlertTrack> alerts = new TreeMap<>(tracks);
        alerts.entrySet().removeIf(entry -> remembered(entry.getKey(), entry.getValue()));
        return alerts;
    }

    /** Adds what is remembered of days after this one. */
    static SortedMap<TrackKey, AlertTrack> after(
            TimeWindow day, SortedMap<TrackKey, AlertTrack> before, SortedMap<TrackKey, AlertTrack> next) {
        SortedMap<TrackKey, AlertTrack> all = new TreeMap<>(next);
        before.forEach((key, track) -> {
            if (remembered(key, track) && track.opened().startMs() >= day.endMs()) {
                all.putIfAbsent(key, track);
            }
        });
        return all;
    }

    private static boolean remembered(TrackKey key, AlertTrack track) {
        return key.daily() && track.state() == AlertState.PENDING;
    }
}
