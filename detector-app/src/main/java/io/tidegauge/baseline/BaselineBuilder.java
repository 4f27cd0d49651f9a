package io.tidegauge.baseline;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Profiles events the way the detector does, and makes a baseline of them. Mutable. */
public final class BaselineBuilder {

    private final SortedMap<String, LiveProfile> profiles = new TreeMap<>();
    private long rows;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    /** Counts an event. */
    public void add(InferenceEvent event) {
        rows++;
        firstMs = Math.min(firstMs, event.eventTimeMs());
        lastMs = Math.max(lastMs, event.eventTimeMs());
        event.forEachFeature(this::add);
    }

    private void add(String feature, FeatureValue value) {
        profiles.computeIfAbsent(feature, name -> new LiveProfile(KeyMapping.forFeature(name)))
                .add(value);
    }

    /** Events counted. */
    public long rows() {
        return rows;
    }

    /** From the first event time to just after the last; empty before the first event. */
    public Optional<TimeWindow> span() {
        return rows == 0 ? Optional.empty() : Optional.of(new TimeWindow(firstMs, lastMs + 1));
    }

    /** The profiles as of now, by feature. */
    public SortedMap<String, FeatureProfile> profiles() {
        SortedMap<String, FeatureProfile> done = new TreeMap<>();
        profiles.forEach((name, live) -> done.put(name, live.toProfile()));
        return done;
    }

    /**
     * The baseline of the events counted.
     *
     * @param source where they came from, for people
     * @throws IllegalArgumentException when there were none
     */
    public BaselineSet build(BaselineOrigin origin, String source) {
        return origin.set(profiles(), rows, source);
    }
}
