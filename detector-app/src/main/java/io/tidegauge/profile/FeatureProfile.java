package io.tidegauge.profile;

/**
 * One feature in one window, as an immutable mergeable value: merging the profiles of the parts gives the profile of the
 * whole, byte for byte, in any order and any tree.
 */
public final class FeatureProfile {

    /** Rows that named the feature, null or not. */
    public long rows() {
        return 0;
    }
}
