package io.tidegauge.cli;

import io.tidegauge.config.RegistrySettings;
import io.tidegauge.config.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** How long a person waits for a cluster before being told that it does not answer. */
    static final int PATIENCE_MS = 15_000;

    /** A reader of whole topics: no group, from the beginning, committed records only. */
    Properties consumer() {
        Properties properties = client();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return properties;
    }

    /** A writer that is answered for every record by all replicas. */
    Properties producer() {
        Properties properties = client();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
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
            return admin
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .flatMap(description -> description.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new UsageException("topic '" + topic + "' does not exist on " + bootstrapServers
                        + "; 'tidegauge validate --create' makes it");
            }
            throw new IllegalStateException(bootstrapServers + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "no answer from " + bootstrapServers + " within " + PATIENCE_MS / 1000 + " seconds", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Properties admin() {
        Properties properties = client();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
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
