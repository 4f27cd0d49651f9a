package io.tidegauge.topology;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cluster of which only the event topics are known. */
record NothingCommitted(SortedMap<String, Integer> eventPartitions) implements SourceProgress {

    @Override
    public long committed(String topic, int partition) {
        return 0;
    }

    @Override
    public Optional<End> end(String topic, int partition) {
        return Optional.empty();
    }

    @Override
    public SortedMap<Integer, Long> baselineEndOffsets() {
        return new TreeMap<>();
    }
}
