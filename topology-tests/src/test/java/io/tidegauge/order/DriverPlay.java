package io.tidegauge.order;

import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.testkit.TopologyFixture;
import io.tidegauge.topology.DetectorListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Plays a stream through the test driver: one partition, and a commit after every record. */
final class DriverPlay {

    private DriverPlay() {}

    /** The shape's places are those of its partition 0, where it has no other. */
    static Told play(Path configFile, EventStream stream, Shape shape) {
        return play(configFile, stream.baselines(), shape.place(stream));
    }

    private static Told play(Path configFile, List<BaselineSet> baselines, List<Placed> events) {
        try (TopologyFixture fixture = play(configFile, baselines)) {
            events.forEach(one -> fixture.publish(one.event(), one.arrivalMs()));
            return new Told(fixture.reports(), fixture.alerts(), reasons(fixture));
        }
    }

    /** The events in the order given, whatever their partitions; what was told is not kept. */
    static Fingerprints fingerprints(Path configFile, List<BaselineSet> baselines, List<Placed> events) {
        Fingerprints told = new Fingerprints();
        try (TopologyFixture fixture = play(configFile, baselines)) {
            for (Placed one : events) {
                fixture.publish(one.event(), one.arrivalMs());
                told.addReports(fixture.reports());
            }
            told.addAlerts(fixture.alerts());
            told.addDeadLetters(reasons(fixture));
            return told;
        }
    }

    private static TopologyFixture play(Path configFile, List<BaselineSet> baselines) {
        DetectorConfig config = ConfigLoader.load(configFile, Map.of());
        TopologyFixture fixture =
                new TopologyFixture(config, Instant.ofEpochMilli(RandomStream.T0), DetectorListener.NONE);
        baselines.forEach(fixture::publish);
        return fixture;
    }

    private static List<String> reasons(TopologyFixture fixture) {
        return fixture.deadLetters().stream()
                .map(letter -> letter.headers().lastHeader("tidegauge.reason").value())
                .map(reason -> new String(reason, StandardCharsets.UTF_8))
                .toList();
    }
}
