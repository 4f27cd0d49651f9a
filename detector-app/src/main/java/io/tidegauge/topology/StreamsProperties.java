package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;

/** Kafka Streams' settings: those the topology's correctness hangs on, and what configuration passes through. */
public final class StreamsProperties {

    /** The largest record written to an internal topic: a partial of many wide features. */
    public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

    private static final long MIN_TRANSACTION_TIMEOUT_MS = 15_000;

    private static final int METADATA_MAX_AGE_MS = 60_000;

    /** Kafka's own default of {@code max.poll.interval.ms}. */
    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    /** Kafka's own default of {@code session.timeout.ms}. */
    private static final Duration SESSION = Duration.ofSeconds(45);

    /**
     * How long brokers may be away without a thread dying of it: a thread waits where it is, which costs nothing, as it
     * could not go on without them either.
     */
    private static final int OUTAGE_MS = 15 * 60_000;

    /**
     * How long a request may go unanswered before another broker is asked. A broker that hangs keeps its connections, so
     * nothing but this tells it from a slow one, and each client finds out for itself.
     */
    private static final int SILENT_BROKER_MS = 10_000;

    /** The same for an administration client, which looks at the time only when a call as a whole is overdue. */
    private static final int ADMIN_CALL_MS = 15_000;

    /**
     * Records of a partition that wait at the most before it is paused: of events, batches, so that as many events wait as
     * Kafka's own default lets. All that was polled is processed before the next poll unless a task waits for a partition of
     * another topic.
     */
    private static final int BUFFERED_RECORDS = 1_000 / EventBatch.MOST + 1;

    private StreamsProperties() {}

    /** How long a record may wait for the registry: four fifths of the time a consumer has from poll to poll. */
    static Duration registryPatience(DetectorConfig config) {
        return consumerTime(config, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL)
                .multipliedBy(4)
                .dividedBy(5);
    }

    /** After how long the group gives a member up that says nothing. */
    public static Duration session(DetectorConfig config) {
        return consumerTime(config, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION);
    }

    private static Duration consumerTime(DetectorConfig config, String key, Duration absent) {
        return Stream.of(StreamsConfig.mainConsumerPrefix(key), StreamsConfig.consumerPrefix(key), key)
                .map(config.kafka()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(millis -> Duration.ofMillis(Long.parseLong(millis.trim())))
                .orElse(absent);
    }

    /** The settings for a configuration, the clients named so that the other instances know them in the group. */
    public static Properties of(DetectorConfig config, GroupPeers peers) {
        Properties properties = of(config);
        Object prefix = properties.getOrDefault(StreamsConfig.CLIENT_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, peers.clientId(prefix.toString()));
        return properties;
    }

    /** The settings for a configuration; client properties passed through come last and win. */
    public static Properties of(DetectorConfig config) {
        Properties properties = new Properties();
        long commitMs = config.timing().commitInterval().toMillis();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMs);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.state().threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.state().standbyReplicas());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTime.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailingProcessingHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailExceptionHandler.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, StoppingProductionHandler.class);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, OUTAGE_MS);
        properties.put(StreamsConfig.REQUEST_TIMEOUT_MS_CONFIG, SILENT_BROKER_MS);
        putAdminPatience(config.kafka(), StreamsConfig.ADMIN_CLIENT_PREFIX, properties::put);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), OUTAGE_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), OUTAGE_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                Math.max(MIN_TRANSACTION_TIMEOUT_MS, 3 * commitMs));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_RECORD_BYTES);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // New partitions must be known, and read, well before max-wait is over.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), METADATA_MAX_AGE_MS);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), MAX_RECORD_BYTES);
        // By the brokers' clocks: an instance whose own is wrong neither misleads the others nor is refused.
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG), "LogAppendTime");
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.class);
        properties.put(SharedRocksMemory.BYTES_CONFIG, config.state().rocksdbMemory());
        if (config.state().directory() != null) {
            properties.put(StreamsConfig.STATE_DIR_CONFIG, config.state().directory());
        }
        properties.put(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, DetectorClients.class);
        if (config.topics().eventsPattern() == null) {
            properties.put(
                    DetectorClients.EVENT_TOPICS_CONFIG,
                    String.join(",", config.topics().events()));
        } else {
            properties.put(DetectorClients.EVENT_PATTERN_CONFIG, config.topics().eventsPattern());
        }
        properties.putAll(config.kafka());
        return properties;
    }

    /**
     * Adds how long an administration client waits for a broker, where nothing is said of that in what is given.
     *
     * @param given properties as configured
     * @param prefix of those that are for administration clients alone
     * @param properties takes it, under the same prefix
     */
    public static void putAdminPatience(Map<String, ?> given, String prefix, BiConsumer<String, Object> properties) {
        String request = AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG;
        String call = AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;
        if (Stream.of(request, call, prefix + request, prefix + call).noneMatch(given::containsKey)) {
            properties.accept(prefix + request, SILENT_BROKER_MS);
            properties.accept(prefix + call, ADMIN_CALL_MS);
        }
    }
}
