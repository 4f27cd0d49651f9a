package io.tidegauge.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegauge.cluster.CapturedLog;
import io.tidegauge.cluster.ForeignWriter;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Detector;
import io.tidegauge.serde.RegistryGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything a registry can do wrong, one after the other under one stream of traffic, each just when an event of a schema
 * arrives that the detector has not seen: no event becomes a dead letter for it, none is skipped.
 */
@Tag("faults")
class RegistryFaultsTest {

    private static final long SEED = Long.getLong("faults.seed", 20_261_122);

    @TempDir
    private Path directory;

    private int schemas;

    private static Map<String, Consumer<RegistryGate>> faults() {
        Map<String, Consumer<RegistryGate>> faults = new LinkedHashMap<>();
        faults.put("connection refused", RegistryGate::refuse);
        faults.put("500", gate -> gate.answer(500));
        faults.put("502 of a proxy", gate -> gate.answer(502, "<html>Bad gateway</html>"));
        faults.put("503", gate -> gate.answer(503));
        faults.put("429 with Retry-After", gate -> gate.answer(429, "Retry-After", "3"));
        faults.put("401", gate -> gate.answer(401));
        faults.put("403", gate -> gate.answer(403));
        faults.put("404 of another server", gate -> gate.answer(404, "<html>nothing here</html>"));
        faults.put("422", gate -> gate.answer(422));
        faults.put("garbage", gate -> gate.answer(200, "\u0000\u0001 garbage"));
        faults.put("another program's JSON", gate -> gate.answer(200, "{\"status\": \"up\"}"));
        faults.put("a redirection", gate -> gate.answer(302, "Location", "http://127.0.0.1:1/"));
        faults.put("no answer", RegistryGate::hold);
        faults.put("an answer that drips", RegistryGate::drip);
        return faults;
    }

    @Test
    void noEventIsSkippedOrCondemnedWhateverTheRegistryDoes() throws Exception {
        System.out.println("faults.seed=" + SEED);
        try (TestCluster cluster = TestCluster.start();
                RegistryGate gate = new RegistryGate(cluster.registryUrl());
                CapturedLog log = new CapturedLog("io.tidegauge")) {
            Path file = cluster.configFile(
                    directory, "registry", gate.url(), FaultRun.SETTINGS.formatted(directory.resolve("state")));
            DetectorConfig config = cluster.prepare(file, 4);
            gate.refuse();
            try (FaultRun run = new FaultRun(cluster, config, SEED, 60_000, 2_000);
                    Detector detector = new Detector(config)) {
                startsOnceTheRegistryComes(detector, gate);
                run.awaitRecovery("the registry was away at the start");
                for (Map.Entry<String, Consumer<RegistryGate>> fault : faults().entrySet()) {
                    long waits = waits(log);
                    fault.getValue().accept(gate);
                    run.publish(0, "fraud", ofSchema(run, cluster, true));
                    await("the detector to wait for the registry: " + fault.getKey())
                            .atMost(FaultRun.PATIENCE)
                            .until(() -> waits(log) >= waits + 2);
                    gate.open();
                    run.awaitRecovery(fault.getKey());
                }
                gate.slow(Duration.ofSeconds(5));
                run.publish(1, "fraud", ofSchema(run, cluster, true));
                run.awaitRecovery("answers that take 5 s");
                gate.open();
                long waits = waits(log);
                byte[] early = ofSchema(run, cluster, false);
                run.publish(2, "fraud", early);
                await("the detector to ask for a schema that is not there")
                        .atMost(FaultRun.PATIENCE)
                        .until(() -> waits(log) > waits);
                assertThat(new ForeignWriter(cluster.registryUrl()).register("new-" + schemas, schema(schemas)))
                        .isEqualTo(idOf(early));
                run.awaitRecovery("a schema that comes a moment after its first event");
                run.finish("registry", () -> detector.ready().reason());
                assertThat(detector.stop()).as("a clean stop").isTrue();
            }
        }
    }

    private static void startsOnceTheRegistryComes(Detector detector, RegistryGate gate) throws Exception {
        CompletableFuture<Void> started = CompletableFuture.runAsync(() -> {
            try {
                detector.start();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        await("the detector to wait for the registry")
                .atMost(FaultRun.PATIENCE)
                .until(() -> detector.ready().reason().startsWith("waiting for the schema registry"));
        gate.open();
        started.get(60, TimeUnit.SECONDS);
        await("ready").atMost(FaultRun.PATIENCE).until(() -> detector.ready().well());
    }

    private static long waits(CapturedLog log) {
        return log.messages().stream()
                .filter(line -> line.contains("action=wait-for-registry"))
                .count();
    }

    /** An event of a schema of its own, registered now or not yet. */
    private byte[] ofSchema(FaultRun run, TestCluster cluster, boolean registered) throws Exception {
        Schema schema = schema(++schemas);
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().stream()
                .filter(Schema.Field::hasDefaultValue)
                .forEach(field -> record.put(field.name(), GenericData.get().getDefaultValue(field)));
        record.put("event_id", "new-" + schemas);
        record.put("model", "fraud");
        record.put("model_version", "1");
        record.put("event_time", run.eventTime());
        record.put("features", Map.of("amount", 50.0));
        ForeignWriter writer = new ForeignWriter(cluster.registryUrl());
        int id = registered
                ? writer.register("new-" + schemas, schema)
                : writer.register("last-before-" + schemas, schema(1_000_000)) + 1;
        return ForeignWriter.write(id, record);
    }

    private static Schema schema(int number) throws Exception {
        return new Schema.Parser()
                .parse(ForeignWriter.schemaText("InferenceEvent")
                        .replaceFirst(
                                "\"fields\": \\[",
                                "\"fields\": [{\"name\": \"trace" + number
                                        + "\", \"type\": \"string\", \"default\": \"\"},"));
    }

    private static int idOf(byte[] value) {
        return java.nio.ByteBuffer.wrap(value).getInt(1);
    }
}
