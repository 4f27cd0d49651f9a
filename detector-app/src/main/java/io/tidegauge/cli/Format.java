package io.tidegauge.cli;

/** For whom a command prints. */
enum Format {
    /** Tables for people. */
    TEXT,
    /** JSON for programs; where there are many records, one object per line. */
    JSON
}
