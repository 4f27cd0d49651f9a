package io.tidegauge.benchmarks.endtoend;

/**
 * What one contender did in one round.
 *
 * @param topic what was read
 * @param contender who read it
 * @param title the same for people
 * @param round from 1; the rounds that warm up are not kept
 * @param measurement what it took
 * @param othersCores processors that others kept busy meanwhile, NaN where the system does not tell
 */
record Round(
        EventTopic.Published topic,
        String contender,
        String title,
        int round,
        Measurement measurement,
        double othersCores) {

    TopicSpec spec() {
        return topic.spec();
    }

    double valuesPerSecond() {
        return measurement.eventsPerSecond() * topic.valuesPerEvent();
    }

    double processorSecondsPerMillionValues() {
        return measurement.processorSecondsPerMillion(topic.valuesPerEvent());
    }
}
