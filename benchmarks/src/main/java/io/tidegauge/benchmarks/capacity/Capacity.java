package io.tidegauge.benchmarks.capacity;

import io.tidegauge.benchmarks.Results;
import io.tidegauge.benchmarks.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs the detector, in a process of its own with a bounded heap and bounded RocksDB, on events of many models with many
 * features; lets windows close; kills it; starts it again, and measures how long it takes until it closes a window. Prints
 * how it goes, then a table, and puts an object {@code capacity} into a JSON file.
 */
@Command(name = "capacity", mixinStandardHelpOptions = true, description = "What one instance bears.")
public final class Capacity implements Callable<Integer> {

    @Mixin
    private final Plan plan = new Plan();

    @Option(
            names = "--json",
            defaultValue = "benchmarks/results/latest.json",
            description = "the file whose object 'capacity' is replaced; default ${DEFAULT-VALUE}")
    private Path json = Path.of("latest.json");

    private Capacity() {}

    @Override
    public Integer call() throws Exception {
        plan.check();
        say("%s", plan);
        Path directory = Files.createTempDirectory("tidegauge-capacity");
        Figures figures = new Figures(plan);
        try (Services services = Services.start()) {
            Site site = new Site(services, plan, directory);
            site.prepare();
            try (DetectorProcess detector = new DetectorProcess(site, plan);
                    ClosedWindows closed = new ClosedWindows(site);
                    Traffic traffic = new Traffic(site, plan)) {
                new Course(plan, site, detector, closed, traffic, figures).run();
            }
        } finally {
            Scratch.delete(directory);
        }
        figures.print(System.out);
        Results.put(json, Map.of("capacity", figures.json()));
        return 0;
    }

    /** Tells on standard error how it goes. */
    static void say(String format, Object... values) {
        System.err.printf(Locale.ROOT, format + "%n", values);
    }
}
