package io.tidegauge.cli;

import io.tidegauge.baseline.BaselineCatalogue;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the published baselines. */
@Command(
        name = "list",
        description = "Lists the published baselines; those that are not whole are named with what they lack.")
final class BaselineList implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--model", paramLabel = "NAME", description = "Of this model only.")
    private @Nullable String model;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: text).")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Mixin
    private WindowOptions windows = new WindowOptions();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        BaselineCatalogue catalogue = new BaselineTopic(connection.connection(), err).read();
        Table table =
                new Table("MODEL", "VERSION", "ID", "IN FORCE", "ROWS", "FEATURES", "CALIBRATION", "CREATED", "SOURCE");
        Optional<DetectorConfig> config = connection.file();
        for (BaselineSet set : catalogue.sets()) {
            BaselineManifest manifest = set.manifest();
            if (model != null && !model.equals(manifest.model().model())) {
                continue;
            }
            String calibration = windows.review(config, set).calibration();
            if (format == Format.JSON) {
                out.println(new BaselineText(set)
                        .json()
                        .put("calibration", calibration)
                        .line());
                continue;
            }
            table.add(
                    manifest.model().model(),
                    manifest.model().version(),
                    manifest.baselineId(),
                    new BaselineText(set).inForceFrom(),
                    Long.toString(manifest.rows()),
                    Integer.toString(manifest.features().size()),
                    calibration,
                    Instant.ofEpochMilli(manifest.createdMs()).toString(),
                    manifest.source());
        }
        if (format == Format.TEXT) {
            table.print(out);
        }
        catalogue.problems().forEach(problem -> err.println("not in force: " + problem));
        return 0;
    }
}
