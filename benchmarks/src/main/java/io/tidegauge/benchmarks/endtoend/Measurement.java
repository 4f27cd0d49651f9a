package io.tidegauge.benchmarks.endtoend;

/**
 * What one run of a contender took. Rates and costs are those of the steady part.
 *
 * @param events all events of the run
 * @param steadyEvents those of the steady part
 * @param steadySeconds how long they took, by the clock
 * @param processorSeconds what they took of processors: all threads of the process, the compiler's and the collector's too
 * @param allocatedBytesPerEvent by the threads that do the work
 * @param internalBytes sent to repartition topics and changelogs from start to end
 * @param changelogBytes those of them that went to changelogs
 * @param peakHeapBytes the most that any collection left
 * @param liveHeapBytes what a full collection leaves when all is read and nothing is closed yet
 * @param stateBytes of the state directory at that moment
 */
record Measurement(
        long events,
        long steadyEvents,
        double steadySeconds,
        double processorSeconds,
        double allocatedBytesPerEvent,
        long internalBytes,
        long changelogBytes,
        long peakHeapBytes,
        long liveHeapBytes,
        long stateBytes) {

    double eventsPerSecond() {
        return steadyEvents / steadySeconds;
    }

    /** Seconds of processors for a million values. */
    double processorSecondsPerMillion(double valuesPerEvent) {
        return processorSeconds * 1e6 / (steadyEvents * valuesPerEvent);
    }
}
