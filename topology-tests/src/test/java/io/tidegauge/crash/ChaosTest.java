package io.tidegauge.crash;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For {@code -Dchaos.minutes}, 3 by default, whatever can befall one to three instances befalls them, in an order and at
 * moments drawn from {@code -Dcrash.seed}: what is told in the end is what is told where nothing happens.
 */
@Tag("faults")
class ChaosTest {

    private static final String SETTINGS = """
            state:
              internal-partitions: 4
              threads: 2
              standby-replicas: 1
            kafka:
              consumer.session.timeout.ms: 6000
              consumer.heartbeat.interval.ms: 1000
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "static {0}")
    @ValueSource(booleans = {false, true})
    void whateverBefallsOneToThreeInstancesTheSameIsTold(boolean staticMembers) throws Exception {
        long minutes = Long.getLong("chaos.minutes", 3);
        String fault = staticMembers ? "chaos-static" : "chaos-dynamic";
        try (FaultRun run = new FaultRun(directory, fault, SETTINGS, staticMembers, 1_000)) {
            run.fleet().startAll(2);
            run.progress(2_000);
            Chaos chaos = new Chaos(run, 3);
            int deeds = 0;
            for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes); System.nanoTime() < end; deeds++) {
                chaos.next();
            }
            chaos.quiet();
            run.finish(fault, deeds);
        }
    }
}
