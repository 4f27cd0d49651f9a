package io.tidegauge.order;

import io.tidegauge.event.InferenceEvent;

/** An event, the partition it goes to, and when it arrives there. */
record Placed(int partition, InferenceEvent event, long arrivalMs) {}
