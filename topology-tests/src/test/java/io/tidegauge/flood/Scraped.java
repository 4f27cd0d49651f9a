package io.tidegauge.flood;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Predicate;

/** The figures at a detector's {@code /metrics}. */
final class Scraped {

    private final String page;

    private Scraped(String page) {
        this.page = page;
    }

    static Scraped from(HttpClient client, int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return new Scraped(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    double events(String outcome) {
        return sum(line -> line.startsWith("tidegauge_events_total{outcome=\"" + outcome + "\"}"));
    }

    double limit(String limit) {
        return sum(line -> line.startsWith("tidegauge_limit_exceeded_total{limit=\"" + limit + "\"}"));
    }

    /** Bytes of the heap in use, garbage included. */
    double heap() {
        return sum(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""));
    }

    long lines() {
        return page.lines().count();
    }

    private double sum(Predicate<String> wanted) {
        return page.lines()
                .filter(wanted)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
