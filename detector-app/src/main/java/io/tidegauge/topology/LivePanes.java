package io.tidegauge.topology;

import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.FlatEvent;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.Footprint;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a stage-1 task has counted since its last drain, on the heap, and how far each of its partitions has come.
 * Nothing here outlives a commit but the watermarks, and those only ever grow.
 */
final class LivePanes {

    /** Rows of one drain that say what a model's features are; fewer may all be out of the ordinary. */
    private static final int ROWS_THAT_TELL = 100;

    private final Map<Pane, LivePane> panes = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> watermarks = new HashMap<>();
    private final Map<TopicPartition, Long> received = new HashMap<>();
    private final Map<TopicPartition, Long> readTo = new HashMap<>();
    private final LiveLimits limits;
    private final Footprint footprint = new Footprint();
    private final MemoryBudget.Share share;
    private boolean armed;
    private long drains;

    LivePanes(LiveLimits limits) {
        this.limits = limits;
        this.share = limits.memory().share();
    }

    /**
     * Counts one event into its pane.
     *
     * @throws io.tidegauge.event.InvalidEventException if the pane has no room for its features; it is not counted then
     */
    void add(InferenceEvent event, long paneStartMs) {
        ModelVersion model = new ModelVersion(event.model(), event.modelVersion());
        pane(model, paneStartMs).add(event, () -> limits.regular().of(model));
        share.set(footprint.bytes());
    }

    /** Counts one event into the pane, which is one of these since the last drain, where that is ordinary. Says whether. */
    boolean add(FlatEvent event, LivePane pane) {
        boolean counted = pane.add(event);
        share.set(footprint.bytes());
        return counted;
    }

    /** A pane, begun where there is none; it is given away by the next drain. */
    LivePane pane(ModelVersion model, long paneStartMs) {
        return panes.computeIfAbsent(new Pane(model, FeatureNames.ALL, paneStartMs), this::begin);
    }

    /** How many times all panes have been given away: a pane found before is none of these any more. */
    long drains() {
        return drains;
    }

    private LivePane begin(Pane pane) {
        int characters = pane.model().model().length() + pane.model().version().length();
        footprint.add(LivePane.OWN_BYTES + Footprint.ofCharacters(characters));
        return new LivePane(
                limits, footprint, limits.associated().test(pane.model().model()));
    }

    /** Notes accepted events of the partition: its watermark moves up to the latest one's time, never back. */
    void advance(TopicPartition partition, long latestMs, long events) {
        watermarks.merge(partition, latestMs, Math::max);
        received.merge(partition, events, Long::sum);
    }

    /** Notes that the records up to the offset have been dealt with, counted or buried. */
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

    /** Whether the live profiles of the instance take more memory than they may, and those of this task their part of it. */
    boolean pressed() {
        return share.pressed();
    }

    /** Gives everything counted away, in parts of so many features, leaving nothing. */
    void drain(int featuresInPart, BiConsumer<Pane, LivePane.Part> to) {
        learnRegularNames();
        Iterator<Map.Entry<Pane, LivePane>> rest = panes.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<Pane, LivePane> next = rest.next();
            rest.remove();
            next.getValue().drain(featuresInPart, part -> to.accept(next.getKey(), part));
        }
        release();
    }

    /** Of each model's version, the pane with most rows tells; a few rows tell only where nothing is known yet. */
    private void learnRegularNames() {
        Map<ModelVersion, LivePane> largest = new HashMap<>();
        panes.forEach((pane, live) -> largest.merge(pane.model(), live, (a, b) -> a.rows() >= b.rows() ? a : b));
        largest.forEach((model, live) -> {
            if (live.rows() >= ROWS_THAT_TELL
                    || live.rows() > 0 && limits.regular().of(model).isEmpty()) {
                limits.regular().learn(model, live.regular());
            }
        });
    }

    private void release() {
        drains++;
        panes.clear();
        footprint.clear();
        share.set(0);
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
        release();
        watermarks.clear();
        received.clear();
        readTo.clear();
        armed = false;
    }
}
