package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.avro.Schema;

/** Talks to a registry directly, as its documentation says, and not through the code under test. */
record RegistryCalls(String url) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    record Answer(int status, JsonNode body) {}

    int register(String subject, Schema schema) {
        Answer answer = post("/subjects/" + subject + "/versions", schema);
        assertThat(answer.status()).as("registering in %s: %s", subject, answer).isEqualTo(200);
        return answer.body().get("id").intValue();
    }

    int versions(String subject) {
        return get("/subjects/" + subject + "/versions").body().size();
    }

    Answer get(String path) {
        return send(request(path));
    }

    Answer post(String path, Schema schema) {
        return send(
                "POST",
                path,
                JSON.createObjectNode().put("schema", schema.toString()).toString());
    }

    Answer send(String method, String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
