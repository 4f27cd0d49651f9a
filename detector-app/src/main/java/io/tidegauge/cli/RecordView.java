package io.tidegauge.cli;

/** How records of one kind look. */
interface RecordView<V> {

    /** The table's columns. */
    String[] header();

    /** A record as a row of the table. */
    String[] row(V value);

    /** A record as JSON. */
    JsonText json(V value);
}
