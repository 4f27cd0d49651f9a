package io.tidegauge.config;

import io.tidegauge.event.EventLimits;
import io.tidegauge.event.Limit;

/**
 * What bounds the memory, whatever is sent.
 *
 * @param event what one event may hold; its features also bound those of a model's version in a window
 * @param maxModels models, in one internal partition, that have neither a baseline nor a place in the configuration
 * @param maxVersions versions of a model that have no baseline
 * @param maxCategories categories of a feature that are counted exactly, at most {@value #MOST_CATEGORIES}
 * @param maxOpenWindows open windows of a model's version
 * @param maxLiveMemory bytes, over all tasks of an instance, of what has been counted and not yet sent on
 * @param maxWindowMemory bytes, over all tasks of an instance, of open windows on the heap
 */
public record LimitSettings(
        EventLimits event,
        int maxModels,
        int maxVersions,
        int maxCategories,
        int maxOpenWindows,
        long maxLiveMemory,
        long maxWindowMemory) {

    /** What a profile has room for. */
    public static final int MOST_CATEGORIES = 4_096;

    /** Less than this holds no event of the largest sort. */
    public static final long MIN_MEMORY = 1L << 20;

    private static final int PERCENT = 100;

    /** The memory limits are shares of the heap that this process may have: 12 % live, 40 % in windows. */
    public static final LimitSettings DEFAULT =
            new LimitSettings(EventLimits.DEFAULT, 100, 50, MOST_CATEGORIES, 10_000, ofHeap(12), ofHeap(40));

    public LimitSettings {
        requirePositive(Limit.MAX_MODELS, maxModels);
        requirePositive(Limit.MAX_VERSIONS, maxVersions);
        requirePositive(Limit.MAX_CATEGORIES, maxCategories);
        requirePositive(Limit.MAX_OPEN_WINDOWS, maxOpenWindows);
        if (maxCategories > MOST_CATEGORIES) {
            throw new IllegalArgumentException(
                    Limit.MAX_CATEGORIES.word() + " must be at most " + MOST_CATEGORIES + ", was " + maxCategories);
        }
        requireMemory(Limit.MAX_LIVE_MEMORY, maxLiveMemory);
        requireMemory(Limit.MAX_WINDOW_MEMORY, maxWindowMemory);
    }

    private static long ofHeap(int percent) {
        return Math.max(MIN_MEMORY, Runtime.getRuntime().maxMemory() / PERCENT * percent);
    }

    private static void requirePositive(Limit limit, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(limit.word() + " must be positive, was " + value);
        }
    }

    private static void requireMemory(Limit limit, long bytes) {
        if (bytes < MIN_MEMORY) {
            throw new IllegalArgumentException(limit.word() + " must be at least 1MB, was " + bytes + " bytes");
        }
    }

    /** The configured value of a limit, as a message tells it. */
    public long valueOf(Limit limit) {
        return switch (limit) {
            case MAX_FEATURES -> event.maxFeatures();
            case MAX_CATEGORIES -> maxCategories;
            case MAX_MODELS -> maxModels;
            case MAX_VERSIONS -> maxVersions;
            case MAX_OPEN_WINDOWS -> maxOpenWindows;
            case MAX_LIVE_MEMORY -> maxLiveMemory;
            case MAX_WINDOW_MEMORY -> maxWindowMemory;
        };
    }
}
