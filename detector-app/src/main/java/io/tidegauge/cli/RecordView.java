package io.tidegauge.cli;

import java.util.List;

/** How records of one kind look. */
interface RecordView<V> {

    /** The table's columns. */
    String[] header();

    /** A record as a row of the table. */
    String[] row(V value);

    /** What stands below a record's row, a line each, wrapped where it is long. */
    default List<String> below(V value) {
        return List.of();
    }

    /** A record as JSON. */
    JsonText json(V value);
}
