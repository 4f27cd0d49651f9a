package io.tidegauge.benchmarks.endtoend;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Round} as results give it: what was measured, and what follows from it.
 *
 * @param features of each event
 * @param models that events are of
 * @param valuesPerEvent values that are not null
 * @param bytesPerEvent as serialized
 * @param contender who read
 * @param round from 1
 * @param eventsPerSecond in the steady part
 * @param valuesPerSecond in the steady part
 * @param processorSecondsPerMillionValues in the steady part
 * @param internalBytesPerInputByte over the whole run, in which ten minutes of events pass as fast as they are read
 * @param othersCores processors that others kept busy during the steady part; null where the system does not tell
 * @param measured raw figures
 */
record RoundJson(
        int features,
        int models,
        double valuesPerEvent,
        double bytesPerEvent,
        String contender,
        int round,
        double eventsPerSecond,
        double valuesPerSecond,
        double processorSecondsPerMillionValues,
        double internalBytesPerInputByte,
        @Nullable Double othersCores,
        @JsonUnwrapped Measurement measured) {

    static RoundJson of(Round round) {
        return new RoundJson(
                round.spec().features(),
                round.spec().models(),
                round.topic().valuesPerEvent(),
                (double) round.topic().bytes() / round.spec().events(),
                round.contender(),
                round.round(),
                round.measurement().eventsPerSecond(),
                round.valuesPerSecond(),
                round.processorSecondsPerMillionValues(),
                (double) round.measurement().internalBytes() / round.topic().bytes(),
                Double.isNaN(round.othersCores()) ? null : round.othersCores(),
                round.measurement());
    }
}
