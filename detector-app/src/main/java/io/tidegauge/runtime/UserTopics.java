package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics an operator makes before the detector runs, and the policy each must have. */
public final class UserTopics {

    /** Reports serve baselines and backtests for a month. */
    public static final Duration REPORT_RETENTION = Duration.ofDays(30);

    /** An alert's last state is kept by compaction, and goes a quarter after its last change. */
    public static final Duration ALERT_RETENTION = Duration.ofDays(90);

    /** Time enough to look at what was refused. */
    public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

    private static final Logger LOG = LoggerFactory.getLogger(UserTopics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private UserTopics() {}

    /** What the detector does with a topic. */
    public enum Use {
        READ,
        WRITTEN
    }

    /**
     * A topic and its policy.
     *
     * @param name its name
     * @param use whether the detector reads or writes it
     * @param cleanup the cleanup policy it must have, or null for the producer's own
     * @param retention the least retention it should have, or null where none is demanded
     */
    public record UserTopic(
            String name,
            Use use,
            @Nullable String cleanup,
            @Nullable Duration retention) {

        /**
         * The topic as it is made.
         *
         * @param partitions how many, or empty for the broker's default
         * @param replicas how many, or empty for the broker's default
         */
        public NewTopic toNewTopic(Optional<Integer> partitions, Optional<Short> replicas) {
            Map<String, String> settings = new LinkedHashMap<>();
            if (cleanup != null) {
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
            }
            if (retention != null) {
                settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
            }
            return new NewTopic(name, partitions, replicas).configs(settings);
        }
    }

    /** Every topic that must exist: event topics by name (none for a pattern), baselines, reports, alerts, dead letters. */
    public static List<UserTopic> of(DetectorConfig config) {
        List<UserTopic> topics = new ArrayList<>();
        config.topics().events().forEach(name -> topics.add(new UserTopic(name, Use.READ, null, null)));
        topics.add(new UserTopic(config.topics().baselines(), Use.READ, TopicConfig.CLEANUP_POLICY_COMPACT, null));
        topics.add(new UserTopic(
                config.topics().reports(), Use.WRITTEN, TopicConfig.CLEANUP_POLICY_DELETE, REPORT_RETENTION));
        topics.add(new UserTopic(
                config.topics().alerts(),
                Use.WRITTEN,
                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                ALERT_RETENTION));
        topics.add(new UserTopic(
                config.deadLetterTopic(), Use.WRITTEN, TopicConfig.CLEANUP_POLICY_DELETE, DEAD_LETTER_RETENTION));
        return List.copyOf(topics);
    }

    /**
     * Makes the topics that do not exist yet; those that do are left as they are.
     *
     * @param partitions of each, or empty for the broker's default
     * @param replicas of each, or empty for the broker's default
     * @return the names of those made
     * @throws KafkaException where the cluster refuses one
     */
    public static List<String> create(
            Admin admin, DetectorConfig config, Optional<Integer> partitions, Optional<Short> replicas) {
        List<NewTopic> wanted = of(config).stream()
                .map(topic -> topic.toNewTopic(partitions, replicas))
                .toList();
        AdminQueries cluster = new AdminQueries(admin, PATIENCE);
        List<String> made = new ArrayList<>();
        admin.createTopics(wanted).values().forEach((name, done) -> {
            try {
                cluster.answer(done);
                made.add(name);
            } catch (TopicExistsException there) {
                LOG.debug("action=create topic={} result=exists", name);
            }
        });
        Collections.sort(made);
        return made;
    }
}
