package io.tidegauge.event;

import java.util.Locale;

/** What is bounded whatever is sent. Each is a key below {@code limits} in the configuration. */
public enum Limit {
    /** Distinct features of a model's version in one window. */
    MAX_FEATURES,
    /** Categories of one feature that are counted exactly. */
    MAX_CATEGORIES,
    /** Models without a baseline or a place in the configuration. */
    MAX_MODELS,
    /** Versions of a model without a baseline. */
    MAX_VERSIONS,
    /** Open windows of a model's version. */
    MAX_OPEN_WINDOWS,
    /** Bytes of what has been counted and not yet sent on. */
    MAX_LIVE_MEMORY,
    /** Bytes of open windows on the heap. */
    MAX_WINDOW_MEMORY;

    /** As configuration calls it, without its section: {@code max-features}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As configuration calls it: {@code limits.max-features}. */
    public String key() {
        return "limits." + word();
    }
}
