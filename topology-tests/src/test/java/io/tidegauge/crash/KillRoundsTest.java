package io.tidegauge.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Instances are killed, in every step of their work and at moments drawn, and started again: nothing is lost, nothing is
 * told twice, and what is told is what is told of the same records where nobody is killed.
 */
class KillRoundsTest {

    private static final int ROUNDS = 20;

    private static final String SETTINGS = """
            state:
              internal-partitions: 4
              threads: %d
              store: %s
            kafka:
              consumer.session.timeout.ms: 6000
              consumer.heartbeat.interval.ms: 1000
            """;

    @TempDir
    private Path directory;

    /** Short enough for every build: a commit that is never heard, a second kill while tasks move, all at once. */
    @Test
    void threeInstancesAreKilledOneTwoAndAll() throws Exception {
        try (FaultRun run = new FaultRun(directory, "fleet", SETTINGS.formatted(1, "memory"), true, 1_500)) {
            run.fleet().startAll(3);
            run.progress(3_000);
            KillRounds kills = new KillRounds(run, 3);
            kills.one(Aim.COMMITTING);
            kills.two(Aim.COMMITTED);
            kills.all();
            run.finish("kill-3-short", 3);
        }
    }

    @Tag("faults")
    @ParameterizedTest(name = "{0} instances of {1} threads, static {2}, {3}")
    @CsvSource({
        "1, 1, true, memory",
        "1, 2, false, memory",
        "3, 1, true, memory",
        "3, 2, false, memory",
        "3, 1, true, rocksdb"
    })
    void twentyRounds(int instances, int threads, boolean staticMembers, String store) throws Exception {
        String fault = "kill-" + instances + "x" + threads + (staticMembers ? "-static-" : "-dynamic-") + store;
        try (FaultRun run = new FaultRun(directory, fault, SETTINGS.formatted(threads, store), staticMembers, 1_500)) {
            run.fleet().startAll(instances);
            run.progress(2_000);
            KillRounds kills = new KillRounds(run, instances);
            List<Aim> aims = aims(run);
            for (int round = 0; round < ROUNDS; round++) {
                if (instances > 1 && round % 10 == 9) {
                    kills.all();
                } else if (instances > 1 && round % 2 == 1) {
                    kills.two(aims.get(round));
                } else {
                    kills.one(aims.get(round));
                }
                if (run.random().nextInt(3) > 0) {
                    // Long enough for a window of every model; else the next kill finds the fleet as this one left it.
                    run.progress(3_000);
                }
            }
            run.finish(fault, ROUNDS);
        }
    }

    /** Nothing of the application exists yet but its topics; each start gets a little further. */
    @Tag("faults")
    @Test
    void theFirstStartIsKilledInEveryStep() throws Exception {
        try (FaultRun run = new FaultRun(directory, "first-start", SETTINGS.formatted(1, "memory"), true, 500)) {
            KillRounds kills = new KillRounds(run, 1);
            kills.firstStart(Aim.TOPICS_ASKED);
            kills.firstStart(Aim.TOPICS_MADE);
            kills.firstStart(Aim.TOPICS_ASKED);
            kills.firstStart(Aim.TOPICS_MADE);
            List<Aim> steps = List.of(
                    Aim.JOINING,
                    Aim.ASSIGNED,
                    Aim.STARTING,
                    Aim.DRAINING,
                    Aim.DRAINED,
                    Aim.OFFSETS_TOLD,
                    Aim.COMMITTING,
                    Aim.COMMITTED);
            for (Aim step : steps) {
                kills.firstStart(step);
            }
            run.fleet().start(0);
            run.progress(1_000);
            run.finish("kill-first-start", steps.size() + 4);
        }
    }

    /** Each aim equally often, in an order drawn. */
    private static List<Aim> aims(FaultRun run) {
        List<Aim> aims = new ArrayList<>();
        while (aims.size() < ROUNDS) {
            aims.addAll(Aim.AFTER_THE_FIRST_START);
        }
        Collections.shuffle(aims, run.random());
        return aims;
    }
}
