package io.tidegauge.cli;

import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.TopologyDrawing;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Describes the Kafka Streams topology: processors, stores and internal topics, by name. Asks no cluster. */
@Command(name = "topology", description = "Describes the Kafka Streams topology; needs no cluster.")
final class TopologyCommand implements Callable<Integer> {

    /** How the topology is shown. */
    enum Style {
        /** As Kafka Streams describes itself. */
        TEXT,
        /** A Mermaid flow chart. */
        MERMAID
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file (default: all defaults).")
    private @Nullable Path file;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: text).")
    @SuppressWarnings("NullAway.Init")
    private Style style;

    @Override
    public Integer call() {
        DetectorConfig config = file == null
                ? DetectorConfig.minimal("localhost:9092", "http://localhost:8081", "tidegauge")
                : ConfigLoader.load(file, System.getenv());
        TopologyDrawing drawing = TopologyDrawing.of(config);
        spec.commandLine().getOut().print(style == Style.TEXT ? drawing.text() : drawing.mermaid());
        return 0;
    }
}
