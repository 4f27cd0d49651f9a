package io.tidegauge.config;

import io.tidegauge.event.FeatureKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What configuration says of one model.
 *
 * @param ignored true to leave the model's events uncounted
 * @param windows its windows, or null for the default
 * @param kinds kinds of features that are not what their values suggest
 */
public record ModelSettings(boolean ignored, @Nullable WindowSettings windows, Map<String, FeatureKind> kinds) {

    public ModelSettings {
        kinds = Map.copyOf(kinds);
    }
}
