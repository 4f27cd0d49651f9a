package io.tidegauge.baseline;

import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.CategoryCounts;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.Footprint;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Profiles events the way the detector does, by blocks of their event time, and makes a baseline of them. Events come in
 * any order. Mutable.
 */
public final class BaselineBuilder {

    /** Memory that open blocks may take before they are put away as bytes. */
    private static final long OPEN_BYTES = 128L << 20;

    private final BlockProfiles blocks;
    private final Map<Long, Map<String, LiveProfile>> open = new HashMap<>();
    private final Footprint footprint = new Footprint();
    private final long mostBytes;
    private long rows;
    private boolean associated;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    /** Of events whose times say nothing. */
    public BaselineBuilder() {
        this(BlockProfiles.untimed(), Long.MAX_VALUE);
    }

    /**
     * Of events in blocks of this length.
     *
     * @param blockMs milliseconds, at least 1; see {@link BlockLength}
     */
    public BaselineBuilder(long blockMs) {
        this(BlockProfiles.ofLength(blockMs), OPEN_BYTES);
    }

    /** As above, with blocks put away once they take more than so much memory. */
    BaselineBuilder(BlockProfiles blocks, long mostBytes) {
        this.blocks = blocks;
        this.mostBytes = mostBytes;
    }

    /** From now on, counts each feature beside the prediction too. */
    public void associate() {
        associated = true;
    }

    /** Counts an event. */
    public void add(InferenceEvent event) {
        rows++;
        firstMs = Math.min(firstMs, event.eventTimeMs());
        lastMs = Math.max(lastMs, event.eventTimeMs());
        long block = blocks.blockOf(event.eventTimeMs());
        blocks.addRows(block, 1);
        Map<String, LiveProfile> profiles = open.computeIfAbsent(block, b -> new HashMap<>());
        if (associated) {
            event.forEachFeatureBeside(
                    (feature, value, prediction) -> live(profiles, feature).addBeside(value, prediction));
        } else {
            event.forEachFeature((feature, value) -> live(profiles, feature).add(value));
        }
        if (footprint.bytes() > mostBytes) {
            putAway();
        }
    }

    private LiveProfile live(Map<String, LiveProfile> profiles, String feature) {
        return profiles.computeIfAbsent(
                feature,
                name -> new LiveProfile(KeyMapping.forFeature(name), CategoryCounts.MAX_CATEGORIES, footprint));
    }

    private void putAway() {
        open.forEach(
                (block, profiles) -> profiles.forEach((feature, live) -> blocks.add(block, feature, live.toProfile())));
        open.clear();
        footprint.clear();
    }

    /** Events counted. */
    public long rows() {
        return rows;
    }

    /** From the first event time to just after the last; empty before the first event. */
    public Optional<TimeWindow> span() {
        return rows == 0 ? Optional.empty() : Optional.of(new TimeWindow(firstMs, lastMs + 1));
    }

    private BlockProfiles blocks() {
        putAway();
        return blocks;
    }

    /** The profiles of all events as of now, by feature. */
    public SortedMap<String, FeatureProfile> profiles() {
        return blocks().wholes();
    }

    /**
     * The blocks of all events, but for a first and a last one that the rows hardly fill: these count in the whole only.
     */
    public BlockProfiles finish() {
        BlockProfiles done = blocks();
        span().ifPresent(span -> EdgeBlocks.setAside(done, span));
        return done;
    }

    /**
     * The baseline of the events counted.
     *
     * @param source where they came from, for people
     * @throws IllegalArgumentException when there were none
     */
    public BaselineSet build(BaselineOrigin origin, String source) {
        return origin.set(finish(), source);
    }
}
