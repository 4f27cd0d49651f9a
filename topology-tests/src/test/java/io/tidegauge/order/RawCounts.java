package io.tidegauge.order;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many rows each feature of each window has, by what they hold, as lines of text: counted from the events one by
 * one, or read from reports and their profiles.
 */
final class RawCounts {

    private static final String ROWS = "rows";
    private static final String ABSENT = "absent";

    private final Map<Key, SortedMap<String, Long>> counts = new HashMap<>();

    /** Counts the events that are to be believed. What the baseline in force lists is reported though no event names it. */
    static RawCounts of(EventStream stream) {
        RawCounts raw = new RawCounts();
        stream.events().stream()
                .filter(sent -> !sent.fromTheFuture())
                .map(Sent::event)
                .forEach(event -> raw.add(event, stream));
        raw.counts.forEach((key, kinds) -> {
            if (!key.feature().equals(FeatureNames.ALL)) {
                long rows = raw.counts.get(key.ofModel()).get(ROWS);
                long named = kinds.values().stream().mapToLong(Long::longValue).sum();
                kinds.put(ROWS, rows);
                kinds.put(ABSENT, rows - named);
            }
        });
        return raw;
    }

    /** The same counts, as reports and their profiles give them. */
    static RawCounts of(Collection<FeatureReport> reports) {
        RawCounts raw = new RawCounts();
        for (FeatureReport report : reports) {
            Key key = new Key(report.model(), report.feature(), report.window());
            raw.add(key, ROWS, report.rows());
            if (!report.feature().equals(FeatureNames.ALL)) {
                raw.add(key, report);
            }
        }
        return raw;
    }

    /** A line for each feature of each window, and for each window; kinds that no row holds are left out. */
    SortedSet<String> lines() {
        SortedSet<String> lines = new TreeSet<>();
        counts.forEach((key, kinds) -> {
            SortedMap<String, Long> some = new TreeMap<>(kinds);
            some.values().removeIf(rows -> rows == 0);
            lines.add(key.model() + " " + key.feature() + " " + key.window() + " " + some);
        });
        return lines;
    }

    /** Windows that have rows, days among them, over all models' versions. */
    long windows() {
        return counts.keySet().stream()
                .filter(key -> key.feature().equals(FeatureNames.ALL))
                .count();
    }

    private void add(InferenceEvent event, EventStream stream) {
        long size = stream.windowsOf(event.model()).size().toMillis();
        long advance = stream.windowsOf(event.model()).advance().toMillis();
        long latest = event.eventTimeMs() / advance * advance;
        for (long start = latest; start + size > event.eventTimeMs(); start -= advance) {
            add(event, new TimeWindow(start, start + size), stream);
        }
        // Every pane of the stream's windows is within one day.
        add(event, TimeWindow.dayOf(event.eventTimeMs()), stream);
    }

    private void add(InferenceEvent event, TimeWindow window, EventStream stream) {
        ModelVersion model = new ModelVersion(event.model(), event.modelVersion());
        add(new Key(model, FeatureNames.ALL, window), ROWS, 1);
        for (BaselineSet set : stream.baselines()) {
            if (set.manifest().model().equals(model) && set.manifest().effectiveFromMs() <= window.startMs()) {
                set.features().keySet().forEach(name -> add(new Key(model, name, window), ABSENT, 0));
            }
        }
        event.forEachFeature((name, value) -> add(new Key(model, name, window), kind(value), 1));
    }

    private void add(Key key, FeatureReport report) {
        FeatureProfile profile = FeatureProfile.decode(report.profile());
        add(key, "missing", profile.nulls());
        add(key, "NaN", profile.nans());
        add(key, "Infinity", profile.positiveInfinities());
        add(key, "-Infinity", profile.negativeInfinities());
        add(key, "true", profile.trues());
        add(key, "false", profile.falses());
        add(key, "number", profile.numbers().total());
        add(key, "text", profile.categories().total());
        add(key, ABSENT, report.nulls() - profile.nulls());
    }

    private void add(Key key, String kind, long rows) {
        counts.computeIfAbsent(key, absent -> new TreeMap<>()).merge(kind, rows, Long::sum);
    }

    private static String kind(FeatureValue value) {
        if (value instanceof FeatureValue.Numeric number) {
            return Double.isFinite(number.value()) ? "number" : String.valueOf(number.value());
        }
        if (value instanceof FeatureValue.Bool bool) {
            return String.valueOf(bool.value());
        }
        return value instanceof FeatureValue.Text ? "text" : "missing";
    }

    private record Key(ModelVersion model, String feature, TimeWindow window) {

        Key ofModel() {
            return new Key(model, FeatureNames.ALL, window);
        }
    }
}
