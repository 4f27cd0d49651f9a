package io.tidegauge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.config.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    private static final HttpSettings FREE = new HttpSettings("127.0.0.1", 0);

    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Health live = Health.well("all threads run");
    private volatile Health ready = Health.ill("1 of 2 stream threads are \"alive\"");
    private volatile String metrics = "up 1\n";
    private Endpoints endpoints;

    private final HealthProbe probe = new HealthProbe() {
        @Override
        public Health live() {
            return live;
        }

        @Override
        public Health ready() {
            return ready;
        }
    };

    @BeforeEach
    void open() throws IOException {
        endpoints = Endpoints.open(FREE, this::scrape, probe);
    }

    @AfterEach
    void close() {
        endpoints.close();
    }

    @Test
    void metricsArePrometheusText() throws Exception {
        HttpResponse<String> response = send("GET", "/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("up 1\n");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void healthIsToldByStatusAndReason() throws Exception {
        HttpResponse<String> well = send("GET", "/health/live");
        assertThat(well.statusCode()).isEqualTo(200);
        assertThat(well.body()).isEqualTo("{\"status\":\"UP\",\"reason\":\"all threads run\"}\n");
        assertThat(well.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        HttpResponse<String> ill = send("GET", "/health/ready");
        assertThat(ill.statusCode()).isEqualTo(503);
        assertThat(ill.body())
                .isEqualTo("{\"status\":\"DOWN\",\"reason\":\"1 of 2 stream threads are \\\"alive\\\"\"}\n");
        ready = Health.well("running 3 tasks");
        assertThat(send("GET", "/health/ready").statusCode()).isEqualTo(200);
        live = Health.ill("no stream thread is alive");
        assertThat(send("GET", "/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void headHasNoBody() throws Exception {
        HttpResponse<String> response = send("HEAD", "/health/live");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void whatIsNotThereSaysWhatIs() throws Exception {
        HttpResponse<String> response = send("GET", "/health");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("nothing at /health", "/metrics, /health/live, /health/ready");
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        HttpResponse<String> response = send("POST", "/metrics");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(response.body()).contains("/metrics answers GET and HEAD, not POST");
    }

    @Test
    void aFailingRouteAnswersAndTheNextRequestIsServed() throws Exception {
        metrics = "";
        HttpResponse<String> response = send("GET", "/metrics");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("no metrics today");
        metrics = "up 2\n";
        assertThat(send("GET", "/metrics").body()).isEqualTo("up 2\n");
    }

    @Test
    void aTakenPortIsNamed() {
        HttpSettings taken = new HttpSettings("127.0.0.1", endpoints.port());
        assertThatThrownBy(() -> Endpoints.open(taken, this::scrape, probe))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + endpoints.port());
    }

    @Test
    void noEndpointsAreOpenedWhereNoneAreWanted() {
        assertThatThrownBy(() -> Endpoints.open(new HttpSettings("127.0.0.1", -1), this::scrape, probe))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void afterTheCloseNobodyListens() {
        endpoints.close();
        assertThatThrownBy(() -> send("GET", "/health/live")).isInstanceOf(IOException.class);
    }

    private String scrape() {
        if (metrics.isEmpty()) {
            throw new IllegalStateException("no metrics today");
        }
        return metrics;
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + endpoints.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
