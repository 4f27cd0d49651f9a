package io.tidegauge.demo;

import io.tidegauge.cli.CommandProvider;
import java.util.List;

/** Contributes the demo to the command line. */
public final class DemoCommands implements CommandProvider {

    @Override
    public List<Object> commands() {
        return List.of(new DemoCommand());
    }
}
