package io.tidegauge.demo;

import io.tidegauge.cli.HelpOption;
import io.tidegauge.cli.UsageException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The demo, and its parts for trying one's own programs. */
@Command(
        name = "demo",
        description = "Shows drift being detected, on a broker and a registry inside this process.",
        footer = {
            "",
            "Without a mode it plays the story and then goes on in real time until Ctrl-C.",
            "Exit code of --once: 0 when each fault was alerted under its kind and nothing else was, otherwise 1."
        })
final class DemoCommand implements Callable<Integer> {

    private static final int USUAL_KAFKA_PORT = 9092;
    private static final int USUAL_REGISTRY_PORT = 8081;
    private static final int LARGEST_PORT = 65_535;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--once", description = "Play the story, judge what the detector said of it, and end.")
    private boolean once;

    @Option(
            names = "--services",
            description = "Start the broker (with the topics) and the registry alone, until Ctrl-C.")
    private boolean services;

    @Option(
            names = "--generate",
            description = "Publish the story to a cluster of your own, until Ctrl-C; needs --bootstrap-servers and"
                    + " --registry, and the topics.")
    private boolean generate;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "The cluster of --generate.")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry of --generate.")
    private @Nullable String registry;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Where the embedded broker listens; 0 for a free port, which is the default but for"
                    + " --services: " + USUAL_KAFKA_PORT + ".")
    private @Nullable Integer kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            description = "Where the embedded registry listens; 0 for a free port, which is the default but for"
                    + " --services: " + USUAL_REGISTRY_PORT + ".")
    private @Nullable Integer registryPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where the detector's endpoints listen; 0, the default, for a free port.")
    private int httpPort;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Decides which listings are drawn; ${DEFAULT-VALUE} by default.")
    private long seed;

    @Override
    public Integer call() throws InterruptedException {
        if (Stream.of(once, services, generate).filter(mode -> mode).count() > 1) {
            throw new UsageException("give one of --once, --services and --generate");
        }
        requirePort("--kafka-port", or(kafkaPort, 0));
        requirePort("--registry-port", or(registryPort, 0));
        requirePort("--http-port", httpPort);
        DemoLogs.quiet();
        PrintWriter out = spec.commandLine().getOut();
        if (services) {
            new DemoServices(out).run(or(kafkaPort, USUAL_KAFKA_PORT), or(registryPort, USUAL_REGISTRY_PORT));
            return 0;
        }
        if (generate) {
            generate(out);
            return 0;
        }
        boolean passed = new EmbeddedDemo(seed, StoryPlay.WINDOW_PASSES_IN, out)
                .play(new Ports(or(kafkaPort, 0), or(registryPort, 0), httpPort), once);
        return passed || !once ? 0 : 1;
    }

    private void generate(PrintWriter out) throws InterruptedException {
        if (bootstrapServers == null || registry == null) {
            throw new UsageException("--generate needs --bootstrap-servers HOST:PORT and --registry URL");
        }
        new Generator(seed, out).run(bootstrapServers, registry);
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > LARGEST_PORT) {
            throw new UsageException(option + " must be from 0 to " + LARGEST_PORT + ", was " + port);
        }
    }

    private static int or(@Nullable Integer given, int usual) {
        return given == null ? usual : given;
    }
}
