package io.tidegauge.baseline;

import io.tidegauge.compare.CellLayout;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a set is besides its profiles.
 *
 * @param model the model's version
 * @param id the set's id, or null for one made of the time and a hash of the content
 * @param kinds kinds of features that are not what their values suggest
 * @param effectiveFromMs event time from which windows are compared with it, milliseconds since the epoch
 * @param createdMs wall-clock time of its making, milliseconds since the epoch
 */
public record BaselineOrigin(
        ModelVersion model, @Nullable String id, Map<String, FeatureKind> kinds, long effectiveFromMs, long createdMs) {

    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public BaselineOrigin {
        kinds = Map.copyOf(kinds);
    }

    /**
     * Puts the set together.
     *
     * @param blocks the reference data, at least one row and one feature
     * @param source where they came from, for people
     * @throws IllegalArgumentException when there is nothing to make a set of, or a declared kind's feature is not there
     */
    public BaselineSet set(BlockProfiles blocks, String source) {
        SortedMap<String, FeatureProfile> profiles = blocks.wholes();
        long rows = blocks.total();
        if (rows == 0 || profiles.isEmpty()) {
            throw new IllegalArgumentException(
                    "no baseline can be made: " + rows + " rows, " + profiles.size() + " features (" + source + ")");
        }
        for (String declared : new TreeSet<>(kinds.keySet())) {
            if (!profiles.containsKey(declared)) {
                throw new IllegalArgumentException("a kind is declared for '" + declared + "', which is no feature: "
                        + String.join(", ", profiles.keySet()));
            }
        }
        String setId = id == null ? derivedId(profiles) : id;
        SortedMap<String, FeatureBaseline> features = new TreeMap<>();
        profiles.forEach((name, profile) -> features.put(name, feature(setId, name, profile, blocks)));
        return new BaselineSet(
                new BaselineManifest(
                        model, setId, new TreeSet<>(features.keySet()), effectiveFromMs, createdMs, rows, source),
                features);
    }

    private FeatureBaseline feature(String setId, String name, FeatureProfile profile, BlockProfiles blocks) {
        FeatureKind kind = kinds.getOrDefault(name, profile.dominantKind());
        return new FeatureBaseline(
                model,
                setId,
                name,
                kind,
                blocks.total(),
                profile,
                blocks.cells(name, CellLayout.of(kind, profile)),
                Collections.emptySortedSet());
    }

    private String derivedId(SortedMap<String, FeatureProfile> profiles) {
        MessageDigest sha = sha256();
        profiles.forEach((name, profile) -> {
            sha.update(name.getBytes(StandardCharsets.UTF_8));
            sha.update(profile.encode());
        });
        return ID_TIME.format(Instant.ofEpochMilli(createdMs)) + "-"
                + HexFormat.of().formatHex(sha.digest(), 0, 4);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
