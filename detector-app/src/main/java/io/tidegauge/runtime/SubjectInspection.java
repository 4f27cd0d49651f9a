package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Finding.Weight;
import io.tidegauge.serde.AvroWire;
import io.tidegauge.serde.RegistryInspection;
import io.tidegauge.serde.RegistryInspection.State;
import io.tidegauge.serde.RegistryInspection.Type;
import io.tidegauge.serde.RegistryUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the schema registry answers and whether its subjects agree with what we read and write. */
final class SubjectInspection {

    private static final String AUTO_REGISTER = "auto.register.schemas";

    private final DetectorConfig config;
    private final List<Finding> findings = new ArrayList<>();

    SubjectInspection(DetectorConfig config) {
        this.config = config;
    }

    /** Everything there is to say. For one call. */
    List<Finding> findings() {
        String subject = "schema registry " + config.registry().url();
        try (AvroWire opened = AvroWire.open(config.registry(), true)) {
            RegistryInspection registry = new RegistryInspection(config.registry());
            config.topics().events().forEach(topic -> events(registry, topic));
            written(registry, config.topics().reports(), Type.FEATURE_REPORT);
            written(registry, config.topics().alerts(), Type.DRIFT_ALERT);
        } catch (RegistryUnavailableException away) {
            findings.add(new Finding(
                    Weight.FATAL,
                    subject,
                    String.valueOf(away.getMessage()),
                    "start the registry, or correct schema-registry: (the detector would wait for it)"));
        } catch (org.apache.kafka.common.config.ConfigException wrong) {
            findings.add(new Finding(
                    Weight.FATAL,
                    subject,
                    String.valueOf(wrong.getMessage()),
                    "correct the properties under schema-registry:"));
        }
        return List.copyOf(findings);
    }

    private void events(RegistryInspection registry, String topic) {
        registry.unreadable(topic)
                .ifPresent(fault -> findings.add(new Finding(
                        Weight.WRONG,
                        subject(topic),
                        "its latest schema cannot be read as an inference event: " + fault,
                        "have the producers use the schema InferenceEvent; until then their events are dead letters")));
    }

    private void written(RegistryInspection registry, String topic, Type type) {
        State state = registry.written(topic, type);
        boolean mayRegister =
                Boolean.parseBoolean(config.registry().properties().getOrDefault(AUTO_REGISTER, "true"));
        switch (state.standing()) {
            case REGISTERED -> {
                // As it should be.
            }
            case WELCOME -> {
                if (!mayRegister) {
                    findings.add(new Finding(
                            Weight.FATAL,
                            subject(topic),
                            "our schema is not registered, and " + AUTO_REGISTER + " is false",
                            "register the schema, or allow it to be registered"));
                }
            }
            case REFUSED ->
                findings.add(new Finding(
                        Weight.FATAL,
                        subject(topic),
                        "the registry would not take our schema: " + state.detail(),
                        "use another topic, or remove the foreign schema from the subject"));
        }
    }

    private static String subject(String topic) {
        return "subject " + topic + "-value";
    }
}
