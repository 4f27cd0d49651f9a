package io.tidegauge.cli;

import java.util.List;

/** Subcommands from another jar, found by {@link java.util.ServiceLoader}. */
public interface CommandProvider {

    /** Fresh objects annotated with picocli's {@code @Command}; each becomes a subcommand of {@code tidegauge}. */
    List<Object> commands();
}
