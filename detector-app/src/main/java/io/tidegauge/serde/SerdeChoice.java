package io.tidegauge.serde;

import io.tidegauge.config.RegistrySettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Which Avro serde speaks to the registry; makes its readers and writers. */
sealed interface SerdeChoice {

    String name();

    AvroReader newReader();

    AvroWriter newWriter();

    /** Whether the readers refuse bytes after a record. */
    boolean refusesTrailingBytes();

    /** Whether events may be read past the reader: nothing but their bytes and the schema of their id says what they are. */
    boolean readsInPlace();

    RegistryProbe probe();

    /**
     * Chooses and checks the properties.
     *
     * @throws ConfigException naming what is wrong
     */
    static SerdeChoice of(RegistrySettings.Serde serde, Map<String, String> properties) {
        boolean confluent = serde == RegistrySettings.Serde.CONFLUENT
                || (serde == RegistrySettings.Serde.AUTO && ConfluentClasses.present());
        return confluent ? new Confluent(properties) : new Builtin(BuiltinSettings.of(properties));
    }

    /** Ours. */
    record Builtin(BuiltinSettings settings, RegistryClient registry) implements SerdeChoice {

        Builtin(BuiltinSettings settings) {
            this(settings, new RegistryClient(settings));
        }

        @Override
        public String name() {
            return "builtin";
        }

        @Override
        public AvroReader newReader() {
            return new BuiltinAvroReader(registry);
        }

        @Override
        public AvroWriter newWriter() {
            return new BuiltinAvroWriter(registry, settings);
        }

        @Override
        public boolean refusesTrailingBytes() {
            return true;
        }

        @Override
        public boolean readsInPlace() {
            return true;
        }

        @Override
        public RegistryProbe probe() {
            return registry;
        }
    }

    /**
     * Confluent's, with every property passed on. What its releases have different defaults for is fixed here, so that an
     * upgrade does not change subjects or schemas.
     */
    record Confluent(Map<String, String> properties, boolean refusesTrailingBytes, RegistryProbe probe)
            implements SerdeChoice {

        private static final Map<String, String> PINNED = Map.of(
                BuiltinSettings.VALUE_STRATEGY, BuiltinSettings.TOPIC_NAME_STRATEGY,
                BuiltinSettings.USE_LATEST, "false",
                BuiltinSettings.LATEST_STRICT, "true",
                BuiltinSettings.NORMALIZE, "false",
                BuiltinSettings.SPECIFIC_READER, "false",
                BuiltinSettings.FAIL_ON_TRAILING, "true",
                BuiltinSettings.CONNECT_TIMEOUT, BuiltinSettings.CONNECT_TIMEOUT_MS,
                BuiltinSettings.READ_TIMEOUT, BuiltinSettings.READ_TIMEOUT_MS);

        Confluent(Map<String, String> given) {
            this(pinned(given), ConfluentClasses.canRefuseTrailingBytes(), probe(given));
        }

        private static Map<String, String> pinned(Map<String, String> given) {
            Map<String, String> properties = new HashMap<>(PINNED);
            properties.putAll(given);
            return Map.copyOf(properties);
        }

        /** Our own client with what it understands of the properties: enough where the registry asks for no more. */
        private static RegistryProbe probe(Map<String, String> given) {
            try {
                return new RegistryClient(BuiltinSettings.ofConnection(given));
            } catch (ConfigException e) {
                return new NoProbe(e);
            }
        }

        @Override
        public String name() {
            return "confluent";
        }

        @Override
        public boolean readsInPlace() {
            return false;
        }

        @Override
        public AvroReader newReader() {
            return new ConfluentAvroReader(properties);
        }

        @Override
        public AvroWriter newWriter() {
            return new ConfluentAvroWriter(properties, probe);
        }
    }

    /** Stands where our client cannot speak to a registry that Confluent's can: a doubt stays one, and is retried. */
    record NoProbe(ConfigException why) implements RegistryProbe {

        @Override
        public Schema schema(int id) {
            throw new RegistryUnavailableException("schema id " + id + " could not be had", why);
        }

        @Override
        public void requireAnswer() {
            // Nothing can be added to what the serializer said.
        }
    }
}
