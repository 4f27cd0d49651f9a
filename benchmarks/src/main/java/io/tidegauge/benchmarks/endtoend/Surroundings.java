package io.tidegauge.benchmarks.endtoend;

import java.nio.file.Path;

/**
 * Where a run reads and writes.
 *
 * @param bootstrapServers the broker
 * @param registryUrl the schema registry
 * @param topic the events
 * @param events how many there are
 * @param values values in them that are not null
 * @param state the directory for state
 * @param name of this run among all that the broker ever saw
 */
record Surroundings(
        String bootstrapServers, String registryUrl, String topic, long events, long values, Path state, String name) {}
