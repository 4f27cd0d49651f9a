package io.tidegauge.serde;

import io.tidegauge.config.RegistrySettings;
import io.tidegauge.config.RegistrySettings.Serde;
import io.tidegauge.event.InferenceEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One registry behind a gate, a serde to write and a serde to read with, and a topic of its own. */
final class WireSetting implements AutoCloseable {

    private static final Map<String, String> PATIENT =
            Map.of("http.connect.timeout.ms", "20000", "http.read.timeout.ms", "20000");
    private static final Map<String, String> IMPATIENT =
            Map.of("http.connect.timeout.ms", "500", "http.read.timeout.ms", "500");

    private Map<String, String> timeouts = PATIENT;

    final RegistryGate gate;
    final RegistryCalls calls;
    final String topic = "wire-" + UUID.randomUUID();
    final Serde writes;
    private final Serde reads;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;

    WireSetting(String registry, Serde writes, Serde reads) {
        this.gate = new RegistryGate(registry);
        this.calls = new RegistryCalls(registry);
        this.writes = writes;
        this.reads = reads;
    }

    String subject() {
        return topic + "-value";
    }

    /** A wire that writes and registers its schemas. */
    AvroWire writer() {
        return writer(Map.of("auto.register.schemas", "true"));
    }

    AvroWire writer(Map<String, String> properties) {
        return wire(writes, gate.url(), properties);
    }

    AvroWire reader() {
        return wire(reads, gate.url(), Map.of());
    }

    AvroWire wire(Serde serde, String url, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(timeouts);
        all.putAll(properties);
        InstantSource clock = () -> now;
        return closing(AvroWire.open(new RegistrySettings(url, serde, all), false, clock));
    }

    EventDecoder decoder() {
        return closing(reader().eventDecoder());
    }

    InferenceEvent decode(byte[] value) {
        return decoder().decode(topic, null, value);
    }

    /** Whether the genuine client takes part. It bounds each read of an answer, and not the answer as a whole. */
    boolean confluent() {
        return writes == Serde.CONFLUENT || reads == Serde.CONFLUENT;
    }

    /** Gives up soon what the registry does not answer, for tests that wait for that. */
    void impatient() {
        timeouts = IMPATIENT;
    }

    void pass(java.time.Duration time) {
        now = now.plus(time);
    }

    <C extends AutoCloseable> C closing(C resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() throws Exception {
        gate.open();
        for (AutoCloseable resource : opened) {
            resource.close();
        }
        gate.close();
    }
}
