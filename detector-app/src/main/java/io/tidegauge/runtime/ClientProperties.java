package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.topology.StreamsProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Properties of plain clients that reach the cluster as the detector does: what {@code kafka:} of the configuration
 * passes through, with the same prefixes as in Kafka Streams ({@code admin.}, {@code consumer.}, {@code producer.}).
 */
public final class ClientProperties {

    private static final List<String> PREFIXES = List.of(
            "admin.", "consumer.", "producer.", "main.consumer.", "restore.consumer.", "global.consumer.", "topic.");

    private ClientProperties() {}

    /** An administration client's. */
    public static Map<String, Object> admin(DetectorConfig config) {
        Map<String, Object> properties = of(config, "admin.");
        properties.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, config.applicationId() + "-admin");
        StreamsProperties.putAdminPatience(Map.copyOf(properties), "", properties::put);
        return properties;
    }

    /** A consumer's that belongs to no group, commits nothing, sees committed records only and reads bytes. */
    public static Map<String, Object> reader(DetectorConfig config) {
        Map<String, Object> properties = of(config, "consumer.");
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, config.applicationId() + "-reader");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** A producer's, without serializers. */
    public static Map<String, Object> producer(DetectorConfig config) {
        Map<String, Object> properties = of(config, "producer.");
        properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, config.applicationId() + "-producer");
        return properties;
    }

    private static Map<String, Object> of(DetectorConfig config, String prefix) {
        Map<String, Object> properties = new HashMap<>();
        config.kafka().forEach((name, value) -> {
            if (PREFIXES.stream().noneMatch(name::startsWith)) {
                properties.put(name, value);
            }
        });
        config.kafka().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                properties.put(name.substring(prefix.length()), value);
            }
        });
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        return properties;
    }
}
