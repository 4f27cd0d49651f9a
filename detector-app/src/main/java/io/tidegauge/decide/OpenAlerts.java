package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The alerts of a model version that are open when a window closes. */
final class OpenAlerts {

    private final SortedMap<TrackKey, AlertTrack> tracks;
    private final Map<String, Set<AlertKind>> firing;

    OpenAlerts(SortedMap<TrackKey, AlertTrack> tracks) {
        this.tracks = tracks;
        this.firing = tracks.entrySet().stream()
                .filter(entry -> entry.getValue().state() == AlertState.FIRING
                        && !entry.getKey().daily())
                .map(Map.Entry::getKey)
                .collect(Collectors.groupingBy(
                        TrackKey::feature, Collectors.mapping(TrackKey::kind, Collectors.toSet())));
    }

    @Nullable
    AlertTrack track(TrackKey key) {
        return tracks.get(key);
    }

    /** The kinds that fire on a feature by the model's windows. */
    Set<AlertKind> firing(String feature) {
        return firing.getOrDefault(feature, Set.of());
    }

    /** How urgent an alert is that fires; empty where it does not. */
    Optional<Severity> firing(TrackKey key) {
        return Optional.ofNullable(tracks.get(key))
                .filter(track -> track.state() == AlertState.FIRING)
                .map(AlertTrack::severity);
    }

    /** Whether the model's performance is alerted on. */
    boolean performanceFires() {
        return firing.values().stream().anyMatch(kinds -> kinds.contains(AlertKind.PERFORMANCE));
    }
}
