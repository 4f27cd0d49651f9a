package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Detector;
import io.tidegauge.runtime.UserTopics;
import io.tidegauge.topology.DetectorListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole detector as the command {@code run} starts it, with its defaults: meters, endpoints on a free port. A listener
 * counts beside the meters, which is all that is added.
 */
final class DetectorRun implements Run {

    private static final long LONGEST_LAST_COMMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Surroundings surroundings;
    private final DetectorConfig config;
    private final Detector detector;
    private final Counter counter = new Counter();

    /**
     * Prepares it.
     *
     * @param settings lines of configuration over the defaults
     */
    DetectorRun(Surroundings surroundings, List<String> settings) throws IOException {
        this.surroundings = surroundings;
        this.config = config(surroundings, settings);
        this.detector = new Detector(config, counter, List.of());
    }

    static DetectorConfig config(Surroundings surroundings, List<String> settings) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "bootstrap-servers: " + surroundings.bootstrapServers(),
                "schema-registry: " + surroundings.registryUrl(),
                "application-id: " + surroundings.name(),
                "topics: {events: [" + surroundings.topic() + "]}",
                "http: {port: 0}"));
        lines.addAll(settings);
        Path file = Files.createTempFile("tidegauge-benchmark", ".yaml");
        try {
            Files.write(file, lines);
            return ConfigLoader.load(file, Map.of());
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void start() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", surroundings.bootstrapServers()))) {
            UserTopics.create(admin, config, Optional.of(1), Optional.of((short) 1));
        }
        detector.start();
    }

    @Override
    public long events() {
        return counter.count(DetectorListener.Outcome.CONSUMED);
    }

    @Override
    public void finish() {
        long deadline = System.nanoTime() + LONGEST_LAST_COMMIT_NANOS;
        while (counter.accounted() < surroundings.events() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        Whole.require("events consumed", events(), surroundings.events());
        Whole.require("events profiled", counter.count(DetectorListener.Outcome.PROFILED), surroundings.events());
    }

    @Override
    public boolean worksIn(String threadName) {
        return StreamsDefaults.isStreamThread(threadName);
    }

    @Override
    public void close() {
        detector.close();
    }

    private static final class Counter implements DetectorListener {
        private final List<AtomicLong> counts = new ArrayList<>();

        Counter() {
            for (int i = 0; i < Outcome.values().length; i++) {
                counts.add(new AtomicLong());
            }
        }

        @Override
        public void events(Outcome outcome, long count) {
            counts.get(outcome.ordinal()).addAndGet(count);
        }

        long count(Outcome outcome) {
            return counts.get(outcome.ordinal()).get();
        }

        long accounted() {
            return count(Outcome.PROFILED)
                    + count(Outcome.LATE)
                    + count(Outcome.DEAD_LETTERED)
                    + count(Outcome.IGNORED);
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
