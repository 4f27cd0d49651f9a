package io.tidegauge.config;

import java.util.Map;

/**
 * The schema registry.
 *
 * @param url its base address
 * @param serde which implementation speaks to it
 * @param properties serde properties passed through
 */
public record RegistrySettings(String url, Serde serde, Map<String, String> properties) {

    /** Which Avro serde: the genuine Confluent one, ours, or Confluent's where it is on the class path. */
    public enum Serde {
        AUTO,
        CONFLUENT,
        BUILTIN
    }

    public RegistrySettings {
        properties = Map.copyOf(properties);
    }
}
