package io.tidegauge.benchmarks;

import io.tidegauge.benchmarks.capacity.Capacity;
import io.tidegauge.benchmarks.endtoend.EndToEndCommand;
import io.tidegauge.benchmarks.micro.MicroCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. */
@Command(
        name = "benchmarks/run",
        description = "Measures what the detector does in a second, beside other ways of reading the same topic.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EndToEndCommand.class, MicroCommand.class, Capacity.class})
public final class Benchmarks implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    private Benchmarks() {}

    public static void main(String[] args) {
        System.exit(line().execute(args));
    }

    private static CommandLine line() {
        return new CommandLine(new Benchmarks()).setExecutionExceptionHandler((e, command, parsed) -> {
            e.printStackTrace(command.getErr());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
