package io.tidegauge.decide;

import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Drift is looked for in windows and in days, and what is found in both is one cause: while the alert of one fires, the other
 * opens only if it is more urgent, and becomes no more urgent than that.
 */
final class OneCause {

    private OneCause() {}

    /**
     * The finding as it is told beside the alert of the feature's other path, and beside what windows told on the day.
     *
     * @param window the window or day of the finding
     */
    static Finding told(Finding finding, TrackKey key, OpenAlerts open, TimeWindow window) {
        Optional<Severity> firing = open.firing(new TrackKey(key.feature(), key.kind(), !key.daily()));
        Optional<Severity> over =
                key.daily() ? ToldToday.on(window, Optional.ofNullable(open.track(key))) : Optional.empty();
        Optional<Severity> other =
                Stream.of(firing, over).flatMap(Optional::stream).max(Comparator.naturalOrder());
        if (!finding.exceeds() || other.isEmpty() || other.get().compareTo(finding.severity()) < 0) {
            return finding;
        }
        // An alert that fires already goes on, as urgent as it is; nothing opens, and nothing is confirmed.
        return open.firing(key)
                .map(own -> own.compareTo(finding.severity()) < 0 ? finding.as(own) : finding)
                .orElseGet(() -> finding.as(Verdict.WAVERING));
    }
}
