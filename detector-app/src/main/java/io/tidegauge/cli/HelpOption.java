package io.tidegauge.cli;

import picocli.CommandLine.Option;

/** {@code --help}, and no {@code --version}: subcommands need that name for the model's. */
public final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;
}
