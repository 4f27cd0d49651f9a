package io.tidegauge.crash;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How long it takes, with the settings nobody has touched, until a killed instance that is started again closes windows:
 * as a static member of its group or not, and with a transaction left open or not. What it tells is exact each time.
 */
@Tag("faults")
class RecoveryTest {

    private static final String SETTINGS = """
            state:
              internal-partitions: 4
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "static {0}, killed {1}")
    @CsvSource({"true, COMMITTED", "true, COMMITTING", "false, COMMITTED", "false, COMMITTING"})
    void aKilledInstanceIsStartedAgain(boolean staticMember, Aim aim) throws Exception {
        String fault = "recovery-" + (staticMember ? "static" : "dynamic") + "-"
                + aim.name().toLowerCase(Locale.ROOT);
        try (FaultRun run = new FaultRun(directory, fault, SETTINGS, staticMember, 1_000)) {
            run.fleet().start(0);
            run.progress(4_000);
            new KillRounds(run, 1).one(aim);
            run.progress(3_000);
            run.finish(fault, 1);
        }
    }
}
