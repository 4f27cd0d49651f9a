package io.tidegauge.benchmarks.endtoend;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegauge.benchmarks.JavaProcess;
import io.tidegauge.benchmarks.Services;
import io.tidegauge.benchmarks.endtoend.EventTopic.Published;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** A contender in a process of its own, which runs it once for each round. All have the same heap and collector. */
final class ContenderProcess implements AutoCloseable {

    /** What each contender's process is started with. */
    static final List<String> OPTIONS = options();

    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final PrintWriter runs;
    private final BufferedReader answers;
    private final Contender contender;

    /**
     * A measurement and what it was measured beside.
     *
     * @param measurement of the contender
     * @param others processors that were kept busy by others during the steady part; empty where the system does not tell
     */
    record Measured(Measurement measurement, OptionalDouble others) {}

    /** Huge pages for all of them where the system gives any, as the launcher asks for them. */
    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of("-Xmx3g", "-XX:+UseG1GC"));
        try {
            String pages = Files.readString(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"));
            if (pages.contains("[madvise]") || pages.contains("[always]")) {
                options.add("-XX:+UseTransparentHugePages");
            }
        } catch (IOException elsewhere) {
            // A system that has no such file has no such pages.
        }
        return List.copyOf(options);
    }

    private ContenderProcess(Process process, Contender contender) {
        this.process = process;
        this.contender = contender;
        this.runs = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the process; it waits for its first run.
     *
     * @param state a directory that it may keep state in
     * @param dslEvents events that the DSL's topology reads at the most
     * @param more options for its JVM
     */
    static ContenderProcess start(
            Contender contender, Services services, Published topic, Path state, long dslEvents, List<String> more)
            throws IOException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(more);
        List<String> arguments = List.of(
                contender.kind().name(),
                Integer.toString(contender.threads()),
                services.bootstrapServers(),
                services.registryUrl(),
                topic.spec().topic(),
                Long.toString(topic.spec().events()),
                Long.toString(topic.values()),
                state.resolve(contender.id()).toString(),
                Long.toString(dslEvents));
        return new ContenderProcess(JavaProcess.start(options, ContenderMain.class, arguments), contender);
    }

    /**
     * Runs it once.
     *
     * @param name of the run among all that the broker ever saw
     * @param progress is told how many events have been read, and of how many
     */
    Measured run(String name, Progress progress) throws IOException {
        runs.println(name);
        Load begin = Load.now();
        Load end = begin;
        while (true) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException(contender.title() + " failed, see above");
            } else if (line.equals(ContenderMain.STEADY_BEGINS)) {
                begin = Load.now();
            } else if (line.equals(ContenderMain.STEADY_ENDS)) {
                end = Load.now();
            } else if (line.startsWith(ContenderMain.PROGRESS)) {
                String[] counts =
                        line.substring(ContenderMain.PROGRESS.length()).split(" ");
                progress.at(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
            } else if (line.startsWith(ContenderMain.MEASURED)) {
                String json = line.substring(ContenderMain.MEASURED.length());
                Measurement measurement = Objects.requireNonNull(JSON.readValue(json, Measurement.class));
                return new Measured(measurement, end.othersSince(begin));
            }
        }
    }

    /** Ends the process. */
    @Override
    public void close() {
        runs.close();
        process.destroy();
    }
}
