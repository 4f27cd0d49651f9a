package io.tidegauge.cli;

import io.tidegauge.baseline.BaselineFile;
import io.tidegauge.baseline.BaselineSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a baseline from a file. */
@Command(name = "publish", description = "Publishes a baseline that 'baseline create -o' wrote.")
final class BaselinePublish implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Parameters(paramLabel = "FILE", description = "The baseline file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file)) {
            throw new UsageException(file + ": no such file, or not readable");
        }
        BaselineSet set = BaselineFile.read(file);
        new BaselineTopic(connection.connection(), spec.commandLine().getErr()).publish(set);
        spec.commandLine().getOut().println(new BaselineText(set).line());
        return 0;
    }
}
