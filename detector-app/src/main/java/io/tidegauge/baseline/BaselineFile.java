package io.tidegauge.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A baseline set in a file: JSON, versioned, the profiles as their own encoding in base64. */
public final class BaselineFile {

    private static final String FORMAT = "tidegauge-baseline";
    private static final int VERSION = 2;

    /** Had neither blocks nor rules that are off. */
    private static final int OLDEST_VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** The file's content; names and order are the format. */
    private record Content(
            String format,
            int version,
            String model,
            String modelVersion,
            String baselineId,
            long effectiveFromMs,
            long createdMs,
            long rows,
            String source,
            SortedMap<String, Feature> features) {}

    /** One feature. */
    private record Feature(FeatureKind kind, byte[] profile, byte @Nullable [] blocks, List<String> rulesOff) {

        static Feature of(FeatureBaseline feature) {
            return new Feature(
                    feature.kind(),
                    feature.profile().encode(),
                    feature.blocks().map(BaselineBlocks::encode).orElse(null),
                    feature.rulesOff().stream().map(AlertKind::name).toList());
        }
    }

    private BaselineFile() {}

    /**
     * Writes the set, over what was there.
     *
     * @throws IOException naming the file when it cannot be written
     */
    public static void write(Path file, BaselineSet set) throws IOException {
        BaselineManifest manifest = set.manifest();
        SortedMap<String, Feature> features = new TreeMap<>();
        set.features().forEach((name, feature) -> features.put(name, Feature.of(feature)));
        byte[] bytes = JSON.writeValueAsBytes(new Content(
                FORMAT,
                VERSION,
                manifest.model().model(),
                manifest.model().version(),
                manifest.baselineId(),
                manifest.effectiveFromMs(),
                manifest.createdMs(),
                manifest.rows(),
                manifest.source(),
                features));
        try {
            Files.write(file, bytes);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": cannot be written: there is no such directory", e);
        } catch (FileSystemException e) {
            throw new IOException(file + ": cannot be written: " + e, e);
        }
    }

    /**
     * Reads a set back.
     *
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException naming the file when it is not a baseline, of another version, or broken
     */
    public static BaselineSet read(Path file) throws IOException {
        try {
            return set(content(JSON.readTree(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": not a baseline file: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Content content(JsonNode json) throws JsonProcessingException {
        if (!json.isObject()) {
            throw new IllegalArgumentException("not a baseline file");
        }
        if (json.path("version").asInt() == OLDEST_VERSION) {
            json.path("features").forEach(feature -> {
                if (feature instanceof ObjectNode fields) {
                    fields.putNull("blocks").putArray("rulesOff");
                }
            });
        }
        return JSON.treeToValue(json, Content.class);
    }

    private static BaselineSet set(Content content) {
        if (!FORMAT.equals(content.format()) || content.version() < OLDEST_VERSION || content.version() > VERSION) {
            throw new IllegalArgumentException("a baseline file has format " + FORMAT + " and version " + OLDEST_VERSION
                    + " to " + VERSION + ", this one " + content.format() + " and " + content.version());
        }
        ModelVersion model = new ModelVersion(content.model(), content.modelVersion());
        SortedMap<String, FeatureBaseline> features = new TreeMap<>();
        content.features().forEach((name, feature) -> features.put(name, feature(content, model, name, feature)));
        return new BaselineSet(
                new BaselineManifest(
                        model,
                        content.baselineId(),
                        new TreeSet<>(features.keySet()),
                        content.effectiveFromMs(),
                        content.createdMs(),
                        content.rows(),
                        content.source()),
                features);
    }

    private static FeatureBaseline feature(Content content, ModelVersion model, String name, Feature feature) {
        try {
            return new FeatureBaseline(
                    model,
                    content.baselineId(),
                    name,
                    feature.kind(),
                    content.rows(),
                    FeatureProfile.decode(feature.profile()),
                    Optional.ofNullable(feature.blocks()).map(BaselineBlocks::decode),
                    rulesOff(feature.rulesOff()));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("feature '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Kinds of a later version are passed over: it has rules that this one does not have. */
    private static SortedSet<AlertKind> rulesOff(List<String> names) {
        SortedSet<AlertKind> kinds = new TreeSet<>();
        names.forEach(name -> AlertKind.named(name).ifPresent(kinds::add));
        return kinds;
    }
}
