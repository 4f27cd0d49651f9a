package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Finding.Weight;
import io.tidegauge.runtime.UserTopics.Use;
import io.tidegauge.runtime.UserTopics.UserTopic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the cluster is as the detector needs it: topics and their policies, the group, internal topics, and what
 * we are allowed to do. Finds everything in one go; throws only where the cluster does not answer at all.
 */
final class ClusterInspection {

    private final DetectorConfig config;
    private final AdminQueries cluster;
    private final List<Finding> findings = new ArrayList<>();

    ClusterInspection(DetectorConfig config, AdminQueries cluster) {
        this.config = config;
        this.cluster = cluster;
    }

    /** Everything there is to say, topics first. For one call. */
    List<Finding> findings() {
        Set<String> existing = cluster.existing();
        eventPattern(existing);
        UserTopics.of(config).forEach(this::userTopic);
        boolean started = group();
        new InternalTopicInspection(config, cluster).add(existing, started, findings);
        return List.copyOf(findings);
    }

    private void eventPattern(Set<String> existing) {
        String pattern = config.topics().eventsPattern();
        if (pattern == null) {
            return;
        }
        List<String> matching =
                existing.stream().filter(name -> name.matches(pattern)).toList();
        if (matching.isEmpty()) {
            findings.add(new Finding(
                    Weight.FATAL,
                    "topics.events-pattern " + pattern,
                    "no topic matches",
                    "create the topics of events, or correct the pattern"));
        }
        matching.forEach(name -> userTopic(new UserTopic(name, Use.READ, null, null)));
    }

    private void userTopic(UserTopic topic) {
        String subject = "topic " + topic.name();
        Map<String, KafkaFuture<TopicDescription>> descriptions = cluster.admin()
                .describeTopics(List.of(topic.name()), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        try {
            TopicDescription found = cluster.answer(descriptions, topic.name());
            permissions(
                    subject,
                    found.authorizedOperations(),
                    topic.use() == Use.READ ? EnumSet.of(AclOperation.READ) : EnumSet.of(AclOperation.WRITE));
            new TopicPolicyInspection(cluster).add(topic, findings);
        } catch (UnknownTopicOrPartitionException absent) {
            findings.add(new Finding(
                    Weight.FATAL, subject, "does not exist", "create it: tidegauge validate --create makes it"));
        } catch (AuthorizationException forbidden) {
            findings.add(new Finding(
                    Weight.FATAL, subject, "may not be described: " + forbidden.getMessage(), "allow DESCRIBE on it"));
        }
    }

    /** Whether the group has been at work before: it has committed offsets. */
    private boolean group() {
        String group = config.applicationId();
        try {
            Set<AclOperation> allowed = cluster.answer(
                            cluster.admin()
                                    .describeConsumerGroups(
                                            List.of(group),
                                            new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                                    .describedGroups(),
                            group)
                    .authorizedOperations();
            permissions("group " + group, allowed, EnumSet.of(AclOperation.READ));
        } catch (GroupIdNotFoundException notYet) {
            return false;
        } catch (AuthorizationException forbidden) {
            findings.add(forbiddenGroup(group, forbidden));
            return false;
        }
        try {
            return !cluster.committed(group).isEmpty();
        } catch (AuthorizationException forbidden) {
            findings.add(forbiddenGroup(group, forbidden));
            return false;
        }
    }

    private static Finding forbiddenGroup(String group, AuthorizationException forbidden) {
        return new Finding(
                Weight.FATAL,
                "group " + group,
                "may not be used: " + forbidden.getMessage(),
                "allow READ and DESCRIBE on the group and on topics that begin with " + group + "-");
    }

    private void permissions(String subject, @Nullable Set<AclOperation> allowed, Set<AclOperation> needed) {
        if (allowed == null || allowed.contains(AclOperation.ALL)) {
            return;
        }
        String missing = needed.stream()
                .filter(operation -> !allowed.contains(operation))
                .map(AclOperation::name)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            findings.add(new Finding(
                    Weight.FATAL, subject, "we may not " + missing, "allow " + missing + " on it to this principal"));
        }
    }
}
