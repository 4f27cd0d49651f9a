package io.tidegauge.decide;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One model's windows decided on one after another, hourly from the epoch on. */
final class Episode {

    static final ModelVersion MODEL = new ModelVersion("rental-price", "7");
    private static final long HOUR = 3_600_000;

    /** Hourly windows, with their days. */
    static final Cadence HOURLY = Cadence.tumbling(Duration.ofHours(1));

    private final ModelDecider decider;
    private final List<DriftAlert> alerts = new ArrayList<>();
    private SortedMap<TrackKey, AlertTrack> tracks = new TreeMap<>();
    private int windows;

    Episode() {
        this(DecisionPolicy.DEFAULT);
    }

    Episode(DecisionPolicy policy) {
        this(new ModelPolicy(policy, HOURLY, Reference.FIXED, new TreeMap<>()));
    }

    Episode(ModelPolicy policy) {
        this.decider = new ModelDecider(policy);
    }

    static TimeWindow window(int index) {
        return new TimeWindow(index * HOUR, (index + 1) * HOUR);
    }

    /** The next window: these features, as many rows as the first of them (1,000 where there is none). */
    List<DriftAlert> next(Observed... features) {
        return next(Set.of(), features);
    }

    List<DriftAlert> next(Set<String> newFeatures, Observed... features) {
        SortedMap<String, FeatureComparison> comparisons = new TreeMap<>();
        Arrays.stream(features).map(Observed::comparison).forEach(c -> comparisons.put(c.feature(), c));
        long rows = comparisons.values().stream()
                .mapToLong(FeatureComparison::windowRows)
                .findFirst()
                .orElse(1_000);
        ModelWindow window =
                new ModelWindow(MODEL, "*", window(windows++), rows, "b1", comparisons, new TreeSet<>(newFeatures));
        Decision decision = decider.decide(window, tracks);
        tracks = decision.tracks();
        alerts.addAll(decision.alerts());
        return decision.alerts();
    }

    /** The same window several times over. */
    Episode repeat(int times, Observed... features) {
        for (int i = 0; i < times; i++) {
            next(features);
        }
        return this;
    }

    SortedMap<TrackKey, AlertTrack> tracks() {
        return tracks;
    }

    /** All so far as {@code window index: state severity kind feature}. */
    List<String> story() {
        return alerts.stream()
                .map(alert -> alert.window().startMs() / HOUR + ": " + alert.state() + " " + alert.severity() + " "
                        + alert.kind() + " " + alert.feature())
                .toList();
    }

    List<DriftAlert> alerts() {
        return alerts;
    }
}
