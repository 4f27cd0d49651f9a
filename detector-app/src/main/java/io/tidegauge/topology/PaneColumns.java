package io.tidegauge.topology;

import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.FlatEvent;
import io.tidegauge.profile.LiveProfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts flat events into a pane's profiles, which it finds by the bytes of their names. It counts only what is in no way
 * out of the ordinary; whatever is, it leaves alone, and the event is decoded and counted the slow way. For one thread.
 */
final class PaneColumns {

    /** What decoding puts in the place of bytes that are no character. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int FIRST_CAPACITY = 16;

    /** Without any columns. */
    static final int OWN_BYTES = 2 * ColumnIndex.OWN_BYTES + 160;

    private final EventLimits bounds;
    private final Function<String, LiveProfile> profiles;
    private final ColumnIndex features = new ColumnIndex();
    /** Class scores have names of their own: the prefix is ours, and not in the bytes. */
    private final ColumnIndex scores = new ColumnIndex();

    private @Nullable LiveProfile prediction;
    private @Nullable LiveProfile latency;
    private int[] columns = new int[FIRST_CAPACITY];
    private long events;

    /** Entries of the event at hand that have no column yet. */
    private int unknown;

    /**
     * @param bounds what an event may hold
     * @param profiles gives a feature's profile, a new one where the pane has none yet
     */
    PaneColumns(EventLimits bounds, Function<String, LiveProfile> profiles) {
        this.bounds = bounds;
        this.profiles = profiles;
    }

    /**
     * Counts an event whole, or nothing of it; says which.
     *
     * @param room profiles that may be added
     */
    boolean add(FlatEvent event, int room) {
        if (!admits(event, room)) {
            return false;
        }
        count(event, 0, event.features(), features);
        count(event, event.features(), event.size(), scores);
        countReserved(event);
        return true;
    }

    /** Columns of features and scores. */
    int size() {
        return features.size() + scores.size();
    }

    /** Whether names that collide have closed it to new ones. */
    boolean crowded() {
        return features.crowded() || scores.crowded();
    }

    /** Whether nothing about the event is out of the ordinary; its names have columns then. */
    boolean admits(FlatEvent event, int room) {
        if (event.size() > bounds.maxFeatures()) {
            return false;
        }
        if (event.size() > columns.length) {
            columns = Arrays.copyOf(columns, 2 * event.size());
        }
        events++;
        unknown = 0;
        return resolve(event, 0, event.features(), features)
                && resolve(event, event.features(), event.size(), scores)
                && fits(event.predictionKind(), event.predictionValue())
                && (unknown == 0 ? reserved(event) <= room : addNewcomers(event, room));
    }

    /** Finds the columns of entries; false if a name occurs twice, where the last one counts, or a value is too long. */
    private boolean resolve(FlatEvent event, int from, int to, ColumnIndex index) {
        byte[] bytes = event.bytes();
        int guess = 0;
        for (int i = from; i < to; i++) {
            int column = index.find(bytes, event.name(i), guess);
            if (column < 0) {
                unknown++;
            } else if (!index.occursFirst(column, events)) {
                return false;
            }
            if (!fits(event.kind(i), event.value(i))) {
                return false;
            }
            columns[i] = column;
            guess = column + 1;
        }
        return true;
    }

    private boolean fits(byte kind, long value) {
        return kind != FlatEvent.TEXT || FlatEvent.length(value) <= bounds.maxValueLength();
    }

    /** Makes columns for the names that have none, if all of them may have one and there is room. */
    private boolean addNewcomers(FlatEvent event, int room) {
        Map<Integer, String> newcomers = new TreeMap<>();
        for (int i = 0; i < event.size(); i++) {
            if (columns[i] == ColumnIndex.UNKNOWN) {
                String name = index(event, i).crowded() ? null : name(event, i);
                if (name == null) {
                    return false;
                }
                newcomers.put(i, name);
            }
        }
        boolean twice = new HashSet<>(newcomers.values()).size() < newcomers.size();
        if (twice || newcomers.size() + reserved(event) > room) {
            return false;
        }
        newcomers.forEach((entry, name) -> {
            columns[entry] = index(event, entry).add(event.bytes(), event.name(entry), profiles.apply(name));
        });
        return true;
    }

    private ColumnIndex index(FlatEvent event, int entry) {
        return entry < event.features() ? features : scores;
    }

    /** Of prediction and latency, how many the event is the first to have. */
    private int reserved(FlatEvent event) {
        int first = prediction == null && event.predictionKind() != FlatEvent.MISSING ? 1 : 0;
        return latency == null && event.latencyKind() != FlatEvent.MISSING ? first + 1 : first;
    }

    /** The name an entry is profiled under; null where it is not allowed, or its bytes are not those of its characters. */
    private @Nullable String name(FlatEvent event, int entry) {
        long slice = event.name(entry);
        String name =
                new String(event.bytes(), FlatEvent.offset(slice), FlatEvent.length(slice), StandardCharsets.UTF_8);
        if (name.indexOf(REPLACEMENT) >= 0) {
            return null;
        }
        if (entry >= event.features()) {
            return bounds.allowsName(name) ? FeatureNames.SCORE_PREFIX + name : null;
        }
        return bounds.allowsFeature(name) ? name : null;
    }

    private void count(FlatEvent event, int from, int to, ColumnIndex index) {
        byte[] bytes = event.bytes();
        for (int i = from; i < to; i++) {
            count(index.profile(columns[i]), bytes, event.kind(i), event.value(i));
        }
    }

    private static void count(LiveProfile profile, byte[] bytes, byte kind, long value) {
        switch (kind) {
            case FlatEvent.NUMBER -> profile.addNumber(Double.longBitsToDouble(value));
            case FlatEvent.TEXT -> profile.addUtf8(bytes, FlatEvent.offset(value), FlatEvent.length(value));
            case FlatEvent.TRUE -> profile.addBoolean(true);
            case FlatEvent.FALSE -> profile.addBoolean(false);
            default -> profile.addNull();
        }
    }

    private void countReserved(FlatEvent event) {
        if (event.predictionKind() != FlatEvent.MISSING) {
            if (prediction == null) {
                prediction = profiles.apply(FeatureNames.PREDICTION);
            }
            count(prediction, event.bytes(), event.predictionKind(), event.predictionValue());
        }
        if (event.latencyKind() != FlatEvent.MISSING) {
            if (latency == null) {
                latency = profiles.apply(FeatureNames.LATENCY);
            }
            latency.addNumber(event.latencyMs());
        }
    }
}
