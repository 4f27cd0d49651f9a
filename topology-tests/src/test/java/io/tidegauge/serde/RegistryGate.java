package io.tidegauge.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands between a client and a registry: passes on, or fails in the ways a registry fails. */
public final class RegistryGate implements AutoCloseable {

    private static final int DRIP_MS = 100;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String registry;
    private final int port;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile int status;
    private volatile String body = "";
    private volatile String authorization = "";
    private volatile boolean stalls;
    private volatile boolean once;
    private volatile boolean drips;
    private volatile Duration delay = Duration.ZERO;
    private volatile Map<String, String> headers = Map.of();
    private HttpServer server;

    public RegistryGate(String registry) {
        this.registry = registry;
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Requests since the start, as {@code GET /schemas/ids/1}, without a query. */
    public List<String> requests() {
        return requests;
    }

    /** Passes everything on again. */
    public void open() {
        held.countDown();
        stalls = false;
        drips = false;
        delay = Duration.ZERO;
        headers = Map.of();
        status = 0;
        if (server == null) {
            server = listen(port);
        }
    }

    /** Refuses connections. */
    public void refuse() {
        server.stop(0);
        server = null;
    }

    /** Answers with a status and nothing else that a registry would say. */
    public void answer(int failure) {
        answer(failure, "{\"error_code\": " + failure + ", \"message\": \"by the gate\"}");
    }

    public void answer(int failure, String text) {
        body = text;
        status = failure;
    }

    /** Answers the next request with a status, and passes on what comes after it. */
    public void answerOnce(int failure) {
        once = true;
        answer(failure);
    }

    /** Accepts requests and does not answer. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Begins an answer and does not end it. */
    public void stall() {
        stalls = true;
        held = new CountDownLatch(1);
    }

    /** Begins an answer and gives a byte of it now and then, without an end. */
    public void drip() {
        drips = true;
        stall();
    }

    /** Answers with a status and one header more. */
    public void answer(int failure, String header, String value) {
        headers = Map.of(header, value);
        answer(failure);
    }

    /** Takes its time for every answer. */
    public void slow(Duration each) {
        delay = each;
    }

    /** Lets in only who sends this Authorization header. */
    public void require(String header) {
        authorization = header;
    }

    @Override
    public void close() {
        open();
        server.stop(0);
        workers.shutdownNow();
    }

    private HttpServer listen(int on) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
            listening.setExecutor(workers);
            listening.createContext("/", this::handle);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (stalls) {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            if (held.getCount() > 0) {
                while (!held.await(DRIP_MS, TimeUnit.MILLISECONDS)) {
                    if (drips) {
                        exchange.getResponseBody().write(' ');
                        exchange.getResponseBody().flush();
                    }
                }
                return; // who asked has given up long ago
            }
            new CountDownLatch(1).await(delay.toMillis(), TimeUnit.MILLISECONDS);
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (!authorization.isEmpty() && !authorization.equals(given)) {
                reply(exchange, 401, "{\"error_code\": 401, \"message\": \"Unauthorized\"}");
            } else if (status != 0) {
                int failure = status;
                status = once ? 0 : failure;
                reply(exchange, failure, body);
            } else {
                HttpResponse<String> response = pass(exchange, sent);
                reply(exchange, response.statusCode(), response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> pass(HttpExchange exchange, byte[] sent) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(registry + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(sent));
        if (sent.length > 0) {
            request.header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
