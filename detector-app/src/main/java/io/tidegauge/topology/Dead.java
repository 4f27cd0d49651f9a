package io.tidegauge.topology;

import org.jspecify.annotations.Nullable;

/** A record that could not be taken in; its reason is in the headers, its key is the record's. */
@SuppressWarnings("ArrayRecordComponent") // carried through untouched, never compared
record Dead(byte @Nullable [] value) implements Profiled, BaselineRead {}
