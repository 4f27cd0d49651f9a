package io.tidegauge.baseline;

import io.tidegauge.event.FeatureValue;

/** When the rows of a file happened. */
public sealed interface RowTimes {

    /**
     * The row's event time, milliseconds since the epoch.
     *
     * @throws IllegalArgumentException naming the value when it is no time
     */
    long timeOf(Row row);

    /** Each row says so itself. */
    record Column(String name) implements RowTimes {
        @Override
        public long timeOf(Row row) {
            FeatureValue value = row.values().getOrDefault(name, FeatureValue.MISSING);
            if (value instanceof FeatureValue.Text text) {
                return TimeText.parse(text.value());
            }
            throw new IllegalArgumentException("column '" + name + "' has no time");
        }
    }

    /** The row of number i happened {@code i} steps after the start, whichever rows are read. */
    record Stepped(long startMs, long stepMs) implements RowTimes {
        @Override
        public long timeOf(Row row) {
            return startMs + row.number() * stepMs;
        }
    }

    /** Nobody knows; every row is at 0. */
    RowTimes UNKNOWN = new Stepped(0, 0);
}
