package io.tidegauge.demo;

import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens when, in event time: phases one after another, in tumbling windows with equally many rows. After the
 * last phase all is well for ever.
 *
 * @param startMs start of the first window, milliseconds since the epoch, a multiple of the window size
 * @param window length of a window
 * @param rowsPerWindow events in a window
 * @param phases the phases in order; a fault occurs in one of them at most
 */
record Story(long startMs, Duration window, int rowsPerWindow, List<Phase> phases) {

    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int ROWS_PER_WINDOW = 1_000;
    private static final List<Phase> PHASES = List.of(
            Phase.quiet(4),
            Phase.of(Fault.RATING_RESCALED, 3),
            Phase.quiet(5),
            Phase.of(Fault.NEIGHBOURHOOD_LOST, 3),
            Phase.quiet(5),
            Phase.of(Fault.HOLIDAY_PRICES, 4),
            Phase.quiet(5));

    Story {
        if (rowsPerWindow < 1 || Math.floorMod(startMs, window.toMillis()) != 0) {
            throw new IllegalArgumentException(
                    "a story of " + rowsPerWindow + " rows a window, from " + startMs + ", windows of " + window);
        }
        phases = List.copyOf(phases);
        List<Fault> faults =
                phases.stream().flatMap(phase -> phase.fault().stream()).toList();
        if (faults.stream().distinct().count() < faults.size()) {
            throw new IllegalArgumentException("a fault occurs twice in " + faults);
        }
    }

    /** The demo's story, dated so that it ends at the instant, or up to a window before. */
    static Story endingBy(long endMs) {
        int windows = PHASES.stream().mapToInt(Phase::windows).sum();
        long lastEnd = Math.floorDiv(endMs, WINDOW.toMillis()) * WINDOW.toMillis();
        return new Story(lastEnd - windows * WINDOW.toMillis(), WINDOW, ROWS_PER_WINDOW, PHASES);
    }

    /** How many windows the story has. */
    int windows() {
        return phases.stream().mapToInt(Phase::windows).sum();
    }

    /** The window of an index, 0 the first; beyond the story's end as well. */
    TimeWindow windowAt(int index) {
        long start = startMs + index * window.toMillis();
        return new TimeWindow(start, start + window.toMillis());
    }

    /** The index of the window that holds the instant; negative before the story. */
    int indexOf(long timeMs) {
        return Math.toIntExact(Math.floorDiv(timeMs - startMs, window.toMillis()));
    }

    /** When the story is over. */
    long endMs() {
        return windowAt(windows()).startMs();
    }

    /** Event time of the row of an index, 0 the first: rows are evenly spaced. */
    long timeOf(long row) {
        return startMs + row * window.toMillis() / rowsPerWindow;
    }

    /** What is wrong in a window. */
    Optional<Fault> faultIn(int windowIndex) {
        int end = 0;
        for (Phase phase : phases) {
            end += phase.windows();
            if (windowIndex < end) {
                return windowIndex < 0 ? Optional.empty() : phase.fault();
            }
        }
        return Optional.empty();
    }

    /** The story's faults, in order. */
    List<Fault> faults() {
        return phases.stream().flatMap(phase -> phase.fault().stream()).toList();
    }

    /** The index of the fault's first window. */
    int firstWindow(Fault fault) {
        int first = 0;
        for (Phase phase : phases) {
            if (phase.fault().equals(Optional.of(fault))) {
                return first;
            }
            first += phase.windows();
        }
        throw new IllegalArgumentException(fault + " is not in the story");
    }

    /** The index of the first window after the fault. */
    int repairedWindow(Fault fault) {
        int index = firstWindow(fault);
        while (faultIn(index).equals(Optional.of(fault))) {
            index++;
        }
        return index;
    }
}
