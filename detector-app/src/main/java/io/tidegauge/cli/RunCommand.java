package io.tidegauge.cli;

import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Detector;
import io.tidegauge.runtime.StartRefusedException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one instance of the detector until it is told to stop. */
@Command(
        name = "run",
        description = {
            "Runs the detector until it is told to stop (SIGTERM, Ctrl-C), which commits what has been read.",
            "Waits for a broker or a registry that is not there yet."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws InterruptedException {
        DetectorConfig config = ConfigLoader.load(file, System.getenv());
        try (Detector detector = new Detector(config);
                StopOnSignal stop = new StopOnSignal(detector::stop)) {
            detector.run();
        } catch (StartRefusedException refused) {
            throw new UsageException(String.valueOf(refused.getMessage()));
        }
        return 0;
    }
}
