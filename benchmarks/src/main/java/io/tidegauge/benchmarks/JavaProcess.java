package io.tidegauge.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of this class path in a process of its own. */
public final class JavaProcess {

    private static final int FIRST_TO_WARN = 24;

    private JavaProcess() {}

    /** Starts it; what it writes to standard error goes to ours. */
    public static Process start(List<String> options, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= FIRST_TO_WARN) {
            // Of what Kafka's compression, RocksDB and DataSketches do.
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().putIfAbsent("TIDEGAUGE_LOG_LEVEL", "WARN");
        return process.start();
    }
}
