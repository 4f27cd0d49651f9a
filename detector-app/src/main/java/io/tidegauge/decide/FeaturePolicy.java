package io.tidegauge.decide;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is different about one feature of a model.
 *
 * @param kind how it is compared, empty where the baseline says it
 * @param importance how much the model depends on it, in any unit, not negative; 0 mutes it, empty where it is not known
 * @param effect the effect from which a difference matters, empty for the model's
 * @param mutedUntil windows that begin before this instant give no alerts on it
 */
public record FeaturePolicy(
        Optional<FeatureKind> kind,
        OptionalDouble importance,
        Optional<MaterialEffect> effect,
        Optional<Instant> mutedUntil) {

    /** Like every other feature. */
    public static final FeaturePolicy DEFAULT =
            new FeaturePolicy(Optional.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty());

    public FeaturePolicy {
        if (importance.isPresent() && !(importance.getAsDouble() >= 0 && importance.getAsDouble() < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("importance must not be negative, was " + importance.getAsDouble());
        }
    }

    /** Whether the feature is reported in the window, but neither tested nor alerted on. */
    boolean muted(TimeWindow window) {
        return (importance.isPresent() && importance.getAsDouble() == 0)
                || mutedUntil
                        .filter(until -> window.startMs() < until.toEpochMilli())
                        .isPresent();
    }
}
