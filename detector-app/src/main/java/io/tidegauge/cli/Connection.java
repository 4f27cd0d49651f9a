package io.tidegauge.cli;

import io.tidegauge.config.RegistrySettings;
import io.tidegauge.config.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The cluster and registry a command works with.
 *
 * @param bootstrapServers the cluster
 * @param registry the schema registry
 * @param topics the topics read and written
 * @param kafka client properties passed through
 */
record Connection(String bootstrapServers, RegistrySettings registry, TopicSettings topics, Map<String, String> kafka) {

    /** How long a person waits for a cluster before being told that it does not answer, unless a property says. */
    private static final int PATIENCE_MS = 15_000;

    /** A reader of whole topics: no group, from the beginning, committed records only. */
    Properties consumer() {
        Properties properties = client();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        properties.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return properties;
    }

    /** A writer that is answered for every record by all replicas. */
    Properties producer() {
        Properties properties = client();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        return properties;
    }

    /**
     * The topic's partitions.
     *
     * @throws UsageException when the topic does not exist
     * @throws IllegalStateException when the cluster does not answer
     */
    List<TopicPartition> partitions(String topic) {
        try (Admin admin = Admin.create(admin())) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(description -> description.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new UsageException("topic '" + topic + "' does not exist on " + bootstrapServers
                        + "; 'tidegauge validate --create' makes it");
            }
            throw new IllegalStateException(
                    e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
                            ? "no answer from " + bootstrapServers
                            : bootstrapServers + ": " + e.getCause(),
                    e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Properties admin() {
        Properties properties = client();
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return properties;
    }

    /** What configuration passes through comes first, so that it cannot undo a command's own guarantees. */
    private Properties client() {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }
}
