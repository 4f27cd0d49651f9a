package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.ClusterProgress;
import io.tidegauge.serde.AvroWire;
import io.tidegauge.topology.DetectorListener.Outcome;
import io.tidegauge.topology.DriftTopology;
import io.tidegauge.topology.StreamsProperties;
import io.tidegauge.topology.TopologyPorts;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;

/** The detector's topology inside another program, with that program's own decoder; without meters and endpoints. */
final class EmbeddedRun implements Run {

    private final long total;
    private final OutcomeCounter counter = new OutcomeCounter();
    private final AvroWire wire;
    private final Admin admin;
    private final ClusterProgress progress;
    private final KafkaStreams streams;

    EmbeddedRun(DetectorConfig config, long total) {
        this.total = total;
        DetectorSettings.createTopics(config);
        this.wire = AvroWire.open(config.registry(), true);
        this.admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()));
        this.progress = ClusterProgress.open(config, admin);
        TopologyPorts ports = new TopologyPorts(
                OwnDecoder::new, wire.reports(), wire.alerts(), wire::baselineUpdates, progress, counter);
        this.streams = new KafkaStreams(DriftTopology.build(config, ports), StreamsProperties.of(config));
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long events() {
        return counter.count(Outcome.CONSUMED);
    }

    @Override
    public void finish() {
        counter.awaitProfiled(total);
    }

    @Override
    public boolean worksIn(String threadName) {
        return StreamsDefaults.isStreamThread(threadName);
    }

    @Override
    public void close() {
        streams.close();
        progress.close();
        admin.close();
        wire.close();
    }
}
