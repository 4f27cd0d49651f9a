package io.tidegauge.topology;

import io.tidegauge.event.FlatEvent;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.event.InvalidEventException.Reason;
import io.tidegauge.event.Limit;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.Footprint;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one pane has counted since the last drain: its rows, and a live profile for each feature. */
final class LivePane {

    /** Itself and its place among the panes, without the characters of its names. */
    static final int OWN_BYTES = 400;

    /** A feature's name, its entry and its column, without the characters. */
    private static final int FEATURE_BYTES = 88 + ColumnIndex.COLUMN_BYTES;

    /** The prediction and the latency, which take no feature's place. */
    private static final int RESERVED = 2;

    /** A feature of at least one row in so many is regular. */
    private static final int REGULAR_IN = 100;

    private final LiveLimits limits;
    private final Footprint footprint;
    private final boolean associated;
    private final Map<String, LiveProfile> features = new HashMap<>();
    private @Nullable PaneColumns columns;
    private long rows;
    private long refused;

    /** {@code associated}: whether features are counted beside the prediction. */
    LivePane(LiveLimits limits, Footprint footprint, boolean associated) {
        this.limits = limits;
        this.footprint = footprint;
        this.associated = associated;
    }

    /**
     * Counts an event whole.
     *
     * @param regular the names that its model's version regularly has
     * @throws InvalidEventException if it would bring more distinct names than there is room for; nothing of it is
     *     counted then
     */
    void add(InferenceEvent event, Supplier<Set<String>> regular) {
        admit(event, regular);
        rows++;
        if (associated) {
            event.forEachFeatureBeside((name, value, prediction) ->
                    features.computeIfAbsent(name, this::begin).addBeside(value, prediction));
        } else {
            event.forEachFeature(
                    (name, value) -> features.computeIfAbsent(name, this::begin).add(value));
        }
    }

    /** Counts an event whole where nothing about it is out of the ordinary; else counts nothing of it. Says which. */
    boolean add(FlatEvent event) {
        if (associated) {
            return false;
        }
        if (columns == null) {
            footprint.add(PaneColumns.OWN_BYTES);
            columns = new PaneColumns(limits.event(), name -> features.computeIfAbsent(name, this::begin));
        }
        boolean counted = columns.add(event, Math.max(0, limits.maxFeatures() + RESERVED - features.size()));
        if (counted) {
            rows++;
        }
        return counted;
    }

    private LiveProfile begin(String name) {
        footprint.add(FEATURE_BYTES + 2 * Footprint.ofCharacters(name.length()));
        return new LiveProfile(KeyMapping.forFeature(name), limits.maxCategories(), footprint);
    }

    private void admit(InferenceEvent event, Supplier<Set<String>> regular) {
        int room = limits.maxFeatures() + RESERVED - features.size();
        if (event.features().size() + event.scores().size() + RESERVED <= room) {
            return;
        }
        Set<String> known = regular.get();
        Set<String> newcomers = new HashSet<>();
        event.forEachFeature((name, value) -> {
            if (!features.containsKey(name) && !known.contains(name)) {
                newcomers.add(name);
            }
        });
        if (newcomers.size() > Math.max(0, room)) {
            refused++;
            throw new InvalidEventException(
                    Reason.TOO_MANY_FEATURES,
                    "its " + newcomers.size() + " features not seen before would make "
                            + (features.size() + newcomers.size()) + " features of " + event.model() + "/"
                            + event.modelVersion() + " in one window, more than " + Limit.MAX_FEATURES.key() + " "
                            + limits.maxFeatures());
        }
    }

    long rows() {
        return rows;
    }

    /** The features that so many of the rows have that they must be the model's own, the most frequent first. */
    List<String> regular() {
        List<Map.Entry<String, LiveProfile>> often = new ArrayList<>();
        for (Map.Entry<String, LiveProfile> feature : features.entrySet()) {
            if (feature.getValue().rows() * REGULAR_IN >= rows) {
                often.add(feature);
            }
        }
        if (often.size() > limits.maxFeatures()) {
            often.sort((a, b) -> Long.compare(b.getValue().rows(), a.getValue().rows()));
            often.subList(limits.maxFeatures(), often.size()).clear();
        }
        return often.stream().map(Map.Entry::getKey).toList();
    }

    /** Gives everything away in parts of so many features, and lets go of each before the next is made. */
    void drain(int featuresInPart, Consumer<Part> to) {
        String[] names = features.keySet().toArray(String[]::new);
        Arrays.sort(names);
        // The columns hold the profiles, and whoever found this pane may hold it for long.
        columns = null;
        Part rest = new Part(rows, refused, new TreeMap<>());
        for (String name : names) {
            LiveProfile live = Objects.requireNonNull(features.remove(name));
            rest.features().put(name, live.toProfile());
            if (rest.features().size() == featuresInPart) {
                to.accept(rest);
                rest = new Part(0, 0, new TreeMap<>());
            }
        }
        if (rest.rows() > 0 || rest.refused() > 0 || !rest.features().isEmpty()) {
            to.accept(rest);
        }
    }

    /**
     * A part of what a pane has counted; rows and refused events are in one of the parts.
     *
     * @param rows events counted
     * @param refused events refused because of too many features
     * @param features profiles by feature
     */
    record Part(long rows, long refused, SortedMap<String, FeatureProfile> features) {}
}
