package io.tidegauge.benchmarks;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Detector;
import io.tidegauge.runtime.UserTopics;
import io.tidegauge.topology.DetectorListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The whole detector with its defaults: one thread, exactly-once, under an application id of its own. */
final class DetectorYardstick {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Services services;
    private final int round;

    DetectorYardstick(Services services, int round) {
        this.services = services;
        this.round = round;
    }

    double eventsPerSecond(int events) throws Exception {
        DetectorConfig config = config();
        createTopics(config);
        Counter counter = new Counter();
        Steady steady = new Steady(events);
        try (Detector detector = new Detector(config, counter, List.of())) {
            detector.start();
            long deadline = System.nanoTime() + LONGEST_NANOS;
            while (!steady.done()) {
                steady.at(counter.consumed.get());
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "read " + counter.consumed.get() + " of " + events + " in 5 minutes");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        return steady.perSecond();
    }

    private DetectorConfig config() throws Exception {
        Path file = Files.createTempFile("tidegauge-benchmark", ".yaml");
        try {
            Files.writeString(
                    file,
                    String.join(
                            "\n",
                            "bootstrap-servers: " + services.bootstrapServers(),
                            "schema-registry: " + services.registryUrl(),
                            "application-id: tidegauge-benchmark-" + round,
                            "http: {port: -1}"));
            return ConfigLoader.load(file, Map.of());
        } finally {
            Files.delete(file);
        }
    }

    private void createTopics(DetectorConfig config) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", services.bootstrapServers()))) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = UserTopics.of(config).stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .map(topic -> topic.toNewTopic(Optional.of(1), Optional.of((short) 1)))
                    .toList();
            admin.createTopics(missing).all().get();
        }
    }

    private static final class Counter implements DetectorListener {
        private final AtomicLong consumed = new AtomicLong();

        @Override
        public void events(Outcome outcome, long count) {
            if (outcome == Outcome.CONSUMED) {
                consumed.addAndGet(count);
            }
        }

        @Override
        public void windowClosed(FeatureReport report) {}

        @Override
        public void reported(FeatureReport report) {}

        @Override
        public void alerted(DriftAlert alert) {}

        @Override
        public void watermark(String topic, int partition, long watermarkMs) {}
    }
}
