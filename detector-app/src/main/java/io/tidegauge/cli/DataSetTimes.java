package io.tidegauge.cli;

import io.tidegauge.baseline.ColumnTypes;
import io.tidegauge.baseline.Row;
import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.baseline.RowTimes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * When the rows of a data set happened, and how long its windows are. The rows' own times where the set has a column of
 * them that never goes back; else one row a second. All are moved by one constant, so that the first row's window begins at
 * a multiple of its length, as windows of event time do: what comes back with the hour or the week still does.
 *
 * @param times of each row, milliseconds since the epoch
 * @param windowMs a window's length: its rows times the usual step from row to row
 * @param real whether they are the set's own
 */
record DataSetTimes(long[] times, long windowMs, boolean real) {

    /** 2020-01-01T00:00:00Z: long past, as a replay is. */
    private static final long AROUND_MS = 1_577_836_800_000L;

    private static final long STEP_MS = 1_000;

    /** Reads the set's times. */
    static DataSetTimes of(DataSet set) {
        String column = set.time();
        Set<String> verbatim = column == null ? Set.of() : Set.of(column);
        try (RowReader rows = RowReader.open(set.rows(), new ColumnTypes(Set.of(), Set.of(), verbatim, ','))) {
            int count = Math.toIntExact(rows.rows());
            Optional<long[]> own = column == null || !rows.columns().contains(column)
                    ? Optional.empty()
                    : own(rows, count, new RowTimes.Column(column));
            return own.filter(times -> usualStep(times) > 0)
                    .map(times -> moved(times, set.windowRows() * usualStep(times)))
                    .orElseGet(() -> stepped(count, set.windowRows() * STEP_MS));
        }
    }

    private static Optional<long[]> own(RowReader rows, int count, RowTimes column) {
        long[] times = new long[count];
        try {
            rows.forEach(RowRange.ALL, (Row row) -> times[Math.toIntExact(row.number())] = column.timeOf(row));
        } catch (IllegalArgumentException noTime) {
            return Optional.empty();
        }
        boolean forward = LongStream.range(1, count).allMatch(i -> times[(int) i] >= times[(int) i - 1]);
        return forward ? Optional.of(times) : Optional.empty();
    }

    /** The median step from row to row, 0 where there is none. */
    private static long usualStep(long[] times) {
        long[] steps = LongStream.range(1, times.length)
                .map(i -> times[(int) i] - times[(int) i - 1])
                .sorted()
                .toArray();
        return steps.length == 0 ? 0 : steps[steps.length / 2];
    }

    private static DataSetTimes moved(long[] times, long windowMs) {
        long first = times[0];
        long start = Math.floorDiv(first, windowMs) * windowMs;
        return new DataSetTimes(
                Arrays.stream(times).map(time -> time - first + start).toArray(), windowMs, true);
    }

    private static DataSetTimes stepped(int count, long windowMs) {
        long start = AROUND_MS / windowMs * windowMs;
        return new DataSetTimes(
                LongStream.range(0, count).map(row -> start + row * STEP_MS).toArray(), windowMs, false);
    }

    /** The start of a window by its number. */
    long windowStart(int number) {
        return Math.floorDiv(times[0], windowMs) * windowMs + number * windowMs;
    }
}
