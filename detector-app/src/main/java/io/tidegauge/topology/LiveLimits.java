package io.tidegauge.topology;

import io.tidegauge.config.LimitSettings;
import io.tidegauge.event.EventLimits;
import java.util.function.Predicate;

/**
 * What bounds the live profiles of an instance; one for all its tasks.
 *
 * @param event what an event may hold; a pane may have as many features, those that its model's version regularly has
 *     not counted
 * @param maxCategories categories of a feature that are counted exactly
 * @param memory bytes of all live profiles
 * @param regular the features that models regularly have
 * @param associated the models whose features are counted beside the prediction
 */
record LiveLimits(
        EventLimits event, int maxCategories, MemoryBudget memory, RegularNames regular, Predicate<String> associated) {

    /** The names that are kept as regular take this part of the live memory at the most. */
    private static final int PART_FOR_NAMES = 16;

    static LiveLimits of(LimitSettings limits) {
        return of(limits, model -> false);
    }

    static LiveLimits of(LimitSettings limits, Predicate<String> associated) {
        return new LiveLimits(
                limits.event(),
                limits.maxCategories(),
                new MemoryBudget(limits.maxLiveMemory()),
                new RegularNames(limits.maxLiveMemory() / PART_FOR_NAMES),
                associated);
    }

    /** Distinct features of a pane, those that its model's version regularly has not counted. */
    int maxFeatures() {
        return event.maxFeatures();
    }
}
