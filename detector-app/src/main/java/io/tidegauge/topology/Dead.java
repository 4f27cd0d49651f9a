package io.tidegauge.topology;

import org.jspecify.annotations.Nullable;

/** A record that could not be taken in, its key and value as they may be written; its reason is in the headers. */
@SuppressWarnings("ArrayRecordComponent") // carried through untouched, never compared
record Dead(RawKey key, byte @Nullable [] value) implements Profiled, BaselineRead {}
