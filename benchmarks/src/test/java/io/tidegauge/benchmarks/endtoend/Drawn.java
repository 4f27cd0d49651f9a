package io.tidegauge.benchmarks.endtoend;

/** Rounds as they might have come out. */
final class Drawn {

    private Drawn() {}

    /** A round of one second over a topic of 1,000 events with 19.5 values of each; it allocates a byte an event for every ten events a second. */
    static Round round(
            int features, int models, String contender, int number, long eventsPerSecond, double processorSeconds) {
        TopicSpec spec = new TopicSpec(features, models, 1_000);
        Measurement measurement = new Measurement(
                1_000, eventsPerSecond, 1, processorSeconds, eventsPerSecond / 10.0, 3_000, 1_000, 5_000, 4_000, 0);
        return new Round(
                new EventTopic.Published(spec, 19_500, 500_000), contender, "a title", number, measurement, 0.5);
    }
}
