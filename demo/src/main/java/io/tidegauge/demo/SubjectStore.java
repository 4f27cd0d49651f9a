package io.tidegauge.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParseException;

/** The embedded registry's memory: subjects, their versions, and compatibility. Safe for several threads. */
final class SubjectStore {

    /** What a new version must be able to do with the old ones. */
    enum Level {
        NONE,
        BACKWARD,
        BACKWARD_TRANSITIVE,
        FORWARD,
        FORWARD_TRANSITIVE,
        FULL,
        FULL_TRANSITIVE;

        private boolean transitive() {
            return name().endsWith("_TRANSITIVE");
        }

        private boolean newReadsOld() {
            return name().startsWith("BACKWARD") || name().startsWith("FULL");
        }

        private boolean oldReadsNew() {
            return name().startsWith("FORWARD") || name().startsWith("FULL");
        }
    }

    /** One version of a subject; equal schemas have one id in all subjects. */
    record Version(String subject, int version, int id, Schema schema) {}

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, Integer> idByText = new HashMap<>();
    private final Map<String, List<Version>> subjects = new TreeMap<>();
    private final Map<String, Level> levels = new HashMap<>();
    private Level level = Level.BACKWARD;

    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    synchronized List<Version> versions(String subject) {
        List<Version> versions = subjects.get(subject);
        if (versions == null) {
            throw RegistryError.noSubject(subject);
        }
        return List.copyOf(versions);
    }

    /** A version by its number, or {@code latest}. */
    Version version(String subject, String version) {
        List<Version> versions = versions(subject);
        if (version.equals("latest")) {
            return versions.get(versions.size() - 1);
        }
        return versions.stream()
                .filter(one -> Integer.toString(one.version()).equals(version))
                .findFirst()
                .orElseThrow(() -> RegistryError.noVersion(version));
    }

    synchronized Schema schema(String id) {
        int number;
        try {
            number = Integer.parseInt(id);
        } catch (NumberFormatException e) {
            throw RegistryError.noSchema();
        }
        if (number < 1 || number > schemas.size()) {
            throw RegistryError.noSchema();
        }
        return schemas.get(number - 1);
    }

    /** The version of the subject that has exactly this schema. */
    synchronized Version lookup(String subject, String text) {
        Schema schema = parse(text);
        return find(versions(subject), schema).orElseThrow(RegistryError::noSchema);
    }

    /** Adds a version, or finds it. */
    synchronized Version register(String subject, String text) {
        Schema schema = parse(text);
        List<Version> versions = subjects.getOrDefault(subject, List.of());
        Optional<Version> known = find(versions, schema);
        if (known.isPresent()) {
            return known.get();
        }
        List<String> faults = faults(level(subject), versions, schema);
        if (!faults.isEmpty()) {
            throw RegistryError.incompatible(subject, String.join("; ", faults));
        }
        Version added = new Version(subject, versions.size() + 1, id(schema), schema);
        subjects.computeIfAbsent(subject, key -> new ArrayList<>()).add(added);
        return added;
    }

    /** Why the schema cannot follow the one version, by the subject's level; empty when it can. */
    List<String> check(String subject, String version, String text) {
        return faults(level(subject), List.of(version(subject, version)), parse(text));
    }

    synchronized Level level(String subject) {
        return levels.getOrDefault(subject, level);
    }

    synchronized Level level() {
        return level;
    }

    synchronized void setLevel(Level level) {
        this.level = level;
    }

    synchronized void setLevel(String subject, Level level) {
        levels.put(subject, level);
    }

    private int id(Schema schema) {
        return idByText.computeIfAbsent(schema.toString(), text -> {
            schemas.add(schema);
            return schemas.size();
        });
    }

    private static Optional<Version> find(List<Version> versions, Schema schema) {
        String text = schema.toString();
        return versions.stream()
                .filter(version -> version.schema().toString().equals(text))
                .findFirst();
    }

    private static List<String> faults(Level level, List<Version> versions, Schema schema) {
        int from = level.transitive() ? 0 : Math.max(0, versions.size() - 1);
        List<String> faults = new ArrayList<>();
        for (Version old : versions.subList(from, versions.size())) {
            if (level.newReadsOld()) {
                faults.addAll(unreadable(schema, old.schema(), "version " + old.version() + " by the new schema"));
            }
            if (level.oldReadsNew()) {
                faults.addAll(unreadable(old.schema(), schema, "the new schema by version " + old.version()));
            }
        }
        return faults;
    }

    private static List<String> unreadable(Schema reader, Schema writer, String what) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (compatibility.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return List.of();
        }
        return compatibility.getResult().getIncompatibilities().stream()
                .map(fault -> what + ": " + fault.getType() + " at " + fault.getLocation() + ", " + fault.getMessage())
                .collect(Collectors.toList());
    }

    private static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (SchemaParseException e) {
            throw RegistryError.invalidSchema(String.valueOf(e.getMessage()));
        }
    }
}
