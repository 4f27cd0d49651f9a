package io.tidegauge.benchmarks.endtoend;

/**
 * What the detector wrote to internal topics while events came in at a steady rate, as they happened.
 *
 * @param eventsPerSecond events of all partitions in a second
 * @param readShare events read for each that was published meanwhile; below 1 the detector fell behind
 * @param partitions of the topic
 * @param features of each event
 * @param models that events are of
 * @param commits over which was measured, from one to another
 * @param inputBytes of the topic in that time, over the wire
 * @param repartitionBytes in that time
 * @param changelogBytes in that time
 * @param processors that the detector kept busy
 * @param othersCores processors that others kept busy; NaN where the system does not tell
 */
record Paced(
        double eventsPerSecond,
        double readShare,
        int partitions,
        int features,
        int models,
        int commits,
        long inputBytes,
        long repartitionBytes,
        long changelogBytes,
        double processors,
        double othersCores) {

    double internalBytesPerInputByte() {
        return (double) (repartitionBytes + changelogBytes) / inputBytes;
    }

    /** A live feature is one of a model in a partition: what stage 1 sends at a commit is a profile of each. */
    double bytesPerLiveFeatureAndCommit() {
        return (repartitionBytes + changelogBytes) / ((double) features * models * partitions * commits);
    }
}
