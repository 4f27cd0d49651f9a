package io.tidegauge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.config.DetectorConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPropertiesTest {

    private static final DetectorConfig PLAIN = DetectorConfig.minimal("host:1", "http://r", "app");
    private static final DetectorConfig CONFIG = new DetectorConfig(
            PLAIN.bootstrapServers(),
            PLAIN.applicationId(),
            PLAIN.topics(),
            PLAIN.registry(),
            PLAIN.windows(),
            PLAIN.models(),
            PLAIN.timing(),
            PLAIN.limits(),
            PLAIN.decision(),
            PLAIN.state(),
            PLAIN.http(),
            Map.of(
                    "security.protocol", "SSL",
                    "admin.request.timeout.ms", "7",
                    "consumer.group.instance.id", "pod-1",
                    "consumer.isolation.level", "read_uncommitted",
                    "main.consumer.fetch.min.bytes", "9",
                    "producer.linger.ms", "3"));

    @Test
    void eachClientGetsWhatIsForAllAndWhatIsItsOwn() {
        assertThat(ClientProperties.admin(CONFIG))
                .isEqualTo(Map.of(
                        "bootstrap.servers", "host:1",
                        "client.id", "app-admin",
                        "security.protocol", "SSL",
                        "request.timeout.ms", "7"));
        assertThat(ClientProperties.producer(CONFIG))
                .isEqualTo(Map.of(
                        "bootstrap.servers", "host:1",
                        "client.id", "app-producer",
                        "security.protocol", "SSL",
                        "linger.ms", "3"));
    }

    @Test
    void anAdministrationClientGivesAHungBrokerUpSoonerThanKafkasOwnWould() {
        assertThat(ClientProperties.admin(PLAIN))
                .containsEntry("request.timeout.ms", 10_000)
                .containsEntry("default.api.timeout.ms", 15_000);
    }

    @Test
    void aReaderTakesNoPartInTheGroupAndSeesCommittedRecordsOnly() {
        assertThat(ClientProperties.reader(CONFIG))
                .doesNotContainKeys("group.id", "group.instance.id", "fetch.min.bytes")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("enable.auto.commit", false);
    }
}
