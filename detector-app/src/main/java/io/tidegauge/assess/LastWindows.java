package io.tidegauge.assess;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.ComparedWith;
import io.tidegauge.calibrate.EarlierBlocks;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.Reference;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.TimeWindow;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The last windows that ended by the start of a window, as many as the reference says and not one fewer. Of windows that
 * overlap only those are kept that begin where the last one kept has ended, so that no row is in a reference twice.
 */
record LastWindows(Reference.Rolling reference) implements OwnPast {

    /** Windows that an alert holds out at the least: an hour of five minutes, long enough to fire in. */
    private static final int LEAST_HELD = 12;

    /** What is about the values of features that there were; a new one has to be learned. */
    private static final Set<AlertKind> HOLDING = Set.copyOf(EnumSet.of(
            AlertKind.DISTRIBUTION,
            AlertKind.MISSING_VALUES,
            AlertKind.UNSEEN_CATEGORY,
            AlertKind.OUT_OF_RANGE,
            AlertKind.TYPE_CHANGE,
            AlertKind.CONSTANT,
            AlertKind.ABSENT_FEATURE,
            AlertKind.NOT_A_NUMBER));

    @Override
    public List<TimeWindow> reference(NavigableSet<TimeWindow> kept, TimeWindow window) {
        List<TimeWindow> before = endedBy(kept, window.startMs()).stream()
                .filter(one -> isWhole(one, window))
                .toList();
        int beyond = before.size() - reference.windows();
        return beyond < 0 ? List.of() : before.subList(beyond, before.size());
    }

    @Override
    public List<TimeWindow> tried(NavigableSet<TimeWindow> kept, List<TimeWindow> reference) {
        List<TimeWindow> ended =
                endedBy(kept, reference.get(reference.size() - 1).endMs());
        return ended.subList(Math.max(0, ended.size() - Math.max(2, reference.size())), ended.size());
    }

    /**
     * What was decided on, so that windows with few rows enter together, unless an alert holds it out: a reference that took
     * in at once what differs from it would find nothing in the next window. An alert holds windows out for as long as the
     * reference is, and {@value #LEAST_HELD} windows at the least; what lasts longer is the new state.
     */
    @Override
    public Optional<WindowCounts> entering(
            WindowCounts own, WindowCounts decided, SortedMap<TrackKey, AlertTrack> tracks) {
        long heldMs = Math.max(reference.windows(), LEAST_HELD) * own.window().sizeMs();
        boolean held = tracks.entrySet().stream()
                .anyMatch(track -> HOLDING.contains(track.getKey().kind())
                        && own.window().endMs() - track.getValue().opened().startMs() <= heldMs);
        return held ? Optional.empty() : Optional.of(decided);
    }

    @Override
    public boolean takes(NavigableSet<TimeWindow> kept, TimeWindow window) {
        return kept.isEmpty() || kept.last().endMs() <= window.startMs();
    }

    @Override
    public List<TimeWindow> outOfReach(NavigableSet<TimeWindow> kept, TimeWindow closed) {
        List<TimeWindow> before = endedBy(kept, closed.startMs());
        List<TimeWindow> whole =
                before.stream().filter(one -> isWhole(one, closed)).toList();
        List<TimeWindow> wanted = whole.subList(Math.max(0, whole.size() - reference.windows()), whole.size());
        return before.stream().filter(one -> !wanted.contains(one)).toList();
    }

    /** Whether a window is as long as those are now: where they were shorter before, several would be one block of time. */
    private static boolean isWhole(TimeWindow kept, TimeWindow now) {
        return kept.sizeMs() >= now.sizeMs();
    }

    @Override
    public EarlierBlocks.Span span(long windowMs) {
        long lengthMs = reference.windows() * windowMs;
        return new EarlierBlocks.Span(lengthMs, lengthMs);
    }

    @Override
    public ComparedWith with() {
        return ComparedWith.lastWindows(reference.windows());
    }

    @Override
    public String id(TimeWindow first) {
        return reference.text() + "@" + Instant.ofEpochMilli(first.startMs());
    }

    private static List<TimeWindow> endedBy(NavigableSet<TimeWindow> kept, long timeMs) {
        return kept.stream().filter(one -> one.endMs() <= timeMs).toList();
    }
}
