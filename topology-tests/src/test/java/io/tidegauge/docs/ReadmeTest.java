package io.tidegauge.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidegauge.demo.EmbeddedBroker;
import io.tidegauge.demo.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README says, as processes, in a directory of its own. */
class ReadmeTest {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @Test
    void theFirstCommandShowsDriftBeingDetected() throws Exception {
        assertThat(Readme.read().commands()).startsWith("./tidegauge demo --once", "mvn verify");

        assertThat(tidegauge("demo --once", Map.of()))
                .contains("review_scores_rating", "neighbourhood", "$prediction", "FIRING", "RESOLVED");
    }

    @Test
    void theFiveStepsEndInAlerts() throws Exception {
        Readme readme = Readme.read();
        Files.writeString(
                directory.resolve("tidegauge.yaml"), readme.blocks("yaml").get(0));
        writeRows("training.csv", 2_000, 20);
        writeRows("live.csv", 3_000, 40);
        List<String> steps = readme.commands().stream()
                .filter(line -> line.startsWith("./tidegauge") && line.contains("tidegauge.yaml"))
                .map(line -> line.substring("./tidegauge ".length()))
                .toList();
        assertThat(steps.stream().map(step -> step.split(" ")[0]))
                .containsExactly("validate", "publish", "baseline", "run", "alerts", "reports");
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                EmbeddedRegistry registry = new EmbeddedRegistry(0)) {
            Map<String, String> ports = Map.of(
                    "TIDEGAUGE_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                    "TIDEGAUGE_SCHEMA_REGISTRY", registry.url(),
                    "TIDEGAUGE_HTTP_PORT", "0",
                    "BOOTSTRAP", broker.bootstrapServers(),
                    "REGISTRY", registry.url());
            tidegauge(steps.get(0), ports);
            tidegauge(steps.get(1), ports);
            runJavaSnippet(readme, ports);
            tidegauge(steps.get(2), ports);
            Process run = start(command(steps.get(3)), ports, "run");
            await().atMost(LONGEST)
                    .untilAsserted(
                            () -> assertThat(tidegauge(steps.get(4), ports)).contains("FIRING", "churn/1", "age"));
            assertThat(tidegauge(steps.get(5), ports)).contains("churn/1", "age");
            run.destroy();
            assertThat(run.waitFor(60, TimeUnit.SECONDS))
                    .as("run stops on SIGTERM")
                    .isTrue();
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void thePythonSnippetParses() throws Exception {
        Path snippet = directory.resolve("snippet.py");
        Files.writeString(snippet, Readme.read().blocks("python").get(0));
        assumeTrue(onPath("python3"), "no python3 to check the snippet with");

        assertThat(finish(start(List.of("python3", "-m", "py_compile", snippet.toString()), Map.of(), "python")))
                .isZero();
    }

    @Test
    void everyFileTheReadmeLinksToExists() throws Exception {
        assertThat(Readme.read().localLinks())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Readme.root().resolve(link)).exists());
    }

    /** Compiles the snippet always, and runs it where Confluent's serializer is on the class path. */
    private void runJavaSnippet(Readme readme, Map<String, String> ports) throws Exception {
        Files.writeString(
                directory.resolve("PublishEvents.java"), readme.blocks("java").get(0));
        Files.copy(
                Readme.root().resolve("schemas/src/main/avro/InferenceEvent.avsc"),
                directory.resolve("InferenceEvent.avsc"));
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        List<String> compile = List.of(
                bin.resolve("javac").toString(), "-cp", System.getProperty("java.class.path"), "PublishEvents.java");
        assertThat(finish(start(compile, Map.of(), "javac"))).isZero();
        if (confluentIsHere()) {
            List<String> publish = List.of(
                    bin.resolve("java").toString(),
                    "-cp",
                    "." + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                    "PublishEvents");
            assertThat(finish(start(publish, ports, "snippet")))
                    .as(output("snippet"))
                    .isZero();
        }
    }

    private static boolean confluentIsHere() {
        try {
            Class.forName("io.confluent.kafka.serializers.KafkaAvroSerializer");
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private void writeRows(String file, int rows, double age) throws IOException {
        Random random = new Random(5);
        Instant first = Instant.now().minus(Duration.ofMinutes(10));
        List<String> lines = new ArrayList<>();
        lines.add("time,age,tenure_months,plan,churned");
        for (int i = 0; i < rows; i++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%.2f,%d,%s,%.3f",
                    first.plusMillis(i * 600_000L / rows),
                    age + 10 * random.nextGaussian(),
                    random.nextInt(60),
                    random.nextInt(3) == 0 ? "premium" : "basic",
                    random.nextDouble()));
        }
        Files.write(directory.resolve(file), lines);
    }

    /** Runs a command of the README to its end; it must end well. Returns what it printed. */
    private String tidegauge(String arguments, Map<String, String> environment) throws Exception {
        String name = arguments.split(" ")[0];
        int exit = finish(start(command(arguments), environment, name));
        assertThat(exit).as(() -> arguments + ": " + output(name)).isZero();
        return output(name);
    }

    private static List<String> command(String arguments) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tidegauge.cli.Main");
        return Stream.concat(java.stream(), Stream.of(arguments.split(" "))).toList();
    }

    private Process start(List<String> command, Map<String, String> environment, String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".out").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static int finish(Process process) throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end within " + LONGEST);
        }
        return process.exitValue();
    }

    private String output(String name) {
        try {
            return Files.readString(directory.resolve(name + ".out"));
        } catch (IOException e) {
            return "no output of " + name + ": " + e;
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }
}
