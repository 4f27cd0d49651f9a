package io.tidegauge.testkit;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.topology.SourceProgress;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The cluster as the test driver has it: one partition of each topic, always read to its end. */
final class OnePartition implements SourceProgress {

    private final SortedMap<String, Integer> events = new TreeMap<>();

    OnePartition(DetectorConfig config) {
        config.topics().events().forEach(topic -> events.put(topic, 1));
    }

    @Override
    public SortedMap<String, Integer> eventPartitions() {
        return events;
    }

    @Override
    public long committed(String topic, int partition) {
        return 0;
    }

    @Override
    public Optional<End> end(String topic, int partition) {
        return Optional.of(new End(0, System.nanoTime()));
    }

    @Override
    public SortedMap<Integer, Long> baselineEndOffsets() {
        return new TreeMap<>();
    }
}
