package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.assess.Counted;
import io.tidegauge.config.StateSettings;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.CategoryCounts;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.testkit.TestConfigs;
import io.tidegauge.topology.InternalMessage.Partial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies in parts is what was counted, to the byte, and is not written anew with every part that comes. */
@ParameterizedClass
@EnumSource
class PanePartsTest {

    private static final long SEED = 20_261_122;
    private static final long MINUTE = 60_000;
    private static final ModelVersion MODEL = new ModelVersion("m", "1");
    private static final TimeWindow WINDOW = new TimeWindow(0, 5 * MINUTE);

    private final AtomicLong written = new AtomicLong();
    private final KeyValueStore<Bytes, byte[]> store;

    @TempDir
    private Path directory;

    PanePartsTest(StateSettings.Store kind) {
        KeyValueStore<Bytes, byte[]> plain = AssessStores.builder(Names.PANE_STORE, kind)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store = new CountingStore(plain, new AtomicLong(), written);
    }

    @BeforeEach
    void open() {
        Properties properties = StreamsProperties.of(TestConfigs.tumbling(Duration.ofMinutes(5), Duration.ZERO));
        store.init(
                new MockProcessorContext<>(properties, new TaskId(0, 0), directory.toFile()).getStateStoreContext(),
                store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Rows of two panes and three features, in parts of any size, told to one life of the task or another. */
    @Test
    void aWindowHasAllRowsOfAllParts() {
        Random random = new Random(SEED);
        Map<String, LiveProfile> expected = new TreeMap<>();
        long rows = 0;
        PaneStore panes = panes();
        for (int i = 0; i < 400; i++) {
            Map<String, LiveProfile> part = new TreeMap<>();
            int ofPart = 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 5);
            for (int row = 0; row < ofPart; row++) {
                double amount = Math.exp(random.nextGaussian());
                String city = "c" + random.nextInt(1 + i);
                number(part, "amount", amount);
                number(expected, "amount", amount);
                text(part, city);
                text(expected, city);
                if (i % 3 == 0) {
                    // The name begins as the other's does.
                    number(part, "amount2", i);
                    number(expected, "amount2", i);
                }
            }
            rows += ofPart;
            panes.add(partial(i % 2, ofPart, part), feature -> true);
            if (random.nextInt(20) == 0) {
                panes = panes();
            }
        }
        Counted counted = panes.window(MODEL, FeatureNames.ALL, WINDOW);
        assertThat(counted.rows()).as("seed " + SEED).isEqualTo(rows);
        assertThat(counted.features().keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (feature, live) -> assertThat(counted.features().get(feature).encode())
                        .as(feature + ", seed " + SEED)
                        .isEqualTo(live.toProfile().encode()));
        assertThat(panes.panes()).hasSize(2);
        AtomicLong features = new AtomicLong();
        panes.forEachFeature((pane, feature) -> features.incrementAndGet());
        assertThat(features).as("features of both panes, the rows' among them").hasValue(2 * (3 + 1));

        panes.delete(pane(0));
        panes().delete(pane(1));
        assertThat(store.all()).isExhausted();
    }

    @Test
    void aFeatureWithoutRoomIsNotStored() {
        PaneStore panes = panes();
        for (int i = 0; i < 50; i++) {
            Map<String, LiveProfile> part = new TreeMap<>();
            number(part, "in", i);
            number(part, "out", i);
            panes.add(partial(0, 1, part), feature -> !feature.equals("out"));
            panes = i == 25 ? panes() : panes;
        }
        Counted counted = panes.window(MODEL, FeatureNames.ALL, WINDOW);
        assertThat(counted.features()).containsOnlyKeys("in");
        assertThat(counted.features().get("in").rows()).isEqualTo(50);
    }

    /** Were all that is there written anew with every part, four times as many parts would write sixteen times as much. */
    @Test
    void fourTimesAsManyPartsWriteAboutFourTimesAsMuch() {
        long few = written(0, 250);
        long many = written(1, 1_000);
        assertThat(many).isBetween(3 * few, 6 * few);
    }

    private long written(int minute, int parts) {
        Random random = new Random(SEED);
        PaneStore panes = panes();
        long before = written.get();
        for (int i = 0; i < parts; i++) {
            Map<String, LiveProfile> part = new TreeMap<>();
            number(part, "amount", random.nextDouble());
            number(part, "amount", random.nextDouble());
            panes.add(partial(minute, 0, part), feature -> true);
        }
        return written.get() - before;
    }

    private PaneStore panes() {
        return new PaneStore(store, CategoryCounts.MAX_CATEGORIES);
    }

    private static Pane pane(int minute) {
        return new Pane(MODEL, FeatureNames.ALL, minute * MINUTE);
    }

    private static Partial partial(int minute, long rows, Map<String, LiveProfile> features) {
        TreeMap<String, FeatureProfile> profiles = new TreeMap<>();
        features.forEach((name, live) -> profiles.put(name, live.toProfile()));
        return new Partial(pane(minute), rows, profiles);
    }

    private static void number(Map<String, LiveProfile> features, String name, double value) {
        features.computeIfAbsent(name, key -> new LiveProfile(KeyMapping.STANDARD))
                .addNumber(value);
    }

    private static void text(Map<String, LiveProfile> features, String value) {
        features.computeIfAbsent("city", key -> new LiveProfile(KeyMapping.STANDARD))
                .addText(value);
    }
}
