package io.tidegauge.topology;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.serde.EventDecoder;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What the topology needs from the outside: the wire, the cluster's view of progress, and whom to tell.
 *
 * @param decoders makes one event decoder for each task
 * @param reports writes reports
 * @param alerts writes alerts
 * @param baselineReaders makes one reader of the baseline topic for each task
 * @param progress how far the sources have been read
 * @param listener is told what happens
 * @param instance who this is, and whether it is to stop
 */
public record TopologyPorts(
        Supplier<EventDecoder> decoders,
        Serializer<FeatureReport> reports,
        Serializer<DriftAlert> alerts,
        Supplier<Deserializer<BaselineRecord>> baselineReaders,
        SourceProgress progress,
        DetectorListener listener,
        Instance instance) {

    /** The ports of an instance that begins now and is never told to stop. */
    public TopologyPorts(
            Supplier<EventDecoder> decoders,
            Serializer<FeatureReport> reports,
            Serializer<DriftAlert> alerts,
            Supplier<Deserializer<BaselineRecord>> baselineReaders,
            SourceProgress progress,
            DetectorListener listener) {
        this(decoders, reports, alerts, baselineReaders, progress, listener, Instance.beginning());
    }
}
