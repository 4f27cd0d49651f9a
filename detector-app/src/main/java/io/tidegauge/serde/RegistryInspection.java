package io.tidegauge.serde;

import io.tidegauge.config.RegistrySettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Looks at the registry's subjects and changes none. Every question throws {@link RegistryUnavailableException} where
 * the registry does not answer, or does not let us in.
 */
public final class RegistryInspection {

    /** The records of our topics. */
    public enum Type {
        INFERENCE_EVENT("InferenceEvent"),
        FEATURE_REPORT("FeatureReport"),
        DRIFT_ALERT("DriftAlert"),
        BASELINE("Baseline");

        private final String schema;

        Type(String schema) {
            this.schema = schema;
        }
    }

    /**
     * How our schema stands in a subject.
     *
     * @param standing where it stands
     * @param detail why not, where it is refused; else empty
     */
    public record State(Standing standing, String detail) {}

    /** Where a schema of ours stands. */
    public enum Standing {
        /** It is one of the subject's versions. */
        REGISTERED,
        /** It is not, and would be taken. */
        WELCOME,
        /** It is not, and would not be taken. */
        REFUSED
    }

    private final RegistryClient registry;

    /**
     * Asks with the connection of these settings.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the property that is wrong
     */
    public RegistryInspection(RegistrySettings settings) {
        Map<String, String> properties = new HashMap<>(settings.properties());
        properties.put(BuiltinSettings.URL, settings.url());
        this.registry = new RegistryClient(BuiltinSettings.ofConnection(properties));
    }

    /** How the schema we write to the topic stands in the topic's subject. */
    public State written(String topic, Type type) {
        String subject = subject(topic);
        Schema ours = WireSchemas.published(type.schema);
        try {
            registry.lookup(subject, ours);
            return new State(Standing.REGISTERED, "");
        } catch (RegistryRefusalException absent) {
            if (!absent.notFound()) {
                return new State(Standing.REFUSED, String.valueOf(absent.getMessage()));
            }
        }
        try {
            return registry.incompatibility(subject, ours)
                    .map(why -> new State(Standing.REFUSED, why))
                    .orElse(new State(Standing.WELCOME, ""));
        } catch (RegistryRefusalException noSubject) {
            return noSubject.notFound()
                    ? new State(Standing.WELCOME, "")
                    : new State(Standing.REFUSED, String.valueOf(noSubject.getMessage()));
        }
    }

    /** What keeps us from reading events of the topic's latest schema; empty where nothing does, or there is none yet. */
    public Optional<String> unreadable(String topic) {
        try {
            Schema producers = registry.latest(subject(topic)).schema();
            return new EventSchemaCheck(WireSchemas.published(Type.INFERENCE_EVENT.schema)).fault(producers);
        } catch (RegistryRefusalException none) {
            return none.notFound() ? Optional.empty() : Optional.of(String.valueOf(none.getMessage()));
        } catch (UnreadableSchemaException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static String subject(String topic) {
        return topic + "-value";
    }
}
