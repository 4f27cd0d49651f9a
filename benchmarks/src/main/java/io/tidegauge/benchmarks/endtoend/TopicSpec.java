package io.tidegauge.benchmarks.endtoend;

/**
 * A topic of events.
 *
 * @param features features of each event
 * @param models models that the events are of, by turns
 * @param events events in it
 */
record TopicSpec(int features, int models, long events) {

    static final int PARTITIONS = 4;
    static final int USUAL_MODELS = 3;

    /** Bytes that an event has besides its features, in features. */
    private static final int ENVELOPE = 4;

    private static final int USUAL_FEATURES = 20;

    TopicSpec {
        if (features < 1 || models < 1 || events < 100) {
            throw new IllegalArgumentException(
                    "a topic of " + events + " events with " + features + " features, " + models + " models");
        }
    }

    /** As many bytes, about, as that many events of 20 features have. */
    static TopicSpec ofBytesLike(long eventsOf20, int features, int models) {
        return new TopicSpec(features, models, eventsOf20 * (USUAL_FEATURES + ENVELOPE) / (features + ENVELOPE));
    }

    String topic() {
        return "events-" + features + "-features-" + models + "-models";
    }
}
