package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

/** The topology as a function of configuration: profile, then assess. */
public final class DriftTopology {

    private DriftTopology() {}

    /** Builds the topology; touches no broker. */
    public static Topology build(DetectorConfig config, TopologyPorts ports) {
        return new StreamsBuilder().build();
    }
}
