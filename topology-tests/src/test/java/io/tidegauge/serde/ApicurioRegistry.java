package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real registry server as a process of its own, in memory, on a free loopback port. */
final class ApicurioRegistry implements AutoCloseable {

    private final Process process;
    private final String url;

    ApicurioRegistry() {
        Path home = Path.of(System.getProperty("apicurio.home"));
        int port = freePort();
        url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dquarkus.http.port=" + port,
                            "-jar",
                            runner(home).toString())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(new File(home.toFile(), "registry.log"))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    String url() {
        return url;
    }

    private void awaitReady() {
        RegistryCalls calls = new RegistryCalls(url);
        try {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        assertThat(process.isAlive())
                                .as("the registry's process, see registry.log")
                                .isTrue();
                        return answers(calls);
                    });
            assertThat(calls.send("PUT", "/config", "{\"compatibility\": \"BACKWARD\"}")
                            .status())
                    .isEqualTo(200);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static boolean answers(RegistryCalls calls) {
        try {
            return calls.get("/subjects").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Path runner(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
