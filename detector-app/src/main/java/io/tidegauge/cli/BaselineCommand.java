package io.tidegauge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about baselines. */
@Command(
        name = "baseline",
        description = "Makes, publishes, shows and withdraws the references that windows are compared with.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BaselineCreate.class,
            BaselinePublish.class,
            BaselineList.class,
            BaselineShow.class,
            BaselineWithdraw.class
        })
final class BaselineCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
