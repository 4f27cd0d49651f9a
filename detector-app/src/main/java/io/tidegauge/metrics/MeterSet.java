package io.tidegauge.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** The registries of one detector and the binders that fill them: the JVM's from the start, Kafka Streams' when there. */
public final class MeterSet implements AutoCloseable {

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CompositeMeterRegistry all = new CompositeMeterRegistry();
    private final Collection<MeterRegistry> others;
    private final Deque<AutoCloseable> binders = new ArrayDeque<>();

    /**
     * Opens the registry of {@code /metrics}.
     *
     * @param others registries of the embedding program, fed too; they remain its own to close
     */
    public MeterSet(Collection<MeterRegistry> others) {
        this.others = List.copyOf(others);
        all.add(prometheus);
        others.forEach(all::add);
        new ClassLoaderMetrics().bindTo(all);
        new JvmMemoryMetrics().bindTo(all);
        new JvmThreadMetrics().bindTo(all);
        new ProcessorMetrics().bindTo(all);
        new UptimeMetrics().bindTo(all);
        new FileDescriptorMetrics().bindTo(all);
        JvmGcMetrics collector = new JvmGcMetrics();
        collector.bindTo(all);
        binders.push(collector);
    }

    /** The registry that feeds all of them. */
    public MeterRegistry registry() {
        return all;
    }

    /** Everything, in Prometheus' text format. */
    public String scrape() {
        return prometheus.scrape();
    }

    /** Adds the metrics of Kafka Streams and its clients. */
    public synchronized void bind(KafkaStreams streams) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(all);
        binders.push(metrics);
    }

    @Override
    public synchronized void close() throws Exception {
        while (!binders.isEmpty()) {
            binders.pop().close();
        }
        others.forEach(all::remove);
        all.close();
        prometheus.close();
    }
}
