package io.tidegauge.benchmarks.endtoend;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A {@link Paced} as results give it: what was measured, and what follows from it.
 *
 * @param internalBytesPerInputByte bytes of repartition topics and changelogs for each of the input
 * @param bytesPerLiveFeatureAndCommit for each feature of a model in a partition, at each commit
 * @param measured raw figures
 */
record PacedJson(
        double internalBytesPerInputByte,
        double bytesPerLiveFeatureAndCommit,
        @JsonUnwrapped Paced measured) {

    static PacedJson of(Paced paced) {
        return new PacedJson(paced.internalBytesPerInputByte(), paced.bytesPerLiveFeatureAndCommit(), paced);
    }
}
