package io.tidegauge.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The clients of an instance.
 *
 * <p>Its consumers bring events in batches ({@link BatchingConsumer}).
 *
 * <p>Where it is a static member of its group, its producers keep their transactional ids from one life to the next. Kafka
 * Streams draws new ones at every start where no store is on disk, and a transaction that a killed instance left open then
 * holds back everything it touched until the broker gives it up, 15 seconds and more later. The same id ends that
 * transaction the moment the instance is back.
 */
public final class DetectorClients implements KafkaClientSupplier, Configurable {

    /** Property: the event topics, separated by commas. */
    static final String EVENT_TOPICS_CONFIG = "tidegauge.event.topics";

    /** Property: the pattern of the event topics' names; without it, those of {@link #EVENT_TOPICS_CONFIG} are meant. */
    static final String EVENT_PATTERN_CONFIG = "tidegauge.event.pattern";

    /** What transactional ids begin with, or null where they are as Kafka Streams draws them. */
    private @Nullable String prefix;

    private Predicate<String> isEventTopic = topic -> false;

    /** The name under which the instance is a static member, where configuration makes it one. */
    static Optional<String> memberName(Map<String, ?> properties) {
        return Optional.ofNullable(first(
                properties,
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }

    private static @Nullable String first(Map<String, ?> properties, String... names) {
        for (String name : names) {
            Object value = properties.get(name);
            if (value != null) {
                return value.toString();
            }
        }
        return null;
    }

    @Override
    public void configure(Map<String, ?> properties) {
        prefix = memberName(properties)
                .map(member -> properties.get(StreamsConfig.APPLICATION_ID_CONFIG) + "-" + member)
                .orElse(null);
        Object pattern = properties.get(EVENT_PATTERN_CONFIG);
        Object topics = properties.get(EVENT_TOPICS_CONFIG);
        if (pattern != null) {
            isEventTopic = Pattern.compile(pattern.toString()).asMatchPredicate();
        } else if (topics != null) {
            isEventTopic = Set.of(topics.toString().split(",", -1))::contains;
        }
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    /** The id's last part, the number of the stream thread, stays: threads of an instance have a producer each. */
    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Map<String, Object> kept = new HashMap<>(config);
        if (prefix != null) {
            kept.computeIfPresent(ProducerConfig.TRANSACTIONAL_ID_CONFIG, (name, drawn) -> {
                String id = drawn.toString();
                return prefix + id.substring(id.lastIndexOf('-'));
            });
        }
        return new KafkaProducer<>(kept, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return BatchingConsumer.create(config, isEventTopic);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getRestoreConsumer(config);
    }
}
