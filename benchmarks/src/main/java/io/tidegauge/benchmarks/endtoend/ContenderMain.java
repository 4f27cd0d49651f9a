package io.tidegauge.benchmarks.endtoend;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegauge.benchmarks.endtoend.Contender.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of one contender, which lives for all rounds, so that all but the first find their code compiled. Each line
 * of its input is the name of a run; it answers with lines of what happens and one with the measurement, and ends with its
 * input.
 */
public final class ContenderMain {

    static final String PROGRESS = "progress ";
    static final String STEADY_BEGINS = "steady begins";
    static final String STEADY_ENDS = "steady ends";
    static final String MEASURED = "measured ";

    private static final List<String> AT_LEAST_ONCE = List.of("kafka: {processing.guarantee: at_least_once}");

    private ContenderMain() {}

    /** Arguments: kind, threads, bootstrap servers, registry, topic, events, values, directory for state, events of the DSL. */
    public static void main(String[] args) throws Exception {
        Kind kind = Kind.valueOf(args[0]);
        int threads = Integer.parseInt(args[1]);
        long events = Long.parseLong(args[5]);
        Path state = Path.of(args[7]);
        Meter meter = new Meter(state, new Teller());
        JsonMapper json = new JsonMapper();
        BufferedReader runs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = runs.readLine(); name != null; name = runs.readLine()) {
            Surroundings surroundings =
                    new Surroundings(args[2], args[3], args[4], events, Long.parseLong(args[6]), state, name);
            Measurement measured;
            try (Run run = run(kind, threads, surroundings, Long.parseLong(args[8]))) {
                measured = meter.measure(run);
            }
            System.gc(); // what this run left is not for the others to bear
            say(MEASURED + json.writeValueAsString(measured));
        }
    }

    private static Run run(Kind kind, int threads, Surroundings surroundings, long dslEvents) throws IOException {
        long events = surroundings.events();
        return switch (kind) {
            case CONSUMER_BYTES -> new ConsumerRun(surroundings, threads, false);
            case CONSUMER_DECODE -> new ConsumerRun(surroundings, threads, true);
            case STREAMS_BYTES -> new DecodingStreamsRun(surroundings, threads, false);
            case STREAMS_DECODE -> new DecodingStreamsRun(surroundings, threads, true);
            case STREAMS_DSL -> new DslRun(surroundings, threads, dslEvents);
            case TIDEGAUGE -> new DetectorRun(DetectorSettings.of(surroundings, threads, List.of()), events);
            case TIDEGAUGE_ALOS -> new DetectorRun(DetectorSettings.of(surroundings, threads, AT_LEAST_ONCE), events);
            case TIDEGAUGE_OWN_DECODER ->
                new EmbeddedRun(DetectorSettings.of(surroundings, threads, List.of()), events);
        };
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static final class Teller implements Meter.Witness {
        @Override
        public void progress(long events, long of) {
            say(PROGRESS + events + " " + of);
        }

        @Override
        public void steadyBegins() {
            say(STEADY_BEGINS);
        }

        @Override
        public void steadyEnds() {
            say(STEADY_ENDS);
        }
    }
}
