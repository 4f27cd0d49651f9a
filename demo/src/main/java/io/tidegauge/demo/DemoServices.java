package io.tidegauge.demo;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.UserTopics;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Broker and registry alone, for trying the other commands and one's own programs. */
final class DemoServices {

    private final PrintWriter out;

    DemoServices(PrintWriter out) {
        this.out = out;
    }

    /** Runs them on these ports, 0 for free ones, until stopped. */
    void run(int kafkaPort, int registryPort) throws InterruptedException {
        try (StopSignal stop = new StopSignal();
                DemoCluster cluster = DemoCluster.start(kafkaPort, registryPort)) {
            DetectorConfig config = DemoConfig.of(cluster.bootstrapServers(), cluster.registryUrl());
            cluster.createTopics(config);
            out.println("Broker    " + config.bootstrapServers());
            out.println("Registry  " + config.registry().url());
            out.println("Topics    "
                    + UserTopics.of(config).stream()
                            .map(UserTopics.UserTopic::name)
                            .collect(Collectors.joining(", ")));
            out.println();
            out.println("A configuration for the detector:");
            out.println("  bootstrap-servers: " + config.bootstrapServers());
            out.println("  schema-registry: " + config.registry().url());
            out.println("  application-id: " + config.applicationId());
            out.println("Both run, and forget everything at their end, until Ctrl-C.");
            stop.await();
        }
    }
}
