package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.fuzz.Fuzz;
import io.tidegauge.golden.GoldenBytes;
import io.tidegauge.profile.CategoryCounts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Internal messages, and every store with an entry whose key and value have been tampered with. */
class StateFuzzTest {

    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("fuzzed"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void internalMessages() {
        List<byte[]> valid = Stream.of(GoldenMessagesTest.ALL)
                .map(golden -> GoldenBytes.value(StateFuzzTest.class, golden.file()))
                .toList();
        Fuzz.of("internal-message", valid, SerializationException.class).run(10_000, bytes -> {
            InternalMessage read = InternalMessageSerde.read(bytes);
            assertThat(InternalMessageSerde.read(InternalMessageSerde.write(read)))
                    .isEqualTo(read);
        });
    }

    @Test
    void storedBaselines() {
        List<byte[]> valid = Stream.of(
                        "baseline-feature-v1.hex",
                        "baseline-feature-v2.hex",
                        "baseline-feature-untimed-v2.hex",
                        "baseline-manifest-v1.hex")
                .map(file -> GoldenBytes.value(StateFuzzTest.class, file))
                .toList();
        Fuzz.of("stored-baseline", valid, SerializationException.class).run(10_000, bytes -> {
            BaselineRecord read = BaselineRecordBytes.read(bytes);
            assertThat(BaselineRecordBytes.read(BaselineRecordBytes.write(read)))
                    .isEqualTo(read);
        });
    }

    @Test
    void panes() {
        PaneStore panes = new PaneStore(store, CategoryCounts.MAX_CATEGORIES);
        fuzz(
                "panes",
                () -> panes.panes()
                        .forEach(pane -> panes.window(
                                pane.model(),
                                pane.segment(),
                                new TimeWindow(Math.min(pane.startMs(), 1L << 60), (1L << 60) + 1))));
    }

    @Test
    void parkedWindows() {
        ParkedStore parked = new ParkedStore(store);
        fuzz(
                "parked",
                () -> models(model -> parked.windows(model, FeatureNames.ALL)
                        .forEach(window -> assertThat(parked.get(model, FeatureNames.ALL, window))
                                .isNotNull())));
    }

    @Test
    void carriedWindows() {
        CarryStore carries = new CarryStore(store);
        fuzz("carried", () -> models(model -> carries.carry(model, FeatureNames.ALL)));
    }

    @Test
    void progress() {
        ProgressStore progress = new ProgressStore(store);
        fuzz("progress", () -> {
            progress.forEachWatermark(
                    (partition, watermark) -> assertThat(partition.topic()).isNotNull());
            progress.baselinesReadTo(Map.of(0, 41L));
            progress.closedUpTo("rental-price");
            progress.takeLate(GoldenValues.MODEL);
            progress.toldDay(GoldenValues.MODEL, FeatureNames.ALL);
        });
    }

    @Test
    void tracks() {
        TrackStore tracks = new TrackStore(store);
        fuzz("tracks", () -> models(model -> tracks.tracks(model, FeatureNames.ALL)));
    }

    @Test
    void baselines() {
        BaselineStore baselines = new BaselineStore(store);
        fuzz(
                "baselines",
                2,
                () -> baselines.forEach(record -> assertThat(record).isNotNull()));
    }

    private void models(Consumer<ModelVersion> visitor) {
        visitor.accept(GoldenValues.MODEL);
    }

    /** One more entry in the store of the golden file; an input is its key, the length before it, and its value. */
    private void fuzz(String name, Runnable reading) {
        fuzz(name, 1, reading);
    }

    private void fuzz(String name, int version, Runnable reading) {
        List<byte[]> valid = new ArrayList<>();
        Map<Bytes, byte[]> golden = GoldenBytes.store(StateFuzzTest.class, name + "-v" + version + ".hex");
        golden.forEach((key, value) -> {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            entry.write(key.get().length);
            entry.writeBytes(key.get());
            entry.writeBytes(value);
            valid.add(entry.toByteArray());
        });
        Fuzz.of("store-" + name, valid, UnreadableStateException.class).run(4_000, bytes -> {
            clear();
            golden.forEach(store::put);
            ByteBuffer input = ByteBuffer.wrap(bytes);
            byte[] key = new byte[input.hasRemaining() ? Math.min(input.get() & 0xFF, input.remaining()) : 0];
            input.get(key);
            byte[] value = new byte[input.remaining()];
            input.get(value);
            store.put(Bytes.wrap(key), value);
            reading.run();
        });
    }

    private void clear() {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
    }
}
