package io.tidegauge.runtime;

import io.tidegauge.runtime.Finding.Weight;
import io.tidegauge.runtime.UserTopics.Use;
import io.tidegauge.runtime.UserTopics.UserTopic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/** Compares a topic's cleanup policy, retention and largest record with what they should be. */
final class TopicPolicyInspection {

    /** Wide enough for the report of a feature with as many categories as a profile keeps. */
    private static final int LARGEST_RECORD = 1_000_000;

    private final AdminQueries cluster;

    TopicPolicyInspection(AdminQueries cluster) {
        this.cluster = cluster;
    }

    void add(UserTopic topic, List<Finding> findings) {
        String subject = "topic " + topic.name();
        try {
            Config settings = cluster.settings(topic.name());
            cleanup(subject, topic, value(settings, TopicConfig.CLEANUP_POLICY_CONFIG), findings);
            retention(subject, topic, value(settings, TopicConfig.RETENTION_MS_CONFIG), findings);
            room(subject, topic, value(settings, TopicConfig.MAX_MESSAGE_BYTES_CONFIG), findings);
        } catch (AuthorizationException forbidden) {
            findings.add(new Finding(
                    Weight.ADVICE,
                    subject,
                    "its settings may not be read",
                    "allow DESCRIBE_CONFIGS on it to have its policy checked"));
        }
    }

    private static void cleanup(String subject, UserTopic topic, String actual, List<Finding> findings) {
        Set<String> found = Set.of(actual.split("\\s*,\\s*"));
        if (topic.cleanup() == null) {
            if (found.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                findings.add(new Finding(
                        Weight.ADVICE,
                        subject,
                        "is compacted, so events with equal keys replace one another",
                        "use cleanup.policy=delete for events"));
            }
        } else if (!found.equals(Set.of(topic.cleanup().split(",")))) {
            findings.add(new Finding(
                    Weight.WRONG,
                    subject,
                    "cleanup.policy is " + actual + ", not " + topic.cleanup(),
                    "set cleanup.policy=" + topic.cleanup()));
        }
    }

    private static void retention(String subject, UserTopic topic, String actual, List<Finding> findings) {
        if (topic.retention() == null || actual.isEmpty()) {
            return;
        }
        long millis = Long.parseLong(actual);
        if (millis >= 0 && millis < topic.retention().toMillis()) {
            findings.add(new Finding(
                    Weight.ADVICE,
                    subject,
                    "records go after " + Duration.ofMillis(millis) + ", sooner than the usual "
                            + topic.retention().toDays() + " days",
                    "set retention.ms=" + topic.retention().toMillis() + " unless this is meant"));
        }
    }

    private static void room(String subject, UserTopic topic, String actual, List<Finding> findings) {
        if (topic.use() == Use.WRITTEN && !actual.isEmpty() && Integer.parseInt(actual) < LARGEST_RECORD) {
            findings.add(new Finding(
                    Weight.WRONG,
                    subject,
                    "max.message.bytes is " + actual + ", and the detector stops at the first record that is larger",
                    "set max.message.bytes to " + LARGEST_RECORD + " or more; Kafka's default will do"));
        }
    }

    private static String value(Config settings, String name) {
        ConfigEntry entry = settings.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }
}
