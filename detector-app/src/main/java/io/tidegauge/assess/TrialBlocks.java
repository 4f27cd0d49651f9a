package io.tidegauge.assess;

import io.tidegauge.baseline.BlockProfiles;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What rules are tried on: rows in blocks of time. */
interface TrialBlocks {

    /** How long blocks are, milliseconds. */
    long lengthMs();

    /** Rows by the start of their block. */
    SortedMap<Long, Long> rows();

    /** All rows, those of no block among them. */
    long total();

    /** What a feature was in each block that named it, by the block's start. */
    SortedMap<Long, FeatureProfile> of(String feature);

    /** What a feature was in the rows of no block. */
    FeatureProfile outside(String feature);

    /** The blocks of a baseline that is being made. */
    static TrialBlocks of(BlockProfiles blocks, long lengthMs) {
        return new TrialBlocks() {
            @Override
            public long lengthMs() {
                return lengthMs;
            }

            @Override
            public SortedMap<Long, Long> rows() {
                return blocks.rows();
            }

            @Override
            public long total() {
                return blocks.total();
            }

            @Override
            public SortedMap<Long, FeatureProfile> of(String feature) {
                return blocks.of(feature);
            }

            @Override
            public FeatureProfile outside(String feature) {
                return blocks.outside(feature);
            }
        };
    }

    /** Windows of one model's version, without a row in common. */
    static TrialBlocks of(List<WindowCounts> windows, long lengthMs) {
        SortedMap<Long, WindowCounts> byStart = new TreeMap<>();
        windows.forEach(window -> byStart.put(window.window().startMs(), window));
        return new TrialBlocks() {
            @Override
            public long lengthMs() {
                return lengthMs;
            }

            @Override
            public SortedMap<Long, Long> rows() {
                SortedMap<Long, Long> rows = new TreeMap<>();
                byStart.forEach((start, window) -> rows.put(start, window.rows()));
                return rows;
            }

            @Override
            public long total() {
                return windows.stream().mapToLong(WindowCounts::rows).sum();
            }

            @Override
            public SortedMap<Long, FeatureProfile> of(String feature) {
                SortedMap<Long, FeatureProfile> profiles = new TreeMap<>();
                byStart.forEach((start, window) -> {
                    if (window.features().containsKey(feature)) {
                        profiles.put(start, window.features().get(feature));
                    }
                });
                return profiles;
            }

            @Override
            public FeatureProfile outside(String feature) {
                return FeatureProfile.empty(KeyMapping.forFeature(feature));
            }
        };
    }
}
