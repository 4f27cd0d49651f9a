package io.tidegauge.config;

import io.tidegauge.event.FeatureKind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What configuration says of one model.
 *
 * @param ignored true to leave the model's events uncounted
 * @param windows its windows, or null for the default
 * @param silenceAfter how long it has no events before that is an alert; zero for never, null for the default
 * @param kinds kinds of features that are not what their values suggest
 */
public record ModelSettings(
        boolean ignored,
        @Nullable WindowSettings windows,
        @Nullable Duration silenceAfter,
        Map<String, FeatureKind> kinds) {

    public ModelSettings {
        if (silenceAfter != null && silenceAfter.isNegative()) {
            throw new IllegalArgumentException("silence-after must not be negative, was " + silenceAfter);
        }
        kinds = Map.copyOf(kinds);
    }
}
