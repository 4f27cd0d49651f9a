package io.tidegauge.benchmarks;

import io.tidegauge.demo.EmbeddedBroker;
import io.tidegauge.demo.EmbeddedRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
        Process process = JavaProcess.start(List.of("-Xmx1g"), Services.class, List.of());
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

    /** Where clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The address of the registry. */
    public String registryUrl() {
        return registryUrl;
    }

    /** Stops the process, which removes what it wrote. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (IOException gone) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The process itself: prints its two addresses and lives until its input ends or it is stopped. */
    public static void main(String[] args) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(0);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "remove-broker"));
        EmbeddedRegistry registry = new EmbeddedRegistry(0);
        System.out.println(broker.bootstrapServers());
        System.out.println(registry.url());
        System.out.flush();
        while (System.in.read() >= 0) {
            continue;
        }
        System.exit(0);
    }
}
