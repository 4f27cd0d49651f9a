package io.tidegauge.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker and its controller inside this JVM, listening on the loopback address only: alone, or a node of a few
 * that were given the same controllers. Not for production: nothing is secured.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final Runnable cleanUp;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, Runnable cleanUp, int port) {
        this.server = server;
        this.cleanUp = cleanUp;
        this.port = port;
    }

    /**
     * Starts a broker with a temporary directory, which is removed on close.
     *
     * @param port the port to listen on, 0 for a free one
     * @throws UncheckedIOException when the port is taken, or the directory cannot be made
     */
    public static EmbeddedBroker start(int port) {
        int brokerPort = freePort(port);
        TemporaryDirectory directory = TemporaryDirectory.create("broker");
        return start(brokerPort, directory.path(), directory::close);
    }

    /**
     * Starts a broker that keeps its data in a directory: a later start on the same directory and port goes on where
     * this one stopped.
     *
     * @param port the port to listen on, 0 for a free one
     * @param directory where the data is, or will be; its parent must exist
     * @throws UncheckedIOException when the port is taken
     */
    public static EmbeddedBroker start(int port, Path directory) {
        return start(freePort(port), directory, () -> {});
    }

    /**
     * Starts a node, whose directory is made ready where it is new, and waits until the cluster has taken it in. Of
     * several nodes, more than half must be starting at the same time or running.
     */
    public static EmbeddedBroker start(BrokerNode node) {
        return start(node, () -> {});
    }

    private static EmbeddedBroker start(int brokerPort, Path directory, Runnable cleanUp) {
        return start(BrokerNode.alone(brokerPort, freePort(0), directory), cleanUp);
    }

    private static EmbeddedBroker start(BrokerNode node, Runnable cleanUp) {
        DemoLogs.quietBroker();
        KafkaConfig config = new KafkaConfig(node.properties());
        if (!Files.exists(node.directory().resolve("meta.properties"))) {
            format(node, config);
        }
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        EmbeddedBroker broker = new EmbeddedBroker(server, cleanUp, node.port());
        try {
            server.startup();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    private static void format(BrokerNode node, KafkaConfig config) {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(node.id())
                .setClusterId(node.clusterId())
                .setControllerListenerName(BrokerNode.CONTROLLER)
                .setMetadataLogDirectory(config.metadataLogDir())
                .addDirectory(config.metadataLogDir());
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare the broker's directory " + config.metadataLogDir(), e);
        }
    }

    /** The port, or a free one for 0. A broker that finds its port taken would say so in a hundred lines of log. */
    private static int freePort(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded broker cannot listen on port " + port, e);
        }
    }

    /** Where clients connect: {@code host:port}. */
    public String bootstrapServers() {
        return BrokerNode.HOST + ":" + port;
    }

    /**
     * Makes topics, each with its number of partitions, and waits until all of them take records. Their names are known
     * a moment earlier, and a producer that is refused in that moment may get its batches out of order, for good.
     *
     * @throws IllegalStateException when one cannot be made
     */
    public void createTopics(Collection<NewTopic> topics) throws InterruptedException {
        createTopics(bootstrapServers(), topics);
    }

    /** The same in a cluster that is reached by other addresses. */
    public static void createTopics(String bootstrapServers, Collection<NewTopic> topics) throws InterruptedException {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot make topics: " + e.getMessage(), e);
        }
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.numPartitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions); // or the answer below is met with a warning for each
            consumer.endOffsets(partitions);
        }
    }

    /** Stops the broker; removes its directory if it was temporary. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        cleanUp.run();
    }
}
