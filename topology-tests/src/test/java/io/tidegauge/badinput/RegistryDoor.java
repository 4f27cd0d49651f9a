package io.tidegauge.badinput;

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

/**
 * The way to a registry, which can be shut and opened again at the same address: what lies behind keeps its schemas, as
 * a real registry does over an outage.
 */
public final class RegistryDoor implements AutoCloseable {

    /** How a registry is away. */
    public enum Outage {
        /** Nothing listens. */
        REFUSED,
        /** It answers, but not with what was asked for. */
        UNAVAILABLE,
        /** Somebody else answers: a gateway that does not know where the registry is. */
        FOREIGN_NOT_FOUND
    }

    private final String registryUrl;
    private final HttpClient http = HttpClient.newHttpClient();
    private InetSocketAddress address;
    private HttpServer server;
    private volatile Outage outage;

    public RegistryDoor(String registryUrl) throws IOException {
        this.registryUrl = registryUrl;
        listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = server.getAddress();
    }

    public String url() {
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    public void shut(Outage how) {
        outage = how;
        if (how == Outage.REFUSED) {
            server.stop(0);
        }
    }

    public void open() throws IOException {
        if (outage == Outage.REFUSED) {
            listen(address);
        }
        outage = null;
    }

    private void listen(InetSocketAddress where) throws IOException {
        server = HttpServer.create(where, 0);
        server.createContext("/", this::pass);
        server.start();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] question = exchange.getRequestBody().readAllBytes();
            Outage now = outage;
            if (now != null) {
                boolean gone = now == Outage.FOREIGN_NOT_FOUND;
                answer(
                        exchange,
                        gone ? 404 : 503,
                        "text/html",
                        "<html>nothing here</html>".getBytes(StandardCharsets.UTF_8));
                return;
            }
            HttpResponse<byte[]> answer = ask(exchange, question);
            answer(
                    exchange,
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse("application/json"),
                    answer.body());
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] question) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registryUrl + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(question));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        try {
            return http.send(
                    (type == null ? request : request.header("Content-Type", type)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
