package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final TopicPartition PARTITION = new TopicPartition("tide", 0);

    @Test
    void givesBackWhatItTookInATransaction() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            createTopic(broker);
            send(broker, "high water");

            assertThat(read(broker)).isEqualTo("high water");
        }
    }

    @Test
    void keepsItsDataInAGivenDirectoryOverARestartOnTheSamePort(@TempDir Path directory) throws Exception {
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, directory)) {
            createTopic(broker);
            send(broker, "low water");
            port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        }

        try (EmbeddedBroker again = EmbeddedBroker.start(port, directory)) {
            assertThat(again.bootstrapServers()).endsWith(":" + port);
            assertThat(read(again)).isEqualTo("low water");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(taken.getLocalPort()))
                    .hasMessage("the embedded broker cannot listen on port " + taken.getLocalPort());
        }
    }

    @Test
    void severalRunBesideOneAnotherAndEndOnTheirOwn() throws Exception {
        try (EmbeddedBroker stays = EmbeddedBroker.start(0)) {
            createTopic(stays);
            try (EmbeddedBroker goes = EmbeddedBroker.start(0)) {
                createTopic(goes);
                send(goes, "ebb");
                send(stays, "flood");
                assertThat(read(goes)).isEqualTo("ebb");
            }
            send(stays, "slack water");
            assertThat(read(stays)).isEqualTo("flood");
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(EmbeddedBroker broker, String value) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "gauge");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(PARTITION.topic(), value));
            producer.commitTransaction();
        }
    }

    private static String read(EmbeddedBroker broker) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            ConsumerRecord<String, String> record = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> consumer.poll(Duration.ofMillis(200)).records(PARTITION),
                            records -> !records.isEmpty())
                    .get(0);
            return record.value();
        }
    }
}
