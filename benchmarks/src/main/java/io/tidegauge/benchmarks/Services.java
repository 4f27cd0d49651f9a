package io.tidegauge.benchmarks;

import io.tidegauge.demo.EmbeddedBroker;
import io.tidegauge.demo.EmbeddedRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A broker and a registry in a process of their own, so that they share neither heap nor collector with what is timed. */
public final class Services implements AutoCloseable {

    private final Process process;
    private final String bootstrapServers;
    private final String registryUrl;

    private Services(Process process, String bootstrapServers, String registryUrl) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
    }

    /** Starts the process and waits until it says where it listens. */
    public static Services start() throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Services.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String bootstrap = out.readLine();
        String registry = out.readLine();
        if (bootstrap == null || registry == null) {
            process.destroyForcibly();
            throw new IOException("the broker's process ended before it was ready");
        }
        return new Services(process, bootstrap, registry);
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    String registryUrl() {
        return registryUrl;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The process itself: prints its two addresses and lives until its input ends or it is stopped. */
    public static void main(String[] args) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                EmbeddedRegistry registry = new EmbeddedRegistry(0)) {
            System.out.println(broker.bootstrapServers());
            System.out.println(registry.url());
            System.out.flush();
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
