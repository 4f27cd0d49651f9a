package io.tidegauge.topology;

/** What becomes of a record of the baseline topic: news for the model's partition, or a dead letter. */
sealed interface BaselineRead permits BaselineRead.Told, Dead {

    /** A message for stage 2, addressed by model. */
    record Told(String model, InternalMessage message) implements BaselineRead {}
}
