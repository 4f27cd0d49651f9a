package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol as Confluent documents it: paths, answers and error codes. */
class EmbeddedRegistryTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ONE = record("{'name':'a','type':'string'}");
    private static final String WITH_DEFAULT =
            record("{'name':'a','type':'string'},{'name':'b','type':'int','default':0}");
    private static final String WITHOUT_DEFAULT = record("{'name':'a','type':'string'},{'name':'b','type':'int'}");
    private static final String WITHOUT_A = record("{'name':'b','type':'int','default':0}");

    private EmbeddedRegistry registry;

    @BeforeEach
    void start() {
        registry = new EmbeddedRegistry(0);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void registersLooksUpAndLists() throws Exception {
        assertThat(get("/subjects")).isEqualTo("200 []");
        assertThat(register("a-value", ONE)).isEqualTo("200 {\"id\":1}");
        assertThat(register("a-value", ONE)).as("the same again").isEqualTo("200 {\"id\":1}");
        assertThat(register("b/ü-value", ONE)).as("one id for one schema").isEqualTo("200 {\"id\":1}");
        assertThat(register("a-value", WITH_DEFAULT)).isEqualTo("200 {\"id\":2}");

        assertThat(get("/subjects")).isEqualTo("200 [\"a-value\",\"b/ü-value\"]");
        assertThat(get("/subjects/a-value/versions")).isEqualTo("200 [1,2]");
        JsonNode latest = JSON.readTree(get("/subjects/a-value/versions/latest").substring(4));
        assertThat(latest.get("subject").asText()).isEqualTo("a-value");
        assertThat(latest.get("version").asInt()).isEqualTo(2);
        assertThat(latest.get("id").asInt()).isEqualTo(2);
        assertThat(JSON.readTree(latest.get("schema").asText())).isEqualTo(JSON.readTree(WITH_DEFAULT));
        assertThat(JSON.readTree(get("/schemas/ids/1?fetchMaxId=false&subject=a-value")
                                .substring(4))
                        .get("schema")
                        .asText())
                .isEqualTo(ONE);
        assertThat(JSON.readTree(send("POST", "/subjects/a-value", body(ONE)).substring(4))
                        .get("version")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /subjects/none/versions        | 404 | 40401",
                "GET  | /subjects/none/versions/latest | 404 | 40401",
                "GET  | /subjects/a-value/versions/9   | 404 | 40402",
                "GET  | /schemas/ids/9                 | 404 | 40403",
                "GET  | /schemas/ids/-1                | 404 | 40403",
                "GET  | /schemas/ids/x                 | 404 | 40403",
                "POST | /subjects/none                 | 404 | 40401",
                "POST | /subjects/a-value              | 404 | 40403",
                "GET  | /nowhere                       | 404 | 404",
                "PUT  | /config                        | 422 | 42203"
            })
    void errorsHaveTheirStatusAndCode(String method, String path, int status, int code) throws Exception {
        register("a-value", ONE);

        String answer = send(method, path, method.equals("GET") ? "" : body(WITH_DEFAULT));

        assertThat(answer).startsWith(status + " ");
        JsonNode error = JSON.readTree(answer.substring(4));
        assertThat(error.get("error_code").asInt()).isEqualTo(code);
        assertThat(error.get("message").asText()).isNotBlank();
    }

    @Test
    void whatIsNoSchemaIsRefused() throws Exception {
        assertThat(register("a-value", "{\"type\":\"recoil\"}")).startsWith("422 {\"error_code\":42201");
        assertThat(send("POST", "/subjects/a-value/versions", "not json")).startsWith("400 ");
        assertThat(send("POST", "/subjects/a-value/versions", "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}"))
                .startsWith("422 {\"error_code\":42201");
    }

    @ParameterizedTest
    @CsvSource({
        "BACKWARD, 200, 409, 200",
        "FORWARD, 200, 200, 409",
        "FULL, 200, 409, 409",
        "NONE, 200, 200, 200",
        "FULL_TRANSITIVE, 200, 409, 409"
    })
    void aVersionMustKeepTheLevel(String level, int withDefault, int withoutDefault, int withoutA) throws Exception {
        assertThat(get("/config")).isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(send("PUT", "/config", "{\"compatibility\":\"" + level + "\"}"))
                .isEqualTo("200 {\"compatibility\":\"" + level + "\"}");

        assertThat(follow("x", WITH_DEFAULT)).isEqualTo(withDefault);
        assertThat(follow("y", WITHOUT_DEFAULT)).isEqualTo(withoutDefault);
        assertThat(follow("z", WITHOUT_A)).isEqualTo(withoutA);
    }

    @Test
    void aTransitiveLevelLooksAtEveryVersion() throws Exception {
        String three = record("{'name':'a','type':'string'},{'name':'b','type':'int'}");
        send("PUT", "/config/near", "{\"compatibility\":\"BACKWARD\"}");
        send("PUT", "/config/far", "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
        for (String subject : new String[] {"near", "far"}) {
            register(subject, ONE);
            register(subject, WITH_DEFAULT);
        }

        assertThat(register("near", three)).startsWith("200 ");
        assertThat(register("far", three))
                .startsWith("409 {\"error_code\":40901")
                .contains("version 1");
    }

    @Test
    void compatibilityIsCheckedWithoutRegistering() throws Exception {
        register("a-value", ONE);

        assertThat(send("POST", "/compatibility/subjects/a-value/versions/latest", body(WITH_DEFAULT)))
                .startsWith("200 {\"is_compatible\":true");
        assertThat(send("POST", "/compatibility/subjects/a-value/versions/1", body(WITHOUT_DEFAULT)))
                .startsWith("200 {\"is_compatible\":false");
        assertThat(get("/subjects/a-value/versions")).isEqualTo("200 [1]");
    }

    @Test
    void aTakenPortIsNamed() {
        int port = URI.create(registry.url()).getPort();

        assertThatThrownBy(() -> new EmbeddedRegistry(port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(port));
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        get("/subjects");
        assertThat(threads()).as("threads while it runs").isPositive();

        registry.close();

        await().untilAsserted(() -> assertThat(threads()).isZero());
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("embedded-registry") || name.equals("HTTP-Dispatcher"))
                .count();
    }

    private int follow(String subject, String schema) throws Exception {
        register(subject, ONE);
        return Integer.parseInt(register(subject, schema).substring(0, 3));
    }

    private String register(String subject, String schema) throws Exception {
        String encoded = java.net.URLEncoder.encode(subject, java.nio.charset.StandardCharsets.UTF_8);
        return send("POST", "/subjects/" + encoded + "/versions", body(schema));
    }

    private String get(String path) throws Exception {
        return send("GET", path, "");
    }

    private String send(String method, String path, String body) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry.url() + path))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static String body(String schema) {
        return JSON.createObjectNode().put("schema", schema).toString();
    }

    private static String record(String fields) {
        return ("{'type':'record','name':'R','fields':[" + fields + "]}").replace('\'', '"');
    }
}
