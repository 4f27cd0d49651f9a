package io.tidegauge.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the registry's REST protocol. Schemas by id never change, so they are kept. Safe for several threads. Every
 * method throws {@link RegistryUnavailableException} when no address answers or the registry does not let us in, and
 * {@link RegistryRefusalException} when the registry says no.
 */
final class RegistryClient implements RegistryProbe {

    /** A schema of a subject and its id. */
    record Registered(int id, Schema schema) {}

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = new JsonMapper();

    private final BuiltinSettings settings;
    private final HttpClient http;
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();

    RegistryClient(BuiltinSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    /** The schema of an id, from memory or from the registry. */
    @Override
    public Schema schema(int id) {
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        Schema schema = parse("schema id " + id, ask("/schemas/ids/" + id, null));
        byId.put(id, schema);
        return schema;
    }

    /** Registers the schema in the subject, or finds it there; its id. */
    int register(String subject, Schema schema) {
        return id(ask("/subjects/" + encoded(subject) + "/versions" + normalize(), body(schema)));
    }

    /** The id of exactly this schema in the subject. */
    int lookup(String subject, Schema schema) {
        return id(ask("/subjects/" + encoded(subject) + normalize(), body(schema)));
    }

    /** The subject's latest version. */
    Registered latest(String subject) {
        JsonNode answer = ask("/subjects/" + encoded(subject) + "/versions/latest", null);
        return new Registered(id(answer), parse("latest schema of " + subject, answer));
    }

    /** What keeps the schema from becoming the subject's next version, as the registry words it; empty where nothing does. */
    Optional<String> incompatibility(String subject, Schema schema) {
        JsonNode answer =
                ask("/compatibility/subjects/" + encoded(subject) + "/versions/latest?verbose=true", body(schema));
        if (answer.path("is_compatible").asBoolean()) {
            return Optional.empty();
        }
        StringJoiner messages = new StringJoiner("; ");
        answer.path("messages").forEach(message -> messages.add(message.asText()));
        return Optional.of(messages.length() == 0 ? "the registry gives no reason" : messages.toString());
    }

    @Override
    public void requireAnswer() {
        try {
            ask("/config", null);
        } catch (RegistryRefusalException e) {
            // A refusal is an answer.
        }
    }

    private String normalize() {
        return settings.normalize() ? "?normalize=true" : "";
    }

    private JsonNode ask(String path, @Nullable String body) {
        StringJoiner failures = new StringJoiner("; ");
        Exception last = null;
        for (URI url : settings.urls()) {
            try {
                HttpResponse<String> response = send(request(url, path, body));
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    return answer(url + path, response);
                }
                failures.add(url + " answered " + response.statusCode());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryUnavailableException("interrupted while asking the schema registry at " + url, e);
            } catch (IOException e) {
                failures.add(url + " " + said(e));
                last = e;
            }
        }
        String message = "schema registry unavailable: " + failures;
        throw last == null
                ? new RegistryUnavailableException(message)
                : new RegistryUnavailableException(message, last);
    }

    /** The client gives no message where nobody listens, and where the host is unknown. */
    private static String said(IOException failure) {
        return failure instanceof ConnectException && failure.getMessage() == null
                ? "cannot be connected to"
                : failure.toString();
    }

    /** The whole answer in time: the request's own timeout ends with the answer's first line. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.sendAsync(request, BodyHandlers.ofString());
        try {
            Duration patience = settings.connectTimeout().plus(settings.readTimeout());
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("the answer did not come to its end in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private HttpRequest request(URI url, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(settings.readTimeout())
                .header("Accept", CONTENT_TYPE + ", application/json");
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        if (body != null) {
            request.header("Content-Type", CONTENT_TYPE).POST(BodyPublishers.ofString(body));
        }
        return request.build();
    }

    private static JsonNode answer(String asked, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new RegistryUnavailableException(
                    "the schema registry does not let us in: " + asked + " answered " + status);
        }
        if (status < 200 || status > 499 || status / 100 == 3) {
            throw new RegistryUnavailableException("not a schema registry: " + asked + " answered " + status);
        }
        JsonNode json = json(asked, response.body());
        if (status == 404 && !isOfRegistry(json.path("error_code").asInt())) {
            throw new RegistryUnavailableException("not a schema registry: " + asked + " answered 404");
        }
        if (status != 200) {
            throw new RegistryRefusalException(
                    status,
                    "the schema registry refused " + asked + ": " + status + " "
                            + json.path("message").asText());
        }
        return json;
    }

    /**
     * Whether a 404 is about a subject, version or schema (40401 and on). A wrong path, or a proxy in front, answers 404
     * to everything, and then no schema is known to be missing.
     */
    static boolean isOfRegistry(int errorCode) {
        return errorCode / 100 == 404;
    }

    private static JsonNode json(String asked, String body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
            throw new RegistryUnavailableException("not a schema registry: " + asked + " answered no JSON object");
        } catch (JsonProcessingException e) {
            throw new RegistryUnavailableException("not a schema registry: " + asked + " answered no JSON", e);
        }
    }

    private static int id(JsonNode answer) {
        if (!answer.path("id").isInt()) {
            throw new RegistryUnavailableException("not a schema registry: it answered without an id: " + answer);
        }
        return answer.get("id").intValue();
    }

    private static Schema parse(String what, JsonNode answer) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new UnreadableSchemaException(what + " is " + type + ", not Avro");
        }
        if (!answer.path("references").isEmpty()) {
            throw new UnreadableSchemaException(what + " refers to other schemas, which needs avro.serde=confluent");
        }
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (SchemaParseException e) {
            throw new UnreadableSchemaException(what + " does not parse: " + e.getMessage());
        }
    }

    private static String body(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString()).toString();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
