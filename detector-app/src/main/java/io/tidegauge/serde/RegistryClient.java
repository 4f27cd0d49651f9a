package io.tidegauge.serde;

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
    private final RegistryPauses pauses = new RegistryPauses();
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
        Schema schema = ask("/schemas/ids/" + id, null).schema("schema id " + id);
        byId.put(id, schema);
        return schema;
    }

    /** Registers the schema in the subject, or finds it there; its id. */
    int register(String subject, Schema schema) {
        return ask("/subjects/" + encoded(subject) + "/versions" + normalize(), body(schema))
                .id();
    }

    /** The id of exactly this schema in the subject. */
    int lookup(String subject, Schema schema) {
        return ask("/subjects/" + encoded(subject) + normalize(), body(schema)).id();
    }

    /** The subject's latest version. */
    Registered latest(String subject) {
        RegistryAnswer answer = ask("/subjects/" + encoded(subject) + "/versions/latest", null);
        return new Registered(answer.id(), answer.schema("latest schema of " + subject));
    }

    /** What keeps the schema from becoming the subject's next version, as the registry words it; empty where nothing does. */
    Optional<String> incompatibility(String subject, Schema schema) {
        return ask("/compatibility/subjects/" + encoded(subject) + "/versions/latest?verbose=true", body(schema))
                .incompatibility();
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

    private RegistryAnswer ask(String path, @Nullable String body) {
        StringJoiner failures = new StringJoiner("; ");
        Exception last = null;
        for (URI url : settings.urls()) {
            Duration rest = pauses.left(url);
            if (!rest.isZero()) {
                failures.add(url + " has asked to be left alone for " + rest.toSeconds() + " s more");
                continue;
            }
            try {
                HttpResponse<String> response = send(request(url, path, body));
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    return RegistryAnswer.of(url + path, response);
                }
                pauses.heed(url, response);
                failures.add(url + " answered " + response.statusCode());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryUnavailableException("interrupted while asking the schema registry at " + url, e);
            } catch (RegistryUnavailableException e) {
                if (settings.urls().size() == 1) {
                    throw e;
                }
                failures.add(String.valueOf(e.getMessage()));
                last = e;
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

    private static String body(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString()).toString();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
