package io.tidegauge.benchmarks.micro;

import io.tidegauge.benchmarks.endtoend.GenericDecoding;
import io.tidegauge.benchmarks.endtoend.Workload;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.demo.EmbeddedRegistry;
import io.tidegauge.event.FlatEvent;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.AvroWire;
import io.tidegauge.serde.EventDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One event read from its bytes: as Avro has it, into our objects, and in place. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecodeBenchmark {

    private static final String TOPIC = "events";

    /** So many that no branch is learned by heart. */
    private static final int EVENTS = 1_024;

    /** Features of an event. */
    @Param({"20", "100"})
    public int features = 20;

    private final List<byte[]> events = new ArrayList<>();
    private final GenericDecoding generic = new GenericDecoding();
    private final Headers headers = new RecordHeaders();
    private final FlatEvent flat = new FlatEvent();
    private EmbeddedRegistry registry = new EmbeddedRegistry(0);
    private AvroWire wire =
            AvroWire.open(new RegistrySettings(registry.url(), RegistrySettings.Serde.BUILTIN, Map.of()), true);
    private EventDecoder decoder = wire.eventDecoder();
    private int next;

    /** Makes the events. */
    @Setup(Level.Trial)
    public void encode() {
        Workload workload = new Workload(features, 3);
        Serializer<InferenceEvent> serializer = wire.events();
        for (int i = 0; i < EVENTS; i++) {
            events.add(serializer.serialize(TOPIC, workload.event(i, 1_700_000_000_000L + i)));
        }
        if (!decoder.decode(TOPIC, headers, events.get(0), 0, events.get(0).length, flat)) {
            decoder.decode(TOPIC, headers, events.get(0)); // the slow way makes the writer's schema known
        }
    }

    private byte[] event() {
        next = (next + 1) % EVENTS;
        return events.get(next);
    }

    /** Avro's own reader, with its defaults. */
    @Benchmark
    public GenericRecord genericDatumReader() {
        return generic.decode(event());
    }

    /** Our objects: what a dead letter's reason is found by. */
    @Benchmark
    public InferenceEvent objects() {
        return decoder.decode(TOPIC, headers, event());
    }

    /** Slices of the bytes. */
    @Benchmark
    public FlatEvent inPlace() {
        byte[] event = event();
        if (!decoder.decode(TOPIC, headers, event, 0, event.length, flat)) {
            throw new IllegalStateException("an ordinary event was declined");
        }
        return flat;
    }

    /** Lets the registry go. */
    @TearDown(Level.Trial)
    public void close() {
        decoder.close();
        wire.close();
        registry.close();
    }
}
