package io.tidegauge.order;

import io.tidegauge.event.InferenceEvent;

/**
 * An event and the time at which it happened; where it comes from the future it says another.
 *
 * @param event the event
 * @param happenedMs when it really happened, milliseconds since the epoch
 * @param fromTheFuture whether the time that it says is one that nobody may believe
 */
record Sent(InferenceEvent event, long happenedMs, boolean fromTheFuture) {}
