package io.tidegauge.benchmarks.capacity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was measured, by name, in the order it was. */
final class Figures {

    private final Plan plan;
    private final ObjectNode json = new ObjectMapper().createObjectNode();
    private final long beganNanos = System.nanoTime();

    Figures(Plan plan) {
        this.plan = plan;
        json.put("plan", plan.toString());
        json.put("models", plan.models);
        json.put("features", plan.features);
        json.put("models_with_baseline", plan.modelsWithBaseline());
        json.put("events_per_second", plan.rate);
        json.put("load_at_start", load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Just before the kill: what is on disk, and what was written until then. */
    void beforeKill(Site site, DetectorProcess detector, ClosedWindows closed, Traffic traffic) throws Exception {
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        double partials;
        double changes;
        double consumed;
        try (Beans beans = Beans.of(detector.pid())) {
            partials = beans.sentBytes(topic -> topic.endsWith("-repartition"));
            changes = beans.sentBytes(topic -> topic.endsWith("-changelog"));
            consumed = beans.consumed(topic -> site.config().topics().events().contains(topic));
        }
        json.put("events_consumed_before_kill", consumed);
        json.put("windows_closed_before_kill", closed.windows());
        json.put("input_bytes", traffic.bytes());
        json.put("internal_bytes_per_input_byte", (partials + changes) / traffic.bytes());
        double perCommit = plan.liveFeatures() * (seconds / plan.commitSeconds);
        json.put("partial_bytes_per_feature_and_commit", partials / perCommit);
        json.put("changelog_bytes_per_feature_and_commit", changes / perCommit);
        json.put("changelog_gb_per_day", changes / seconds * 86_400 / 1e9);
        SortedMap<String, Long> kept = new TreeMap<>(site.topicBytes());
        json.put("changelog_mb_on_disk", sum(kept, "-changelog") / 1e6);
        json.put("processor_seconds_before_kill", detector.processorTime().toMillis() / 1e3);
        json.put("processor_cores", detector.processorTime().toMillis() / 1e3 / seconds);
        json.put("load_before_kill", load());
        Capacity.say("%s", json);
    }

    private static double sum(Map<String, Long> bytes, String end) {
        return bytes.entrySet().stream()
                .filter(topic -> topic.getKey().endsWith(end))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    void running(double seconds) {
        put("restart_to_running_s", seconds);
    }

    void firstClosed(double seconds) {
        put("restart_to_first_window_s", seconds);
    }

    void allClosed(long windows, double seconds) {
        json.put("windows_closed_after_kill", windows);
        put("restart_to_all_windows_s", seconds);
    }

    private void put(String name, double value) {
        Capacity.say("%s %.1f", name, value);
        json.put(name, value);
    }

    void afterAll(DetectorProcess detector, ClosedWindows closed, Traffic traffic) throws IOException {
        json.put("peak_heap_after_collection_mb", detector.mostHeap() >> 20);
        json.put("peak_resident_mb", detector.mostResident() >> 20);
        json.put("reports", closed.reports());
        json.put("report_bytes_per_feature", closed.bytes() / Math.max(1, closed.reports()));
        json.put("events_sent", traffic.sent());
        json.put("load_at_end", load());
    }

    void print(PrintStream out) {
        json.properties().forEach(figure -> {
            if (figure.getValue().isDouble()) {
                out.printf(
                        Locale.ROOT,
                        "%-42s %,14.2f%n",
                        figure.getKey(),
                        figure.getValue().doubleValue());
            } else {
                out.printf(
                        Locale.ROOT,
                        "%-42s %14s%n",
                        figure.getKey(),
                        figure.getValue().asText());
            }
        });
    }

    ObjectNode json() {
        return json;
    }
}
