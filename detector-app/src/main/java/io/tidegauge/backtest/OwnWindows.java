package io.tidegauge.backtest;

import io.tidegauge.assess.Comparand;
import io.tidegauge.assess.OwnPast;
import io.tidegauge.assess.OwnReference;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.TimeWindow;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The windows that later ones are compared with, where a model's reference is its own past. Mutable. */
final class OwnWindows {

    private final OwnPast past;
    private final OwnReference reference;
    private final NavigableMap<TimeWindow, WindowCounts> kept = new TreeMap<>();

    private OwnWindows(OwnPast past, OwnReference reference) {
        this.past = past;
        this.reference = reference;
    }

    /** Those of a policy; empty where windows are compared with the baseline. */
    static Optional<OwnWindows> of(ModelPolicy policy, BaselineSet baseline) {
        return OwnPast.of(policy.reference())
                .map(past -> new OwnWindows(past, new OwnReference(past, policy, Optional.of(baseline))));
    }

    /** What the window is compared with; empty while there is not yet a reference. */
    Optional<Comparand> comparand(WindowCounts window) {
        return reference.before(
                kept.navigableKeySet(), window.window(), one -> Objects.requireNonNull(kept.get(one), "kept"));
    }

    /** Keeps what later windows may be compared with, and lets go what none is. */
    void closed(WindowCounts window, Optional<WindowCounts> entering) {
        entering.filter(one -> past.takes(kept.navigableKeySet(), one.window()))
                .ifPresent(one -> kept.put(one.window(), one));
        past.outOfReach(kept.navigableKeySet(), window.window()).forEach(kept::remove);
    }
}
