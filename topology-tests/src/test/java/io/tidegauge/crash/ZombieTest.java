package io.tidegauge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.cluster.BrokerGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An instance stands still for longer than its session lasts, others take its tasks, and then it goes on as if nothing
 * had been: with rows counted, sent, or about to be committed that others have counted since.
 */
@Tag("faults")
class ZombieTest {

    private static final String SETTINGS = """
            state:
              internal-partitions: 4
            kafka:
              consumer.session.timeout.ms: 6000
              consumer.heartbeat.interval.ms: 1000
            """;

    /** Longer than a transaction may stay open, the broker's look for such included. */
    private static final long TRANSACTION_IS_GIVEN_UP_MS = 27_000;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "static {0}")
    @ValueSource(booleans = {false, true})
    void aFrozenInstanceThatGoesOnCountsNothingTwice(boolean staticMembers) throws Exception {
        String fault = staticMembers ? "zombie-static" : "zombie-dynamic";
        try (FaultRun run = new FaultRun(directory, fault, SETTINGS, staticMembers, 1_000)) {
            run.fleet().startAll(3);
            run.progress(2_000);
            anyMoment(run, 0);
            anyMoment(run, 1);
            for (Aim aim : List.of(Aim.DRAINING, Aim.DRAINED, Aim.OFFSETS_TOLD, Aim.COMMITTING, Aim.COMMITTED)) {
                inTheStep(run, aim, 0);
            }
            inTheStep(run, Aim.COMMITTING, TRANSACTION_IS_GIVEN_UP_MS);
            inTheStep(run, Aim.OFFSETS_TOLD, TRANSACTION_IS_GIVEN_UP_MS);
            run.finish(fault, 9);
        }
    }

    @ParameterizedTest(name = "static {0}")
    @ValueSource(booleans = {false, true})
    void anInstanceFrozenForLessThanItsSessionGoesOn(boolean staticMembers) throws Exception {
        String fault = staticMembers ? "freeze-static" : "freeze-dynamic";
        try (FaultRun run = new FaultRun(directory, fault, SETTINGS, staticMembers, 1_000)) {
            run.fleet().startAll(3);
            run.progress(2_000);
            for (int round = 0; round < 6; round++) {
                ChildDetector child = run.fleet().get(round % 3);
                run.disturbed();
                child.freeze();
                FaultRun.pause(500 + run.random().nextInt(3_000));
                child.thaw();
                run.progress(1_000, 0, 1, 2);
            }
            run.finish(fault, 6);
        }
    }

    private static void anyMoment(FaultRun run, int number) throws Exception {
        run.disturbed();
        run.fleet().get(number).freeze();
        run.awaitMember(number, false);
        run.progress(1_000);
        run.fleet().get(number).thaw();
        comesBackOrStops(run, number);
    }

    /** What it has asked, or the answer to it, is on its way for as long as it stands still, and then arrives. */
    private static void inTheStep(FaultRun run, Aim aim, long longerMs) throws Exception {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BrokerGate.Trap trap = run.gate()
                .set(
                        request -> Fleet.instanceOf(request.client()).isPresent() && aim.which.test(request),
                        1 + run.random().nextInt(6),
                        aim.side,
                        request -> {
                            run.disturbed();
                            int number = Fleet.instanceOf(request.client()).orElseThrow();
                            try {
                                run.fleet().get(number).freeze();
                                frozen.countDown();
                                goOn.await();
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                            return true;
                        });
        assertThat(frozen.await(60, TimeUnit.SECONDS)).as("step " + aim).isTrue();
        int number = Fleet.instanceOf(trap.caught().client()).orElseThrow();
        run.awaitMember(number, false);
        FaultRun.pause(longerMs);
        goOn.countDown();
        run.fleet().get(number).thaw();
        System.out.println("frozen " + trap.caught() + " " + aim + ", " + longerMs + " ms longer than its session");
        comesBackOrStops(run, number);
    }

    private static void comesBackOrStops(FaultRun run, int number) throws Exception {
        ChildDetector zombie = run.fleet().get(number);
        Awaitility.await("return or end of instance " + number)
                .atMost(Duration.ofSeconds(60))
                .until(() -> !zombie.alive() || run.isMember(number));
        if (zombie.alive()) {
            System.out.println("instance " + number + " has come back");
        } else {
            assertThat(zombie.awaitEnd(Duration.ZERO)).as("exit code").isEqualTo(1);
            assertThat(zombie.lines()).as("its last words").anyMatch(line -> line.contains("action=shut-down"));
            System.out.println("instance " + number + " has stopped:");
            zombie.lines().stream()
                    .filter(line -> line.contains("action=shut-down") || line.contains("Exception"))
                    .forEach(System.out::println);
            run.fleet().start(number);
        }
        run.progress(1_000, 0, 1, 2);
    }
}
