package io.tidegauge.cluster;

import io.tidegauge.demo.BrokerNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/**
 * Brokers in processes of their own, each a controller too. Three replicate every topic three times and take a write
 * when two have it, so that one may be away.
 */
public final class BrokerFleet implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final List<BrokerProcess> brokers = new ArrayList<>();
    private final String bootstrapServers;
    private final Admin admin;

    private BrokerFleet(List<BrokerNode> nodes) throws IOException {
        bootstrapServers =
                nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
        for (BrokerNode node : nodes) {
            brokers.add(BrokerProcess.start(node));
        }
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /**
     * Starts so many and waits until all work.
     *
     * @param directory where their data and logs go
     * @param settings of every broker, over those of the demo's
     */
    public static BrokerFleet start(int count, Path directory, Map<String, String> settings) throws IOException {
        List<Integer> ports = freePorts(2 * count);
        TreeMap<Integer, Integer> controllers = new TreeMap<>();
        for (int id = 1; id <= count; id++) {
            controllers.put(id, ports.get(count + id - 1));
        }
        String clusterId = Uuid.randomUuid().toString();
        List<BrokerNode> nodes = controllers.keySet().stream()
                .map(id -> new BrokerNode(
                        id, ports.get(id - 1), controllers, clusterId, directory.resolve("broker-" + id), settings))
                .toList();
        BrokerFleet fleet = new BrokerFleet(nodes);
        try {
            fleet.awaitWhole();
            return fleet;
        } catch (RuntimeException | AssertionError failed) {
            fleet.close();
            throw failed;
        }
    }

    /** Different ports nobody listens on, held together while they are chosen. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public List<BrokerProcess> brokers() {
        return brokers;
    }

    public BrokerProcess broker(int id) {
        return brokers.get(id - 1);
    }

    /** The broker whose controller leads the quorum. */
    public int controller() throws Exception {
        return admin.describeMetadataQuorum()
                .quorumInfo()
                .get(60, TimeUnit.SECONDS)
                .leaderId();
    }

    /** The broker that coordinates the group. */
    public int groupCoordinator(String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get(60, TimeUnit.SECONDS)
                .coordinator()
                .id();
    }

    /** A broker that coordinates transactions whose id begins so. */
    public int transactionCoordinator(String prefix) throws Exception {
        String known = admin.listTransactions().all().get(60, TimeUnit.SECONDS).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no transaction of " + prefix));
        return admin.describeTransactions(List.of(known))
                .description(known)
                .get(60, TimeUnit.SECONDS)
                .coordinatorId();
    }

    /** Waits until every broker is in the cluster and every replica of every partition in sync. */
    public void awaitWhole() {
        Awaitility.await("all brokers and replicas of " + bootstrapServers)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(this::whole);
    }

    private boolean whole() throws InterruptedException {
        brokers.forEach(BrokerProcess::requireAlive);
        try {
            if (admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size() < brokers.size()) {
                return false;
            }
            Set<String> topics = new HashSet<>(admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get(10, TimeUnit.SECONDS));
            return admin.describeTopics(topics).allTopicNames().get(10, TimeUnit.SECONDS).values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException | java.util.concurrent.TimeoutException notYet) {
            return false;
        }
    }

    /** Ends all of them, as they are. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
        brokers.forEach(broker -> {
            try {
                broker.kill();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
