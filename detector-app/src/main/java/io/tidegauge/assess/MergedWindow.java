package io.tidegauge.assess;

import io.tidegauge.event.TimeWindow;
import java.util.List;
import java.util.Optional;

/**
 * What a window's decision is made on: its own rows, and those that earlier windows with too few rows have carried
 * forward. A pure fold over windows: the same windows in the same order give the same.
 *
 * @param counts the rows of all together; the window is the span of all
 * @param windows how many windows they are of, at most {@link #MOST_WINDOWS}
 * @param carried the rows of the earlier windows alone
 * @param baselineId the set to compare with
 * @param lost whether rows were carried that are to be compared with another set, and so are given up
 */
record MergedWindow(WindowCounts counts, int windows, Counted carried, String baselineId, boolean lost) {

    /** After so many windows with too few rows together, what was carried is given up. */
    static final int MOST_WINDOWS = 6;

    /** The window together with what was carried. No row of the window may be in the carry. */
    static MergedWindow of(Optional<Carry> carry, WindowCounts window, String baselineId) {
        return carry.filter(one -> one.baselineId().equals(baselineId))
                .map(one ->
                        new MergedWindow(spanning(one, window), one.windows() + 1, one.counted(), baselineId, false))
                .orElseGet(() -> new MergedWindow(window, 1, Counted.NONE, baselineId, carry.isPresent()));
    }

    private static WindowCounts spanning(Carry carry, WindowCounts window) {
        return new WindowCounts(
                window.model(),
                window.segment(),
                new TimeWindow(carry.fromMs(), window.window().endMs()),
                carry.counted().merge(window.counted()),
                0,
                List.of());
    }

    /** Whether nothing may be carried further. */
    boolean last() {
        return windows == MOST_WINDOWS;
    }

    /**
     * What the next window is decided together with where this one has too few rows.
     *
     * @param leaving the window's rows that no later window holds: of tumbling windows all, of hopping windows those of its
     *     first panes
     */
    Optional<Carry> carry(Counted leaving) {
        return last()
                ? Optional.empty()
                : Optional.of(new Carry(counts.window().startMs(), windows, baselineId, carried.merge(leaving)));
    }
}
