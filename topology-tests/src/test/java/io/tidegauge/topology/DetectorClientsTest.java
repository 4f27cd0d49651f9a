package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which name an instance's transactions go by is what Kafka Streams' own order of the settings says. */
class DetectorClientsTest {

    @Test
    void theNameIsTheMainConsumersThenAnyConsumersThenAnyClients() {
        Map<String, String> all = Map.of(
                "group.instance.id", "a", "consumer.group.instance.id", "b", "main.consumer.group.instance.id", "c");
        assertThat(DetectorClients.memberName(all)).hasValue("c");
        assertThat(DetectorClients.memberName(Map.of("group.instance.id", "a", "consumer.group.instance.id", "b")))
                .hasValue("b");
        assertThat(DetectorClients.memberName(Map.of("group.instance.id", "a"))).hasValue("a");
    }
}
