package io.tidegauge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.config.DetectorConfig;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class UserTopicsTest {

    @Test
    void policiesAreThoseOfTheDesign() {
        DetectorConfig config = DetectorConfig.minimal("localhost:1", "http://localhost:1", "app");
        Map<String, NewTopic> topics = UserTopics.of(config).stream()
                .map(topic -> topic.toNewTopic(Optional.of(4), Optional.empty()))
                .collect(Collectors.toMap(NewTopic::name, Function.identity()));

        assertThat(topics).hasSize(5);
        assertThat(topics.get("inference-events").configs()).isEmpty();
        assertThat(topics.get("inference-events").numPartitions()).isEqualTo(4);
        assertThat(topics.get("drift-baselines").configs()).isEqualTo(Map.of("cleanup.policy", "compact"));
        assertThat(topics.get("drift-reports").configs())
                .isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "2592000000"));
        assertThat(topics.get("drift-alerts").configs())
                .isEqualTo(Map.of("cleanup.policy", "compact,delete", "retention.ms", "7776000000"));
        assertThat(topics.get("app-dead-letters").configs())
                .isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "1209600000"));
    }
}
