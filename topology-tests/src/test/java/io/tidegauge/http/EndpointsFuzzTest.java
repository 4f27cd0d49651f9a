package io.tidegauge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidegauge.config.HttpSettings;
import io.tidegauge.fuzz.Fuzz;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The endpoints by raw bytes over a socket, and clients that never come to an end. */
class EndpointsFuzzTest {

    private static final int SLOW_CLIENTS = 60;

    private Endpoints endpoints;

    @BeforeEach
    void open() throws IOException {
        endpoints = Endpoints.open(new HttpSettings("127.0.0.1", 0), () -> "up 1\n", new HealthProbe() {
            @Override
            public Health live() {
                return Health.well("alive");
            }

            @Override
            public Health ready() {
                return Health.ill("not yet");
            }
        });
    }

    @AfterEach
    void close() {
        endpoints.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoints.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** What is answered when the client then says that it has no more to say. */
    private String answer(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketTimeoutException endless) {
                throw new AssertionError("no answer and no end within 30 s", endless);
            } catch (IOException reset) {
                return ""; // the server may close before it has read everything
            }
        }
    }

    /** The server said no, or nothing. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String status) {
            super(status);
        }
    }

    private static byte[] get(String path, String... headers) {
        return ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + String.join("", headers) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void requests() {
        List<byte[]> valid = Stream.of(
                        "/metrics",
                        "/health/live",
                        "/health/ready?verbose=1&x=%41",
                        "/metrics?x=" + "y".repeat(500),
                        "/health/%6Cive")
                .map(path -> get(path, "Accept: text/plain\r\n"))
                .toList();
        List<byte[]> all = new ArrayList<>(valid);
        all.add(get("/metrics", "Content-Length: 3\r\n"));
        all.add("GET /metrics HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));
        all.add("HEAD /health/live HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        Fuzz.of("http", all, RefusedException.class)
                .allowing(2_000)
                .also(List.of(
                        get("/%zz"),
                        get("/%"),
                        get("/%00"),
                        get("/" + "../".repeat(1_000)),
                        get("/" + "a".repeat(100_000)),
                        get("/metrics", ("X: " + "y".repeat(1_000) + "\r\n").repeat(150)),
                        get("/metrics", "X: y\r\n".repeat(5_000)),
                        get("/metrics", "Content-Length: -1\r\n"),
                        get("/metrics", "Content-Length: 99999999999999999999\r\n"),
                        get("http://[::1/metrics"),
                        get("*"),
                        get("/health%2Flive"),
                        get("/api/v1/models/a%20b"),
                        get("/metrics#x"),
                        "GET".getBytes(StandardCharsets.ISO_8859_1),
                        new byte[0]))
                .run(2_500, bytes -> {
                    String answer = answer(bytes);
                    String status = answer.isEmpty() ? "" : answer.substring(0, Math.min(12, answer.length()));
                    assertThat(status).matches("(HTTP/1\\.[01] (100|200|400|404|405|413|414|431|501|503))?");
                    if (!status.endsWith("200") && !status.endsWith("503")) {
                        throw new RefusedException(status);
                    }
                });
        assertAnswers("after all of them");
    }

    /** Nobody may keep the probes of the orchestrator from being answered by being slow. */
    @Test
    @Timeout(60)
    void clientsThatDoNotFinishHoldNobodyUp() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                Socket socket = connect();
                slow.add(socket);
                String begun = i % 3 == 0 ? "" : i % 3 == 1 ? "GET /met" : "GET /metrics HTTP/1.1\r\nHost: x\r\nX: ";
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
            assertAnswers("while " + SLOW_CLIENTS + " clients do not finish");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    @Timeout(60)
    void aClientThatNeverFinishesIsCutOff() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().readAllBytes())
                    .as("closed without an answer")
                    .hasSizeLessThan(300);
        }
    }

    @Test
    @Timeout(60)
    void aRequestWithoutEndIsNotKept() throws IOException {
        byte[] much = new byte[1 << 16];
        Arrays.fill(much, (byte) 'a');
        for (String beginning : List.of("GET /", "GET / HTTP/1.1\r\nX: ", "GET / HTTP/1.1\r\n")) {
            long before = allocatedByServer();
            long sent = 0;
            try (Socket socket = connect()) {
                OutputStream out = socket.getOutputStream();
                out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
                for (; sent < 64 << 20; sent += much.length) {
                    out.write(much);
                }
            } catch (IOException cutOff) {
                assertThat(sent).isLessThan(64 << 20);
            }
            assertThat(allocatedByServer() - before)
                    .as("allocated for '%s' and %s bytes", beginning.strip(), sent)
                    .isLessThan(32 << 20);
            assertAnswers("after " + beginning);
        }
    }

    private static long allocatedByServer() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith("http-") || thread.getName().startsWith("HTTP-"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }

    private void assertAnswers(String when) {
        long before = System.nanoTime();
        try {
            assertThat(answer(get("/health/live"))).as(when).startsWith("HTTP/1.1 200");
        } catch (IOException failed) {
            throw new AssertionError(when, failed);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).as(when).isLessThan(Duration.ofSeconds(3));
    }
}
