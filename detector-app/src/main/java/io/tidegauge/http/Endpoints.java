package io.tidegauge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegauge.config.HttpSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of an instance: {@code /metrics} in Prometheus text, {@code /health/live} and {@code /health/ready}
 * as JSON with the reason, 200 for yes and 503 for no.
 */
public final class Endpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);
    private static final String JSON = "application/json; charset=utf-8";

    /** Prometheus' text exposition format. */
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What is sent back. */
    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, Supplier<Answer>> routes = new LinkedHashMap<>();

    private Endpoints(HttpServer server, Supplier<String> metrics, HealthProbe health) {
        this.server = server;
        routes.put("/metrics", () -> new Answer(200, PROMETHEUS, metrics.get()));
        routes.put("/health/live", () -> answer(health.live()));
        routes.put("/health/ready", () -> answer(health.ready()));
        threads = pool();
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Binds and serves.
     *
     * @param settings where; the port must not be -1
     * @param metrics the text of {@code /metrics}, asked for at every scrape
     * @throws IOException when the address cannot be bound
     */
    public static Endpoints open(HttpSettings settings, Supplier<String> metrics, HealthProbe health)
            throws IOException {
        if (settings.port() < 0) {
            throw new IllegalArgumentException("http.port is -1: no endpoints are wanted");
        }
        InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
        if (address.isUnresolved()) {
            throw new IOException("http.host '" + settings.host() + "' is no address of this machine");
        }
        ClientLimits.apply();
        try {
            return new Endpoints(HttpServer.create(address, 0), metrics, health);
        } catch (IOException taken) {
            throw new IOException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + ": " + taken.getMessage(), taken);
        }
    }

    /** As many threads as there may be connections, so that a slow client is never waited for by another one. */
    private static ExecutorService pool() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                ClientLimits.MAX_CONNECTIONS,
                ClientLimits.MAX_CONNECTIONS,
                IDLE_THREAD.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The port that is listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops at once; requests on their way are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (answer.status() == 405) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        Supplier<Answer> route = routes.get(path);
        if (route == null) {
            return error(404, "nothing at " + path + "; there are " + String.join(", ", routes.keySet()));
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return error(405, path + " answers GET and HEAD, not " + method);
        }
        try {
            return route.get();
        } catch (RuntimeException failed) {
            LOG.error("action=answer path={}", path, failed);
            return error(500, failed.toString());
        }
    }

    private static Answer answer(Health health) {
        return json(health.well() ? 200 : 503, "status", health.well() ? "UP" : "DOWN", "reason", health.reason());
    }

    private static Answer error(int status, String message) {
        return json(status, "status", Integer.toString(status), "error", message);
    }

    private static Answer json(int status, String key1, String value1, String key2, String value2) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(key1, value1);
        fields.put(key2, value2);
        try {
            return new Answer(status, JSON, MAPPER.writeValueAsString(fields) + "\n");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("two strings are always JSON", impossible);
        }
    }
}
