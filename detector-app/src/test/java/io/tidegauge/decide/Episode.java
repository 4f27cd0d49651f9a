package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Severity;
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
    private final SortedMap<String, BaselineFacts> baselines = new TreeMap<>();
    private int siblings = 1;
    private int windows;
    private int days;
    private DatasetDrift drift = DatasetDrift.NONE;

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
        ModelWindow window = of(window(windows++), newFeatures, features);
        return take(decider.decide(window, tracks));
    }

    /** The next day, of the same rows as a window: these features. */
    List<DriftAlert> nextDay(Observed... features) {
        TimeWindow day = new TimeWindow(days * 24 * HOUR, (days + 1) * 24 * HOUR);
        days++;
        return take(decider.decideDay(of(day, Set.of(), features), tracks));
    }

    /** What is known of a feature's baseline from now on. */
    Episode baseline(String feature, BaselineFacts facts) {
        baselines.put(feature, facts);
        return this;
    }

    /** How many versions are decided on side by side from now on. */
    Episode siblings(int count) {
        siblings = count;
        return this;
    }

    /** An alert of another kind fires from now on, as if another decider had told it. */
    Episode firing(String feature, AlertKind kind) {
        tracks = new TreeMap<>(tracks);
        tracks.put(
                new TrackKey(feature, kind),
                new AlertTrack(AlertState.FIRING, Severity.WARNING, window(windows), 1, 0));
        return this;
    }

    /** The first window, of these features. */
    ModelWindow windowOf(Observed... features) {
        return of(window(0), Set.of(), features);
    }

    private ModelWindow of(TimeWindow window, Set<String> newFeatures, Observed... features) {
        SortedMap<String, FeatureComparison> comparisons = new TreeMap<>();
        Arrays.stream(features).map(Observed::comparison).forEach(c -> comparisons.put(c.feature(), c));
        long rows = comparisons.values().stream()
                .mapToLong(FeatureComparison::windowRows)
                .findFirst()
                .orElse(1_000);
        return new ModelWindow(
                MODEL, "*", window, rows, "b1", comparisons, new TreeSet<>(newFeatures), baselines, siblings);
    }

    private List<DriftAlert> take(Decision decision) {
        tracks = decision.tracks();
        drift = decision.drift();
        alerts.addAll(decision.alerts());
        return decision.alerts();
    }

    /** How much of the last window's data drifted. */
    DatasetDrift drift() {
        return drift;
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

    /** All so far as {@code window index: state severity kind feature}; a day's index comes after a {@code d}. */
    List<String> story() {
        return alerts.stream()
                .map(alert -> index(alert.window()) + ": " + alert.state() + " " + alert.severity() + " " + alert.kind()
                        + " " + alert.feature())
                .toList();
    }

    private static String index(TimeWindow window) {
        return window.sizeMs() == HOUR ? "" + window.startMs() / HOUR : "d" + window.startMs() / (24 * HOUR);
    }

    List<DriftAlert> alerts() {
        return alerts;
    }
}
