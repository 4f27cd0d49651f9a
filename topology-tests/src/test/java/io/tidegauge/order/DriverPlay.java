package io.tidegauge.order;

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
    static Told play(Path configFile, RandomStream stream, Shape shape) {
        DetectorConfig config = ConfigLoader.load(configFile, Map.of());
        try (TopologyFixture fixture =
                new TopologyFixture(config, Instant.ofEpochMilli(RandomStream.T0), DetectorListener.NONE)) {
            stream.baselines().forEach(fixture::publish);
            shape.place(stream).forEach(one -> fixture.publish(one.event(), one.arrivalMs()));
            List<String> reasons = fixture.deadLetters().stream()
                    .map(letter ->
                            letter.headers().lastHeader("tidegauge.reason").value())
                    .map(reason -> new String(reason, StandardCharsets.UTF_8))
                    .toList();
            return new Told(fixture.reports(), fixture.alerts(), reasons);
        }
    }
}
