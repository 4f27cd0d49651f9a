package io.tidegauge.crash;

import io.tidegauge.badinput.RegistryDoor;
import io.tidegauge.cluster.BrokerGate;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.DetectorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * A fleet at work on traffic that is in time, behind a gate, to be disturbed; and what is asked of it at the end: that
 * nothing is lost, nothing told twice, and the same told as where nothing happens.
 */
final class FaultRun implements AutoCloseable {

    /** Windows of 10 s close every 1,000 events; the rest is the caller's. */
    private static final String WINDOWS = """
            windows:
              size: 10s
              advance: 10s
              lateness: 1s
            timing:
              idle-timeout: 2s
              commit-interval: 500ms
            """;

    private static final long SEED = 20_261_122;
    private static final int EVENT_PARTITIONS = 4;
    private static final int LEAST_EVENTS = 30_000;

    private final Path directory;
    private final Path file;
    private final String application;
    private final DetectorConfig config;
    private final BrokerGate gate;
    private final TestCluster cluster;
    private final RegistryDoor door;
    private final Traffic traffic;
    private final Fleet fleet;
    private final long seed;
    private final Random random;
    private final List<Long> disturbedAtMs = new ArrayList<>();

    /**
     * Publishes from now on; no instance runs yet.
     *
     * @param settings beside windows and timing
     * @param eventsPerSecond at least 50
     */
    FaultRun(Path directory, String application, String settings, boolean staticMembers, int eventsPerSecond)
            throws Exception {
        this(directory, application, settings, staticMembers, eventsPerSecond, UnaryOperator.identity());
    }

    /**
     * The same, with something to be said when an instance is started.
     */
    FaultRun(
            Path directory,
            String application,
            String settings,
            boolean staticMembers,
            int eventsPerSecond,
            UnaryOperator<ChildDetector.Launch> launching)
            throws Exception {
        this.directory = directory;
        this.application = application;
        seed = Long.getLong("crash.seed", SEED);
        System.out.println(application + ": crash.seed=" + seed);
        random = new Random(seed);
        gate = BrokerGate.open();
        cluster = TestCluster.behind(gate, directory);
        door = new RegistryDoor(cluster.registryUrl());
        file = cluster.configFile(directory, application, door.url(), WINDOWS + settings);
        config = cluster.prepare(file, EVENT_PARTITIONS);
        traffic = Traffic.inTime(cluster, config.topics().events().get(0), seed, LEAST_EVENTS, eventsPerSecond);
        fleet = new Fleet(file, directory, staticMembers, launching);
        traffic.publishBaselines(cluster, config.topics().baselines());
        traffic.start();
    }

    BrokerGate gate() {
        return gate;
    }

    /** The way from the instances to the registry. */
    RegistryDoor door() {
        return door;
    }

    Fleet fleet() {
        return fleet;
    }

    Random random() {
        return random;
    }

    /** Notes that a disturbance begins now. */
    synchronized void disturbed() {
        disturbedAtMs.add(System.currentTimeMillis());
    }

    /** Waits until the group has committed so many events more; those of the fleet must live that the list names. */
    void progress(int events, Integer... mustLive) throws Exception {
        String topic = config.topics().events().get(0);
        cluster.awaitCommitted(application, topic, cluster.committed(application, topic) + events, () -> {
            for (int number : mustLive) {
                fleet.get(number).requireAlive();
            }
        });
    }

    /** Lets a fault last, or a calm between two: nothing is awaited. */
    static void pause(long millis) throws InterruptedException {
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts this down");
        }
    }

    /** Whether the instance is in the group, as the broker has it. */
    boolean isMember(int number) throws Exception {
        return cluster
                .admin()
                .describeConsumerGroups(List.of(application))
                .describedGroups()
                .get(application)
                .get(30, TimeUnit.SECONDS)
                .members()
                .stream()
                .anyMatch(member -> Fleet.instanceOf(member.clientId()).orElse(-1) == number);
    }

    /** Waits until the instance is in the group, or is in it no more. */
    void awaitMember(int number, boolean is) {
        Awaitility.await("membership of instance " + number + " to be " + is)
                .atMost(Duration.ofSeconds(60))
                .until(() -> isMember(number) == is);
    }

    /** The end offset of a partition, named {@code topic-partition}. */
    long end(String name) throws Exception {
        int dash = name.lastIndexOf('-');
        TopicPartition partition =
                new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
        return cluster.admin()
                .listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get(30, TimeUnit.SECONDS)
                .offset();
    }

    /** Lets all end well, and asks what must be so: every instance that lives goes on to the end, then is stopped. */
    void finish(String fault, int rounds) throws Exception {
        try (Aftermath aftermath = new Aftermath(cluster, config, seed)) {
            traffic.end();
            List<Integer> living = fleet.alive();
            aftermath.await(
                    traffic, () -> living.forEach(number -> fleet.get(number).requireAlive()));
            aftermath.checkAgainstUndisturbed(file, directory, traffic);
            fleet.stopAll();
            aftermath.check(traffic);
            aftermath.print(fault, rounds, List.copyOf(disturbedAtMs));
        }
    }

    @Override
    public void close() {
        fleet.close();
        traffic.close();
        door.close();
        cluster.close();
        gate.close();
    }
}
