package io.tidegauge.cli;

import io.tidegauge.config.ConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: parses, runs, returns an exit code (0 done, 1 failed while running, 2 bad usage or configuration). */
@Command(
        name = "tidegauge",
        description = "Detects drift of machine-learning models on Kafka, in real time.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "On failure, print the stack trace too.")
    private boolean debug;

    private Main() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs a command with the process's own output streams. */
    public static int execute(String... args) {
        return execute(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
    }

    /** Runs a command that prints to the given writers. */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        builtIn().forEach(line::addSubcommand);
        ServiceLoader.load(CommandProvider.class)
                .forEach(provider -> provider.commands().forEach(line::addSubcommand));
        Converters.register(line);
        int code = line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, given) -> main.refuse(e))
                .setExecutionExceptionHandler((e, command, parsed) -> main.fail(e, command))
                .execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** The subcommands of this jar, in the order of the help. */
    private static List<Object> builtIn() {
        return List.of(
                new RunCommand(),
                new BaselineCommand(),
                new PublishCommand(),
                new CompareCommand(),
                new BacktestCommand(),
                new ScorecardCommand(),
                new AlertsCommand(),
                new ReportsCommand(),
                new TopologyCommand(),
                new ValidateCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    private int refuse(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + message(e) + " (try '" + name + " --help')");
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched
                        && !unmatched.isUnknownOption()
                        && !e.getCommandLine().getSubcommands().isEmpty()
                ? "no command '" + unmatched.getUnmatched().get(0) + "'; there are "
                        + String.join(", ", e.getCommandLine().getSubcommands().keySet())
                : String.valueOf(e.getMessage());
    }

    private int fail(Exception thrown, CommandLine command) {
        // Kafka's clients say that they were not made, and only in the cause why.
        Exception e =
                thrown instanceof KafkaException && thrown.getCause() instanceof KafkaException why ? why : thrown;
        String message = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
        if (debug) {
            thrown.printStackTrace(command.getErr());
        }
        return isUsage(e) ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean isUsage(Exception e) {
        return e instanceof UsageException
                || e instanceof ConfigException
                || e instanceof org.apache.kafka.common.config.ConfigException;
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"tidegauge " + Objects.requireNonNullElse(version, "(unpackaged)")};
        }
    }
}
