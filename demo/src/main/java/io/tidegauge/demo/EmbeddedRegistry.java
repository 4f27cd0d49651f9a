package io.tidegauge.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A schema registry in memory on the loopback address, with the part of Confluent's REST protocol that serializers and
 * people use: subjects, versions, schemas by id, lookup, compatibility. Avro only; forgets everything when closed. Close
 * it, or the JVM does not end.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = new JsonMapper();

    private final SubjectStore store = new SubjectStore();
    private final HttpServer server;
    private final ExecutorService workers;

    /**
     * Starts it.
     *
     * @param port on the loopback address, 0 for a free one
     * @throws UncheckedIOException when the port is taken
     */
    public EmbeddedRegistry(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded registry cannot listen on port " + port, e);
        }
        workers = Executors.newFixedThreadPool(4, work -> {
            Thread thread = new Thread(work, "embedded-registry");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Its address, for {@code schema.registry.url}. */
    public String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            JsonNode answer;
            try {
                answer = answer(exchange);
            } catch (RegistryError e) {
                status = e.status();
                answer = JSON.createObjectNode().put("error_code", e.code()).put("message", e.getMessage());
            }
            byte[] body = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private JsonNode answer(HttpExchange exchange) throws IOException {
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        String room = path.isEmpty() ? "" : path.get(0);
        String asked = exchange.getRequestMethod() + " " + path.size();
        return switch (room) {
            case "subjects" -> subjects(asked, path, exchange);
            case "schemas" -> schemas(path);
            case "config" -> config(asked, path, exchange);
            case "compatibility" -> compatibility(asked, path, exchange);
            case "mode" -> JSON.createObjectNode().put("mode", "READWRITE");
            case "" -> JSON.createObjectNode();
            default -> throw RegistryError.noSuchPath(room);
        };
    }

    private JsonNode subjects(String asked, List<String> path, HttpExchange exchange) throws IOException {
        return switch (asked) {
            case "GET 1" -> JSON.valueToTree(store.subjects());
            case "POST 2" -> described(store.lookup(path.get(1), schema(exchange)));
            case "GET 3" ->
                JSON.valueToTree(store.versions(path.get(1)).stream()
                        .map(SubjectStore.Version::version)
                        .toList());
            case "POST 3" ->
                JSON.createObjectNode()
                        .put("id", store.register(path.get(1), schema(exchange)).id());
            case "GET 4" -> described(store.version(path.get(1), path.get(3)));
            default -> throw RegistryError.noSuchPath(asked + " " + path);
        };
    }

    private JsonNode schemas(List<String> path) {
        if (path.size() == 2 && path.get(1).equals("types")) {
            return JSON.valueToTree(List.of("AVRO"));
        }
        if (path.size() != 3 || !path.get(1).equals("ids")) {
            throw RegistryError.noSuchPath(path.toString());
        }
        return JSON.createObjectNode().put("schema", store.schema(path.get(2)).toString());
    }

    private JsonNode config(String asked, List<String> path, HttpExchange exchange) throws IOException {
        return switch (asked) {
            case "GET 1" ->
                JSON.createObjectNode().put("compatibilityLevel", store.level().name());
            case "GET 2" ->
                JSON.createObjectNode()
                        .put("compatibilityLevel", store.level(path.get(1)).name());
            case "PUT 1", "PUT 2" -> {
                String name = body(exchange).path("compatibility").asText();
                SubjectStore.Level level = level(name);
                if (path.size() == 1) {
                    store.setLevel(level);
                } else {
                    store.setLevel(path.get(1), level);
                }
                yield JSON.createObjectNode().put("compatibility", name);
            }
            default -> throw RegistryError.noSuchPath(asked + " " + path);
        };
    }

    private JsonNode compatibility(String asked, List<String> path, HttpExchange exchange) throws IOException {
        if (!asked.equals("POST 5")) {
            throw RegistryError.noSuchPath(asked + " " + path);
        }
        List<String> faults = store.check(path.get(2), path.get(4), schema(exchange));
        ObjectNode answer = JSON.createObjectNode().put("is_compatible", faults.isEmpty());
        answer.set("messages", JSON.valueToTree(faults));
        return answer;
    }

    private static SubjectStore.Level level(String name) {
        return Arrays.stream(SubjectStore.Level.values())
                .filter(level -> level.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RegistryError.invalidLevel(name));
    }

    private static JsonNode described(SubjectStore.Version version) {
        return JSON.createObjectNode()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema().toString());
    }

    private static String schema(HttpExchange exchange) throws IOException {
        JsonNode body = body(exchange);
        if (!body.path("schemaType").asText("AVRO").equals("AVRO")) {
            throw RegistryError.invalidSchema("the embedded registry knows Avro only");
        }
        return body.path("schema").asText();
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        try {
            return JSON.readTree(exchange.getRequestBody());
        } catch (JsonProcessingException e) {
            throw new RegistryError(400, 400, "the body is not JSON: " + e.getOriginalMessage());
        }
    }
}
