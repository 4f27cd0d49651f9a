package io.tidegauge.assess;

import io.tidegauge.alert.ComparedWith;
import io.tidegauge.calibrate.EarlierBlocks;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.Reference;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The window that began exactly seven days before. */
record WeekBefore() implements OwnPast {

    private static final long WEEK_MS = 7 * TimeWindow.DAY_MS;

    @Override
    public List<TimeWindow> reference(NavigableSet<TimeWindow> kept, TimeWindow window) {
        TimeWindow before = new TimeWindow(window.startMs() - WEEK_MS, window.endMs() - WEEK_MS);
        return kept.contains(before) ? List.of(before) : List.of();
    }

    /** With the window that followed it. */
    @Override
    public List<TimeWindow> tried(NavigableSet<TimeWindow> kept, List<TimeWindow> reference) {
        TimeWindow before = reference.get(0);
        return Stream.concat(
                        reference.stream(),
                        kept.stream()
                                .filter(one -> one.startMs() >= before.endMs())
                                .limit(1))
                .toList();
    }

    /** A window by itself: what was carried to it is of other hours. */
    @Override
    public Optional<WindowCounts> entering(
            WindowCounts own, WindowCounts decided, SortedMap<TrackKey, AlertTrack> tracks) {
        return decided.rows() == own.rows() ? Optional.of(own) : Optional.empty();
    }

    @Override
    public boolean takes(NavigableSet<TimeWindow> kept, TimeWindow window) {
        return true;
    }

    @Override
    public List<TimeWindow> outOfReach(NavigableSet<TimeWindow> kept, TimeWindow closed) {
        return kept.stream()
                .filter(one -> one.startMs() <= closed.startMs() - WEEK_MS)
                .toList();
    }

    @Override
    public EarlierBlocks.Span span(long windowMs) {
        return new EarlierBlocks.Span(WEEK_MS, Math.min(WEEK_MS, windowMs));
    }

    @Override
    public ComparedWith with() {
        return ComparedWith.SAME_HOUR_LAST_WEEK;
    }

    @Override
    public String id(TimeWindow first) {
        return new Reference.SameHourLastWeek().text() + "@" + Instant.ofEpochMilli(first.startMs());
    }
}
