package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.FlatEvent;
import io.tidegauge.event.InferenceEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** The same bytes read in place and by Avro's own reader, which says what is right. */
final class SlowAndFlat {

    private static final int AROUND = 300;

    private final EventCodec codec = new EventCodec();
    private final GenericDatumReader<GenericRecord> oracle;
    private final EventPlan plan;
    private final FlatEvent flat = new FlatEvent();
    private final Random random;

    SlowAndFlat(Schema writer, Random random) {
        assertThat(new EventSchemaCheck(codec.readingSchema()).fault(writer))
                .as("%s", writer)
                .isEmpty();
        this.oracle = new GenericDatumReader<>(writer, codec.readingSchema());
        this.plan = PlanCompiler.compile(writer);
        this.random = random;
    }

    /** Reads the bytes in place, among others; where that works, Avro reads them to the end and reads the same. */
    boolean readsInPlace(byte[] bytes) {
        byte[] neighbourhood = new byte[bytes.length + 2 * AROUND];
        random.nextBytes(neighbourhood);
        int offset = random.nextInt(AROUND);
        System.arraycopy(bytes, 0, neighbourhood, offset, bytes.length);
        boolean read = FlatReader.read(plan, neighbourhood, offset, offset + bytes.length, flat);
        boolean readAlone = FlatReader.read(plan, bytes, 0, bytes.length, flat);
        assertThat(read).as("read among others, and alone").isEqualTo(readAlone);
        if (read) {
            FlatReader.read(plan, neighbourhood, offset, offset + bytes.length, flat);
            assertSame(flat, slow(bytes));
        }
        return read;
    }

    InferenceEvent slow(byte[] bytes) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        try {
            InferenceEvent event = codec.fromRecord(oracle.read(null, decoder));
            assertThat(decoder.isEnd()).as("no bytes left over").isTrue();
            return event;
        } catch (IOException e) {
            throw new AssertionError("read in place, but not by Avro", e);
        }
    }

    static void assertSame(FlatEvent flat, InferenceEvent event) {
        assertThat(text(flat, flat.model())).isEqualTo(event.model());
        assertThat(text(flat, flat.version())).isEqualTo(event.modelVersion());
        assertThat(flat.eventTimeMs()).isEqualTo(event.eventTimeMs());
        Map<String, FeatureValue> features = new HashMap<>();
        Map<String, FeatureValue> scores = new HashMap<>();
        for (int i = 0; i < flat.size(); i++) {
            (i < flat.features() ? features : scores)
                    .put(text(flat, flat.name(i)), value(flat, flat.kind(i), flat.value(i)));
        }
        assertThat(features).isEqualTo(event.features());
        Map<String, FeatureValue> expected = new HashMap<>();
        event.scores().forEach((name, score) -> expected.put(name, new FeatureValue.Numeric(score)));
        assertThat(scores).isEqualTo(expected);
        assertThat(value(flat, flat.predictionKind(), flat.predictionValue())).isEqualTo(event.prediction());
        assertThat(flat.latencyKind() == FlatEvent.NUMBER)
                .isEqualTo(event.latencyMs().isPresent());
        event.latencyMs()
                .ifPresent(ms -> assertThat(Double.valueOf(flat.latencyMs())).isEqualTo(Double.valueOf(ms)));
    }

    private static String text(FlatEvent flat, long slice) {
        return new String(flat.bytes(), FlatEvent.offset(slice), FlatEvent.length(slice), StandardCharsets.UTF_8);
    }

    private static FeatureValue value(FlatEvent flat, byte kind, long value) {
        return switch (kind) {
            case FlatEvent.MISSING -> FeatureValue.MISSING;
            case FlatEvent.NUMBER -> new FeatureValue.Numeric(Double.longBitsToDouble(value));
            case FlatEvent.TRUE -> new FeatureValue.Bool(true);
            case FlatEvent.FALSE -> new FeatureValue.Bool(false);
            case FlatEvent.TEXT -> new FeatureValue.Text(text(flat, value));
            default -> throw new AssertionError("kind " + kind);
        };
    }
}
