package io.tidegauge.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * One node of a small cluster in which every node is broker and controller. Topics have as many replicas as there are
 * nodes unless they are made with fewer, and one node of three may fail without a word being lost or refused.
 *
 * @param id the node's number, from 1
 * @param port where clients connect
 * @param controllers the ports of all nodes' controllers, by number; this node's among them
 * @param clusterId the same for all nodes
 * @param directory where its data is, or will be; its parent must exist
 * @param settings broker settings over those made here
 */
public record BrokerNode(
        int id,
        int port,
        SortedMap<Integer, Integer> controllers,
        String clusterId,
        Path directory,
        Map<String, String> settings) {

    static final String CONTROLLER = "CONTROLLER";
    static final String HOST = "127.0.0.1";

    private static final int INTERNAL_PARTITIONS = 4;

    public BrokerNode {
        if (!controllers.containsKey(id)) {
            throw new IllegalArgumentException("node " + id + " is not among the controllers " + controllers);
        }
        settings = Map.copyOf(settings);
    }

    /** The only node of its cluster. */
    static BrokerNode alone(int port, int controllerPort, Path directory) {
        return new BrokerNode(
                1,
                port,
                new TreeMap<>(Map.of(1, controllerPort)),
                Uuid.randomUuid().toString(),
                directory,
                Map.of());
    }

    /** The broker's configuration. */
    Properties properties() {
        Properties properties = new Properties();
        String controller = CONTROLLER + "://" + HOST + ":" + controllers.get(id);
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(id));
        properties.setProperty(
                "controller.quorum.voters",
                controllers.entrySet().stream()
                        .map(voter -> voter.getKey() + "@" + HOST + ":" + voter.getValue())
                        .collect(Collectors.joining(",")));
        properties.setProperty("listeners", "PLAINTEXT://" + HOST + ":" + port + "," + controller);
        properties.setProperty("controller.listener.names", CONTROLLER);
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
        properties.setProperty("log.dirs", directory.toString());
        properties.setProperty("auto.create.topics.enable", "false");
        replicate(properties);
        smallAndQuick(properties);
        settings.forEach(properties::setProperty);
        return properties;
    }

    private void replicate(Properties properties) {
        String replicas = Integer.toString(controllers.size());
        String inSync = Integer.toString(controllers.size() / 2 + 1);
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.setProperty(topic + ".replication.factor", replicas);
        }
        properties.setProperty("transaction.state.log.min.isr", inSync);
        properties.setProperty("share.coordinator.state.topic.min.isr", inSync);
        properties.setProperty("default.replication.factor", replicas);
        properties.setProperty("min.insync.replicas", inSync);
        properties.setProperty("offsets.topic.num.partitions", Integer.toString(INTERNAL_PARTITIONS));
        properties.setProperty("transaction.state.log.num.partitions", Integer.toString(INTERNAL_PARTITIONS));
    }

    /** A laptop's sizes: no wait for further group members, little memory for the cleaner, a short broker session. */
    private static void smallAndQuick(Properties properties) {
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        properties.setProperty("broker.session.timeout.ms", "3000");
        properties.setProperty("broker.heartbeat.interval.ms", "500");
    }
}
