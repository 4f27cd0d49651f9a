package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Excess;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitDeciderTest {

    private final List<DriftAlert> alerts = new ArrayList<>();
    private SortedMap<TrackKey, AlertTrack> tracks = new TreeMap<>();
    private int windows;

    @Test
    void aLimitIsToldOnceWhenItIsExceededAndOnceWhenItIsKept() {
        AlertTrack other = LimitDecider.open(Limit.MAX_VERSIONS, Episode.window(0));
        TrackKey drift = new TrackKey("price", AlertKind.DISTRIBUTION);
        tracks.put(drift, other);
        next();
        next(excess(Limit.MAX_FEATURES, Map.of(Excess.FEATURES_LEFT_OUT, 904.0, Excess.EVENTS_REFUSED, 1.0)));
        next(excess(Limit.MAX_FEATURES, Map.of(Excess.FEATURES_LEFT_OUT, 3.0)), categories());
        next(categories());
        next(categories());
        next();

        assertThat(alerts)
                .extracting(DriftAlert::feature, DriftAlert::state, DriftAlert::severity, DriftAlert::window)
                .containsExactly(
                        tuple("$limits.max-features", AlertState.FIRING, Severity.WARNING, Episode.window(1)),
                        tuple("$limits.max-categories", AlertState.FIRING, Severity.NOTICE, Episode.window(2)),
                        tuple("$limits.max-features", AlertState.RESOLVED, Severity.WARNING, Episode.window(3)),
                        tuple("$limits.max-categories", AlertState.RESOLVED, Severity.NOTICE, Episode.window(5)));
        assertThat(alerts).extracting(DriftAlert::kind).containsOnly(AlertKind.LIMIT_EXCEEDED);
        assertThat(alerts.get(0).alertId())
                .isEqualTo(alerts.get(2).alertId())
                .isNotEqualTo(alerts.get(1).alertId());
        assertThat(alerts.get(0).threshold()).isEqualTo(4_096);
        assertThat(alerts.get(0).statistics())
                .isEqualTo(Map.of(Excess.FEATURES_LEFT_OUT, 904.0, Excess.EVENTS_REFUSED, 1.0));
        assertThat(tracks).as("tracks of other kinds are handed on").containsOnlyKeys(drift);
    }

    @Test
    void theSentenceSaysWhichLimitWhatCameOfItAndWhatToDo() {
        next(
                excess(Limit.MAX_FEATURES, Map.of(Excess.FEATURES_LEFT_OUT, 904.0, Excess.EVENTS_REFUSED, 1.0)),
                categories());
        assertThat(alerts)
                .extracting(DriftAlert::summary)
                .containsExactly(
                        "features: more different ones than limits.max-features (4,096), so 1 event is a dead letter and"
                                + " features without a baseline were left out 904 times; look for names that are made of"
                                + " values, or raise the limit",
                        "categories: session, user and 5 more have more than limits.max-categories (4,096), so their"
                                + " counts are approximate; a feature that is different in nearly every row, such as an"
                                + " id, says nothing about drift and is better not sent");
    }

    @ParameterizedTest
    @EnumSource(value = Limit.class, mode = EnumSource.Mode.EXCLUDE, names = "MAX_LIVE_MEMORY")
    void everyLimitHasASentenceWithItsKeyAndItsValue(Limit limit) {
        DriftAlert alert = LimitDecider.refusal(
                new LimitDecider.Subject(Episode.MODEL, "*", Episode.window(1), 0, "none"),
                LimitDecider.open(limit, Episode.window(1)),
                AlertState.FIRING,
                excess(limit, Map.of(Excess.CLOSED_EARLY, 1.0)));
        assertThat(alert.summary()).contains(limit.key() + " (4,096)").doesNotEndWith(".");
    }

    private static Excess categories() {
        return new Excess(
                Limit.MAX_CATEGORIES,
                4_096,
                new TreeMap<>(Map.of(Excess.FEATURES_APPROXIMATE, 7.0)),
                List.of("session", "user"));
    }

    private static Excess excess(Limit limit, Map<String, Double> figures) {
        return new Excess(limit, 4_096, new TreeMap<>(figures), List.of());
    }

    private void next(Excess... excesses) {
        Decision decision = LimitDecider.window(
                new LimitDecider.Subject(Episode.MODEL, "*", Episode.window(windows++), 100, "b1"),
                List.of(excesses),
                limit -> 4_096,
                tracks);
        alerts.addAll(decision.alerts());
        tracks = decision.tracks();
    }
}
