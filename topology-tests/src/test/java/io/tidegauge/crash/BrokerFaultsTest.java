package io.tidegauge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.cluster.BrokerFleet;
import io.tidegauge.cluster.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that befalls brokers, in rounds: the detector pauses and resumes by itself, and the account is exact. */
@Tag("faults")
class BrokerFaultsTest {

    private static final int ROUNDS = Integer.getInteger("faults.rounds", 2);
    private static final long SEED = Long.getLong("faults.seed", 20_261_122);
    private static final int PER_SECOND = 1_000;

    /** Gives up within seconds what it otherwise waits a quarter of an hour for. */
    private static final String IMPATIENT = """
            kafka:
              producer.max.block.ms: 15000
              producer.delivery.timeout.ms: 35000
              task.timeout.ms: 20000
            """;

    @TempDir
    private Path directory;

    /** A broker that is somebody to the detector. */
    private enum Role {
        CONTROLLER {
            @Override
            int of(BrokerFleet fleet) throws Exception {
                return fleet.controller();
            }
        },
        GROUP_COORDINATOR {
            @Override
            int of(BrokerFleet fleet) throws Exception {
                return fleet.groupCoordinator(BrokerScene.APPLICATION);
            }
        },
        TRANSACTION_COORDINATOR {
            @Override
            int of(BrokerFleet fleet) throws Exception {
                return fleet.transactionCoordinator(BrokerScene.APPLICATION);
            }
        };

        abstract int of(BrokerFleet fleet) throws Exception;
    }

    @Test
    void eachBrokerOfThreeIsKilled() throws Exception {
        try (BrokerScene scene = start("broker-killed", 3, "")) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Role role : Role.values()) {
                    BrokerProcess victim = scene.fleet().broker(role.of(scene.fleet()));
                    victim.kill();
                    scene.awaitRecovery("without broker " + victim.id() + ", " + role);
                    victim.start();
                    scene.fleet().awaitWhole();
                }
            }
            scene.finish();
        }
    }

    @Test
    void eachBrokerOfThreeStandsStillForLongerThanItsSessionAndTransactions() throws Exception {
        try (BrokerScene scene = start("broker-frozen", 3, "")) {
            for (Role role : Role.values()) {
                BrokerProcess victim = scene.fleet().broker(role.of(scene.fleet()));
                victim.freeze();
                scene.awaitRecovery("broker " + victim.id() + " stands still, " + role);
                pass(Duration.ofSeconds(20));
                victim.thaw();
                scene.fleet().awaitWhole();
                scene.awaitRecovery("broker " + victim.id() + " goes on");
            }
            scene.finish();
        }
    }

    @Test
    void brokersAreRestartedOneAfterTheOther() throws Exception {
        try (BrokerScene scene = start("brokers-rolled", 3, "")) {
            for (BrokerProcess broker : scene.fleet().brokers()) {
                broker.terminate();
                scene.awaitRecovery("broker " + broker.id() + " was stopped");
                broker.start();
                scene.fleet().awaitWhole();
            }
            scene.finish();
        }
    }

    @Test
    void twoBrokersOfThreeAreAwaySoThatNothingCanBeWritten() throws Exception {
        try (BrokerScene scene = start("two-brokers-killed", 3, "")) {
            List<BrokerProcess> victims =
                    List.of(scene.fleet().broker(1), scene.fleet().broker(3));
            outage(scene, victims, Duration.ofSeconds(45));
            scene.finish();
        }
    }

    @Test
    void allBrokersAreAwayForLongerThanAProducerUsuallyWaits() throws Exception {
        try (BrokerScene scene = start("all-brokers-killed", 3, "")) {
            outage(scene, scene.fleet().brokers(), Duration.ofSeconds(130));
            scene.finish();
        }
    }

    @Test
    void theOnlyBrokerIsKilledAgainAndAgain() throws Exception {
        Random random = new Random(SEED);
        try (BrokerScene scene = start("only-broker-killed", 1, "")) {
            for (int round = 0; round < 2 * ROUNDS; round++) {
                outage(scene, scene.fleet().brokers(), Duration.ofMillis(random.nextInt(20_000)));
            }
            scene.finish();
        }
    }

    @Test
    void theOnlyBrokerStandsStill() throws Exception {
        try (BrokerScene scene = start("only-broker-frozen", 1, "")) {
            for (int round = 0; round < ROUNDS; round++) {
                BrokerProcess broker = scene.fleet().broker(1);
                broker.freeze();
                pass(Duration.ofSeconds(20));
                broker.thaw();
                scene.awaitRecovery("the broker goes on");
            }
            scene.finish();
        }
    }

    @Test
    void aThreadThatGaveUpIsReplaced() throws Exception {
        try (BrokerScene scene = start("gave-up", 1, IMPATIENT)) {
            outage(scene, scene.fleet().brokers(), Duration.ofSeconds(100));
            assertThat(scene.detector().lines())
                    .as("the log")
                    .anyMatch(line -> line.contains("action=replace-thread reason="));
            scene.finish();
        }
    }

    @Test
    void aStopWhileNoBrokerIsThereIsUncleanAndLosesNothing() throws Exception {
        try (BrokerScene scene = start("stopped-without-broker", 1, "")) {
            BrokerProcess broker = scene.fleet().broker(1);
            broker.kill();
            assertThat(scene.detector().stop()).as("exit code").isEqualTo(1);
            assertThat(scene.detector().lines()).anyMatch(line -> line.contains("action=close clean=false"));
            scene.startDetector();
            scene.detector()
                    .awaitLine(Duration.ofSeconds(60), "the wait for a broker", line -> line.contains("action=wait"));
            broker.start();
            scene.fleet().awaitWhole();
            scene.awaitRecovery("broker and detector are back");
            scene.finish();
        }
    }

    private BrokerScene start(String fault, int brokers, String settings) throws Exception {
        return BrokerScene.start(fault, brokers, directory, SEED, PER_SECOND, settings);
    }

    private static void outage(BrokerScene scene, List<BrokerProcess> victims, Duration length) throws Exception {
        for (BrokerProcess victim : victims) {
            victim.kill();
        }
        pass(length);
        for (BrokerProcess victim : victims) {
            victim.start();
        }
        scene.fleet().awaitWhole();
        scene.awaitRecovery(victims.size() + " brokers are back after " + length.toSeconds() + " s");
    }

    /** Lets the fault last: nothing is awaited but time. */
    private static void pass(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        Awaitility.await().atMost(length.plusSeconds(5)).until(() -> System.nanoTime() - until >= 0);
    }
}
