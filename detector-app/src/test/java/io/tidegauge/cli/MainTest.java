package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    private Path directory;

    @Test
    void helpGoesToStandardOutputAndIsNoError() {
        Ran ran = Ran.tidegauge("--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Usage: tidegauge", "baseline", "publish", "compare", "alerts", "reports");
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "publish", "compare", "alerts", "reports"})
    void everyCommandHasHelp(String command) {
        Ran ran = Ran.tidegauge(command, "--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Usage: tidegauge " + command);
    }

    @Test
    void withoutACommandTheUsageIsBad() {
        assertUsage("tidegauge: Missing command (try 'tidegauge --help')");
        assertUsage("tidegauge baseline: Missing command (try 'tidegauge baseline --help')", "baseline");
    }

    @Test
    void anUnknownCommandIsNamedInOneLine() {
        Ran ran = Ran.tidegauge("bananas");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).hasLineCount(1).startsWith("tidegauge: no command 'bananas'; there are run, baseline, ");
        assertThat(Ran.tidegauge("compare", "a", "b", "c").err())
                .hasLineCount(1)
                .contains("'c'");
    }

    @Test
    void whatOnlyTheCauseSaysIsSaid() {
        Ran ran = Ran.tidegauge("alerts", "--bootstrap-servers", "nowhere", "--registry", "http://localhost:1");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).hasLineCount(1).contains("bootstrap.servers", "nowhere");
    }

    @Test
    void aConfigurationFileThatIsNotThereIsNamedInOneLine() {
        Ran ran = Ran.tidegauge(
                "run", "--config", directory.resolve("absent.yaml").toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToIgnoringNewLines(
                        "tidegauge run: " + directory.resolve("absent.yaml") + ": there is no such file");
    }

    @Test
    void aBadOptionValueSaysHowItIsWritten() {
        assertUsage(
                "tidegauge compare: Invalid value for option '--rows-a': '5' is not a range of rows such as 0:8064"
                        + " (try 'tidegauge compare --help')",
                "compare",
                "a",
                "b",
                "--rows-a",
                "5");
        Ran ran = Ran.tidegauge("publish", "a", "--model", "m", "--version", "1", "--rate", "fast");
        assertThat(ran.err()).contains("'fast' is not a rate such as 200/s");
        ran = Ran.tidegauge("publish", "a", "--model", "m", "--version", "1", "--start", "noon");
        assertThat(ran.err()).contains("'noon' is not a time");
    }

    @Test
    void aConfigurationWithProblemsIsBadUsageAndListsThem() throws IOException {
        Path config = Files.writeString(directory.resolve("tidegauge.yaml"), "bananas: 1\nwindows: {size: never}\n");
        Ran ran = Ran.tidegauge("alerts", "--config", config.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("tidegauge.yaml", "bananas", "never");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void theClusterHasToBeGiven() {
        assertUsage(
                "tidegauge reports: give --config FILE, or --bootstrap-servers HOST:PORT and --registry URL",
                "reports",
                "--bootstrap-servers",
                "localhost:1");
    }

    @Test
    void onlyDebugPrintsTheStackTrace() {
        String[] failing = {"compare", "absent.csv", "absent.csv"};
        assertThat(Ran.tidegauge(failing).err()).hasLineCount(1).doesNotContain("\tat ");
        assertThat(Ran.tidegauge("compare", "absent.csv", "absent.csv", "--debug")
                        .err())
                .contains("\tat ");
    }

    private static void assertUsage(String message, String... args) {
        Ran ran = Ran.tidegauge(args);
        assertThat(ran.err()).isEqualToIgnoringNewLines(message);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
    }
}
