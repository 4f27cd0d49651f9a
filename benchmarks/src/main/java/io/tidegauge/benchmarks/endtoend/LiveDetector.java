package io.tidegauge.benchmarks.endtoend;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegauge.benchmarks.JavaProcess;
import io.tidegauge.benchmarks.Services;
import io.tidegauge.config.DetectorConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A detector in a process of its own that reads what is published while it runs, and says what it has used when asked. */
public final class LiveDetector implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final PrintWriter questions;
    private final BufferedReader answers;

    private LiveDetector(Process process) {
        this.process = process;
        this.questions =
                new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the process; the topics must exist.
     *
     * @param settings lines of configuration over the defaults
     */
    static LiveDetector start(Services services, String topic, String name, Path state, List<String> settings)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                services.bootstrapServers(),
                services.registryUrl(),
                topic,
                state.resolve(name).toString(),
                name));
        arguments.addAll(settings);
        return new LiveDetector(JavaProcess.start(ContenderProcess.OPTIONS, LiveDetector.class, arguments));
    }

    /** What it has used so far. */
    Usage used() throws IOException {
        questions.println("used");
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the detector failed, see above");
        }
        return Objects.requireNonNull(JSON.readValue(answer, Usage.class));
    }

    /** Stops the detector and its process. */
    @Override
    public void close() {
        questions.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }

    /** The process itself: bootstrap servers, registry, topic, directory for state, name, lines of configuration. */
    public static void main(String[] args) throws Exception {
        Surroundings surroundings =
                new Surroundings(args[0], args[1], args[2], Long.MAX_VALUE, Long.MAX_VALUE, Path.of(args[3]), args[4]);
        DetectorConfig config =
                DetectorSettings.of(surroundings, 1, Arrays.asList(args).subList(5, args.length));
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Run run = new DetectorRun(config, Long.MAX_VALUE)) {
            run.start();
            while (questions.readLine() != null) {
                System.out.println(JSON.writeValueAsString(Usage.of(run)));
                System.out.flush();
            }
        }
    }
}
