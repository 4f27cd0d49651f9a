package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import io.tidegauge.assess.Carry;
import io.tidegauge.assess.Counted;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.golden.GoldenBytes;
import io.tidegauge.profile.CategoryCounts;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.topology.InternalMessage.Partial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores of released state formats, keys and values, stay readable; and what is written today is the same, byte for byte. */
class GoldenStoresTest {

    private static final SortedMap<TrackKey, AlertTrack> TRACKS = new TreeMap<>(Map.of(
            new TrackKey(FeatureNames.ALL, AlertKind.LIMIT_EXCEEDED),
            new AlertTrack(AlertState.PENDING, Severity.NOTICE, new TimeWindow(0, 60_000), 1, 0),
            new TrackKey("größe", AlertKind.DISTRIBUTION),
            new AlertTrack(AlertState.FIRING, Severity.CRITICAL, GoldenValues.WINDOW, -1, Integer.MAX_VALUE),
            new TrackKey("rating", AlertKind.MISSING_VALUES),
            new AlertTrack(
                    AlertState.FIRING,
                    Severity.WARNING,
                    new TimeWindow(GoldenValues.T0 + 300_000, GoldenValues.T0 + 600_000),
                    0b1011,
                    3)));

    private final List<KeyValueStore<Bytes, byte[]>> opened = new ArrayList<>();

    private KeyValueStore<Bytes, byte[]> empty() {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("store-" + opened.size()), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        opened.add(store);
        return store;
    }

    private KeyValueStore<Bytes, byte[]> stored(String file) {
        KeyValueStore<Bytes, byte[]> store = empty();
        Map<Bytes, byte[]> entries = GoldenBytes.store(GoldenStoresTest.class, file);
        assertThat(entries).as(file).isNotEmpty();
        entries.forEach(store::put);
        return store;
    }

    private static void assertHolds(KeyValueStore<Bytes, byte[]> written, String file) {
        assertThat(hex(written))
                .as(GoldenBytes.CHANGED, file)
                .isEqualTo(hex(GoldenBytes.store(GoldenStoresTest.class, file)));
    }

    private static Map<String, String> hex(KeyValueStore<Bytes, byte[]> store) {
        Map<Bytes, byte[]> entries = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
        }
        return hex(entries);
    }

    private static Map<String, String> hex(Map<Bytes, byte[]> entries) {
        Map<String, String> hex = new TreeMap<>();
        entries.forEach((key, value) ->
                hex.put(HexFormat.of().formatHex(key.get()), HexFormat.of().formatHex(value)));
        return hex;
    }

    @AfterEach
    void close() {
        opened.forEach(KeyValueStore::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"panes-v1.hex", "panes-v2.hex"})
    void openPanes(String file) {
        Pane pane = new Pane(GoldenValues.MODEL, FeatureNames.ALL, GoldenValues.T0);
        PaneStore read = new PaneStore(stored(file), CategoryCounts.MAX_CATEGORIES);
        assertThat(read.panes()).containsExactly(pane);
        assertThat(read.window(GoldenValues.MODEL, FeatureNames.ALL, GoldenValues.WINDOW))
                .isEqualTo(new Counted(
                        5, new TreeMap<>(Map.of("colour", GoldenValues.labels(), "größe", GoldenValues.numbers()))));

        KeyValueStore<Bytes, byte[]> written = empty();
        new PaneStore(written, CategoryCounts.MAX_CATEGORIES)
                .add(
                        new Partial(
                                pane,
                                5,
                                new TreeMap<>(
                                        Map.of("colour", GoldenValues.labels(), "größe", GoldenValues.numbers()))),
                        feature -> true);
        assertHolds(written, "panes-v2.hex");
    }

    @Test
    void parkedWindows() {
        WindowCounts counts = new WindowCounts(
                GoldenValues.MODEL,
                FeatureNames.ALL,
                GoldenValues.WINDOW,
                new Counted(5, new TreeMap<>(Map.of("größe", GoldenValues.numbers()))),
                2,
                List.of("inference-events-0", "inference-events-3"));
        ParkedStore read = new ParkedStore(stored("parked-v1.hex"));
        assertThat(read.windows(GoldenValues.MODEL, FeatureNames.ALL)).containsExactly(GoldenValues.WINDOW);
        assertThat(read.get(GoldenValues.MODEL, FeatureNames.ALL, GoldenValues.WINDOW))
                .isEqualTo(counts);

        KeyValueStore<Bytes, byte[]> written = empty();
        new ParkedStore(written).park(counts);
        assertHolds(written, "parked-v1.hex");
    }

    /** Days are kept as parked windows are. */
    @Test
    void days() {
        CountsStore read = new CountsStore(Names.DAY_STORE, stored("parked-v1.hex"));
        assertThat(read.windows())
                .containsExactly(new CountsStore.Kept(GoldenValues.MODEL, FeatureNames.ALL, GoldenValues.WINDOW, 5));
        List<String> features = new ArrayList<>();
        read.forEachFeature((window, feature) -> features.add(feature));
        assertThat(features).containsExactly("größe");

        KeyValueStore<Bytes, byte[]> written = empty();
        CountsStore store = new CountsStore(Names.DAY_STORE, written);
        store.add(part(0, new TreeMap<>(), 0, "inference-events-3"), feature -> true);
        store.add(
                part(5, new TreeMap<>(Map.of("größe", GoldenValues.numbers())), 2, "inference-events-0"),
                feature -> true);
        assertHolds(written, "parked-v1.hex");
    }

    /** Windows to compare with are kept as parked ones are. */
    @Test
    void windowsToCompareWith() {
        ReferenceStore read = new ReferenceStore(stored("parked-v1.hex"));
        read.restore();
        assertThat(read.windows(GoldenValues.MODEL, FeatureNames.ALL)).containsExactly(GoldenValues.WINDOW);
        WindowCounts counts = read.get(GoldenValues.MODEL, FeatureNames.ALL, GoldenValues.WINDOW);
        assertThat(counts.counted()).isEqualTo(new Counted(5, new TreeMap<>(Map.of("größe", GoldenValues.numbers()))));

        KeyValueStore<Bytes, byte[]> written = empty();
        ReferenceStore store = new ReferenceStore(written);
        store.put(counts);
        assertHolds(written, "parked-v1.hex");
        store.drop(GoldenValues.MODEL, FeatureNames.ALL);
        assertThat(hex(written)).isEmpty();
        assertThat(store.owners()).isEmpty();
    }

    private static WindowCounts part(long rows, SortedMap<String, FeatureProfile> features, long late, String missing) {
        return new WindowCounts(
                GoldenValues.MODEL,
                FeatureNames.ALL,
                GoldenValues.WINDOW,
                new Counted(rows, features),
                late,
                List.of(missing));
    }

    @Test
    void carriedWindows() {
        Optional<Carry> carry = Optional.of(new Carry(
                GoldenValues.T0, 3, "b-7", new Counted(5, new TreeMap<>(Map.of("größe", GoldenValues.numbers())))));
        assertThat(new CarryStore(stored("carried-v1.hex")).carry(GoldenValues.MODEL, FeatureNames.ALL))
                .isEqualTo(carry);

        KeyValueStore<Bytes, byte[]> written = empty();
        CarryStore store = new CarryStore(written);
        store.replace(GoldenValues.MODEL, FeatureNames.ALL, Optional.empty(), carry);
        assertHolds(written, "carried-v1.hex");
        store.replace(GoldenValues.MODEL, FeatureNames.ALL, carry, Optional.empty());
        assertThat(hex(written)).isEmpty();
    }

    @Test
    void theDayThatWasReportedLast() {
        ProgressStore.ToldDay day = new ProgressStore.ToldDay(GoldenValues.T0, 2, 700);
        assertThat(new ProgressStore(stored("told-day-v1.hex")).toldDay(GoldenValues.MODEL, FeatureNames.ALL))
                .contains(day);

        KeyValueStore<Bytes, byte[]> written = empty();
        new ProgressStore(written).toldDay(GoldenValues.MODEL, FeatureNames.ALL, day);
        assertHolds(written, "told-day-v1.hex");
    }

    @Test
    void progress() {
        ProgressStore read = new ProgressStore(stored("progress-v1.hex"));
        Map<TopicPartition, Long> watermarks = new TreeMap<>(Comparator.comparing(TopicPartition::toString));
        read.forEachWatermark(watermarks::put);
        assertThat(watermarks).isEqualTo(Map.of(new TopicPartition("inference-events", 3), GoldenValues.T0 + 59_999));
        assertThat(read.baselinesReadTo(Map.of(0, 41L))).isTrue();
        assertThat(read.baselinesReadTo(Map.of(0, 42L))).isFalse();
        assertThat(read.closedUpTo("rental-price")).isEqualTo(GoldenValues.T0 + 300_000);
        assertThat(read.takeLate(GoldenValues.MODEL)).isEqualTo(12);

        KeyValueStore<Bytes, byte[]> written = empty();
        ProgressStore store = new ProgressStore(written);
        store.watermark(new TopicPartition("inference-events", 3), GoldenValues.T0 + 59_999);
        store.baselineRead(0, 41);
        store.closeUpTo("rental-price", GoldenValues.T0 + 300_000);
        store.addLate(GoldenValues.MODEL, 12);
        assertHolds(written, "progress-v1.hex");
    }

    @Test
    void theStateIsMarkedWithItsFormat() {
        KeyValueStore<Bytes, byte[]> written = empty();
        StateFormat.enter(new ProgressStore(written));
        assertHolds(written, "format-v2.hex");
        StateFormat.enter(new ProgressStore(written));
        assertHolds(written, "format-v2.hex");

        KeyValueStore<Bytes, byte[]> older = stored("format-v1.hex");
        StateFormat.enter(new ProgressStore(older));
        assertHolds(older, "format-v2.hex");

        new ProgressStore(written).format(3);
        assertThatExceptionOfType(UnreadableStateException.class)
                .isThrownBy(() -> StateFormat.enter(new ProgressStore(written)))
                .withMessageContaining("format 3, and this version reads formats 1 to 2");
    }

    @Test
    void openAlerts() {
        TrackStore read = new TrackStore(stored("tracks-v1.hex"));
        assertThat(read.tracks(GoldenValues.MODEL, FeatureNames.ALL)).isEqualTo(TRACKS);

        KeyValueStore<Bytes, byte[]> written = empty();
        new TrackStore(written).replace(GoldenValues.MODEL, FeatureNames.ALL, new TreeMap<>(), TRACKS);
        assertHolds(written, "tracks-v1.hex");
    }

    @Test
    void openAlertsOfIncidentsAndDays() {
        Optional<TimeWindow> incident = Optional.of(GoldenValues.WINDOW);
        long second = GoldenValues.T0 + 300_000;
        SortedMap<TrackKey, AlertTrack> tracks = new TreeMap<>(Map.of(
                new TrackKey("price", AlertKind.DISTRIBUTION),
                new AlertTrack(
                        AlertState.FIRING, Severity.CRITICAL, new TimeWindow(second, second + 300_000), 1, 2, incident),
                new TrackKey("price", AlertKind.DISTRIBUTION, true),
                new AlertTrack(
                        AlertState.FIRING,
                        Severity.WARNING,
                        new TimeWindow(GoldenValues.T0, GoldenValues.T0 + 86_400_000),
                        1,
                        0,
                        incident)));
        TrackStore read = new TrackStore(stored("tracks-v2.hex"));
        assertThat(read.tracks(GoldenValues.MODEL, FeatureNames.ALL)).isEqualTo(tracks);

        KeyValueStore<Bytes, byte[]> written = empty();
        new TrackStore(written).replace(GoldenValues.MODEL, FeatureNames.ALL, new TreeMap<>(), tracks);
        assertHolds(written, "tracks-v2.hex");
        new TrackStore(written).replace(GoldenValues.MODEL, FeatureNames.ALL, tracks, new TreeMap<>());
        assertThat(hex(written)).isEmpty();
    }

    @Test
    void baselines() {
        KeyValueStore<Bytes, byte[]> old = stored("baselines-v1.hex");
        BaselineStore read = new BaselineStore(old);
        List<BaselineRecord> records = new ArrayList<>();
        read.forEach(records::add);
        assertThat(records).containsExactlyInAnyOrder(GoldenValues.FEATURE, GoldenValues.MANIFEST);
        read.delete(BaselineKey.parse(GoldenValues.KEY));
        assertThat(hex(old)).as("a key is found under its bytes of before").hasSize(1);

        KeyValueStore<Bytes, byte[]> written = empty();
        BaselineStore store = new BaselineStore(written);
        store.put(GoldenValues.FEATURE_WITH_BLOCKS);
        store.put(GoldenValues.MANIFEST);
        assertHolds(written, "baselines-v2.hex");
    }

    @Test
    void storedBaselinesByThemselves() {
        assertThat(BaselineRecordBytes.read(GoldenBytes.value(GoldenStoresTest.class, "baseline-feature-v1.hex")))
                .isEqualTo(GoldenValues.FEATURE);
        assertThat(BaselineRecordBytes.read(GoldenBytes.value(GoldenStoresTest.class, "baseline-manifest-v1.hex")))
                .isEqualTo(GoldenValues.MANIFEST);
        assertThat(BaselineRecordBytes.read(GoldenBytes.value(GoldenStoresTest.class, "baseline-feature-v2.hex")))
                .isEqualTo(GoldenValues.FEATURE_WITH_BLOCKS);
        assertThat(BaselineRecordBytes.write(GoldenValues.FEATURE))
                .as(GoldenBytes.CHANGED, "baseline-feature-untimed-v2.hex")
                .isEqualTo(GoldenBytes.value(GoldenStoresTest.class, "baseline-feature-untimed-v2.hex"));
    }
}
