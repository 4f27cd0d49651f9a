package io.tidegauge.baseline;

import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A baseline's rows as profiles of its blocks of time, by feature, and of the rows that are in no block. What the whole
 * looks like follows from them, for merging loses nothing. Blocks are kept as bytes, since there may be a thousand of
 * them. Mutable.
 */
public final class BlockProfiles {

    /** In place of a block's start: rows that count in the whole and are in no block. */
    static final long NO_BLOCK = Long.MIN_VALUE;

    private static final long FIRST_BLOCK = NO_BLOCK + 1;

    private final OptionalLong lengthMs;
    private final SortedMap<Long, Long> rows = new TreeMap<>();
    private final SortedMap<String, SortedMap<Long, byte[]>> profiles = new TreeMap<>();

    private BlockProfiles(OptionalLong lengthMs) {
        this.lengthMs = lengthMs;
    }

    /** Blocks of this length, milliseconds. */
    static BlockProfiles ofLength(long lengthMs) {
        if (lengthMs <= 0) {
            throw new IllegalArgumentException("blocks of " + lengthMs + " ms");
        }
        return new BlockProfiles(OptionalLong.of(lengthMs));
    }

    /** Rows of which nobody knows when they happened: no blocks. */
    static BlockProfiles untimed() {
        return new BlockProfiles(OptionalLong.empty());
    }

    /** The start of the block that an event time falls in. */
    long blockOf(long timeMs) {
        return lengthMs.isPresent() ? Math.floorDiv(timeMs, lengthMs.getAsLong()) * lengthMs.getAsLong() : NO_BLOCK;
    }

    /** Adds rows of a block. */
    void addRows(long block, long more) {
        rows.merge(block, more, Long::sum);
    }

    /** Adds what a block's rows have of a feature. */
    void add(long block, String feature, FeatureProfile profile) {
        SortedMap<Long, byte[]> ofFeature = profiles.computeIfAbsent(feature, name -> new TreeMap<>());
        byte[] before = ofFeature.get(block);
        FeatureProfile both =
                before == null ? profile : FeatureProfile.decode(before).merge(profile);
        ofFeature.put(block, both.encode());
    }

    /** Makes a block none: its rows count in the whole only. */
    void setAside(long block) {
        Long ofBlock = rows.remove(block);
        if (ofBlock != null) {
            addRows(NO_BLOCK, ofBlock);
            profiles.forEach((feature, ofFeature) -> {
                byte[] bytes = ofFeature.remove(block);
                if (bytes != null) {
                    add(NO_BLOCK, feature, FeatureProfile.decode(bytes));
                }
            });
        }
    }

    /** How long blocks are, milliseconds; empty where the rows have no time. */
    public OptionalLong lengthMs() {
        return lengthMs;
    }

    /** Rows by the start of their block, of blocks that have any. */
    public SortedMap<Long, Long> rows() {
        return Collections.unmodifiableSortedMap(rows.tailMap(FIRST_BLOCK));
    }

    /** All rows, those of no block among them. */
    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The features' names. */
    public Set<String> features() {
        return Collections.unmodifiableSet(profiles.keySet());
    }

    /** What a feature was in each block that named it, by the block's start. */
    public SortedMap<Long, FeatureProfile> of(String feature) {
        SortedMap<Long, FeatureProfile> ofFeature = new TreeMap<>();
        stored(feature)
                .tailMap(FIRST_BLOCK)
                .forEach((block, bytes) -> ofFeature.put(block, FeatureProfile.decode(bytes)));
        return ofFeature;
    }

    /**
     * What a feature was in all rows together.
     *
     * @throws IllegalArgumentException when there is no such feature
     */
    public FeatureProfile whole(String feature) {
        return stored(feature).values().stream()
                .map(FeatureProfile::decode)
                .reduce(FeatureProfile::merge)
                .orElseThrow(() -> new IllegalArgumentException("no rows have a feature '" + feature + "'"));
    }

    /** What a feature was in the rows that are in no block. */
    public FeatureProfile outside(String feature) {
        byte[] bytes = stored(feature).get(NO_BLOCK);
        return bytes == null ? FeatureProfile.empty(KeyMapping.forFeature(feature)) : FeatureProfile.decode(bytes);
    }

    /** The features' wholes, by name. */
    public SortedMap<String, FeatureProfile> wholes() {
        SortedMap<String, FeatureProfile> wholes = new TreeMap<>();
        features().forEach(feature -> wholes.put(feature, whole(feature)));
        return wholes;
    }

    /**
     * A feature's blocks counted on the cells of its baseline; empty where rows have no time.
     *
     * @param layout the cells, laid out from the whole
     */
    Optional<BaselineBlocks> cells(String feature, CellLayout layout) {
        SortedMap<Long, byte[]> ofFeature = stored(feature);
        SortedMap<Long, long[]> counts = new TreeMap<>();
        rows().forEach((block, ofBlock) -> {
            byte[] bytes = ofFeature.get(block);
            FeatureProfile profile =
                    bytes == null ? FeatureProfile.empty(KeyMapping.forFeature(feature)) : FeatureProfile.decode(bytes);
            counts.put(block, layout.counts(profile, ofBlock));
        });
        return lengthMs.isEmpty() || counts.isEmpty()
                ? Optional.empty()
                : Optional.of(BaselineBlocks.of(layout, lengthMs.getAsLong(), counts));
    }

    private SortedMap<Long, byte[]> stored(String feature) {
        return profiles.getOrDefault(feature, Collections.emptySortedMap());
    }
}
