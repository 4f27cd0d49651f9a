package io.tidegauge.topology;

import io.tidegauge.config.LimitSettings;

/**
 * What bounds stage 2 of an instance; one for all its tasks.
 *
 * @param windows bytes of all windows on the heap
 * @param watch is told which limit took effect
 */
record StageLimits(MemoryBudget windows, LimitWatch watch) {

    static StageLimits of(LimitSettings limits, LimitWatch watch) {
        return new StageLimits(new MemoryBudget(limits.maxWindowMemory()), watch);
    }
}
