package io.tidegauge.topology;

import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What a stage-1 task has counted since its last drain, on the heap, and how far each of its partitions has come.
 * Nothing here outlives a commit but the watermarks, and those only ever grow.
 */
final class LivePanes {

    private final Map<Pane, LivePane> panes = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> watermarks = new HashMap<>();
    private final Map<TopicPartition, Long> received = new HashMap<>();
    private final Map<TopicPartition, Long> readTo = new HashMap<>();
    private boolean armed;

    /** Counts one event into its pane. */
    void add(InferenceEvent event, long paneStartMs) {
        Pane pane = new Pane(new ModelVersion(event.model(), event.modelVersion()), FeatureNames.ALL, paneStartMs);
        panes.computeIfAbsent(pane, key -> new LivePane()).add(event);
    }

    /** Notes an accepted event of the partition: its watermark moves up to the event's time, never back. */
    void advance(TopicPartition partition, long eventTimeMs) {
        watermarks.merge(partition, eventTimeMs, Math::max);
        received.merge(partition, 1L, Long::sum);
    }

    /** Notes that the record at the offset has been dealt with, counted or buried. */
    void read(TopicPartition partition, long offset) {
        readTo.put(partition, offset + 1);
    }

    /** The offset after the partition's last record that has been dealt with since this task began, 0 before the first. */
    long readTo(TopicPartition partition) {
        return readTo.getOrDefault(partition, 0L);
    }

    /** Events accepted from the partition since this task began. */
    long received(TopicPartition partition) {
        return received.getOrDefault(partition, 0L);
    }

    /** The highest accepted event time of the partition since this task began; empty before the first. */
    OptionalLong watermark(TopicPartition partition) {
        Long watermark = watermarks.get(partition);
        return watermark == null ? OptionalLong.empty() : OptionalLong.of(watermark);
    }

    /** Takes everything counted, leaving nothing. */
    Map<Pane, PaneProfiles> drain() {
        Map<Pane, PaneProfiles> drained = new LinkedHashMap<>();
        panes.forEach((pane, live) -> drained.put(pane, live.profiles()));
        panes.clear();
        return drained;
    }

    /** Whether a token for the next commit is already on its way; asking arms it. */
    boolean arm() {
        boolean was = armed;
        armed = true;
        return was;
    }

    void disarm() {
        armed = false;
    }

    /** Forgets everything: what a task does that may have been another's before. */
    void clear() {
        panes.clear();
        watermarks.clear();
        received.clear();
        readTo.clear();
        armed = false;
    }

    /** Rows and feature profiles of one pane. */
    record PaneProfiles(long rows, SortedMap<String, FeatureProfile> features) {}

    private static final class LivePane {
        private final Map<String, LiveProfile> features = new HashMap<>();
        private long rows;

        void add(InferenceEvent event) {
            rows++;
            event.forEachFeature(
                    (name, value) -> features.computeIfAbsent(name, key -> new LiveProfile(KeyMapping.forFeature(key)))
                            .add(value));
        }

        PaneProfiles profiles() {
            SortedMap<String, FeatureProfile> profiles = new TreeMap<>();
            features.forEach((name, live) -> profiles.put(name, live.toProfile()));
            return new PaneProfiles(rows, profiles);
        }
    }
}
