package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.StateSettings;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.testkit.EventBuilder;
import io.tidegauge.testkit.TestConfigs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a window costs does not depend on how many have closed before it: the stores are asked as often, and RocksDB comes
 * by as many entries, in the third day's windows as in the first's. Windows that open days, or close them, stand apart.
 */
class GrowthTest {

    private static final long SEED = 20_261_122;
    private static final long WINDOW_MS = Duration.ofMinutes(5).toMillis();
    private static final int WINDOWS_OF_DAY = (int) (Duration.ofDays(1).toMillis() / WINDOW_MS);
    private static final int DAYS = 3;
    private static final int ROWS = 3;

    /** 2026-01-01T00:00:00Z. */
    private static final long START_MS = 1_767_225_600_000L;

    /** The windows of a day that are measured. */
    private static final int FROM = 100;

    private static final int TO = 200;

    private final List<KeyValueStore<Bytes, byte[]>> opened = new ArrayList<>();
    private final Random random = new Random(SEED);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        opened.forEach(KeyValueStore::close);
    }

    @Test
    void theStoresAreAskedAsOftenForALateWindowAsForAnEarlyOne() {
        AtomicLong operations = new AtomicLong();
        DetectorConfig config = config(StateSettings.Store.MEMORY);
        List<Long> days = days(config, open(config, operations), operations::get);
        assertThat(days)
                .as("operations of " + (TO - FROM) + " windows, day by day")
                .allMatch(days.get(1)::equals);
        // At the least every feature's pane is written, read and deleted.
        assertThat(days.get(0)).isGreaterThan((TO - FROM) * 3L * 3);
    }

    @Test
    void rocksDbComesByAsManyEntriesForALateWindowAsForAnEarlyOne() {
        DetectorConfig config = config(StateSettings.Store.ROCKSDB);
        List<Long> days = days(config, open(config, new AtomicLong()), CountingRocksMemory::looked);
        long fewest = days.stream().mapToLong(Long::longValue).min().orElseThrow();
        assertThat(fewest).isPositive();
        // When it writes out, and so forgets what is deleted, is its own affair; without that, each day would add to
        // all.
        assertThat(days)
                .as("entries that RocksDB came by for " + (TO - FROM) + " windows, day by day")
                .allMatch(day -> day <= fewest + fewest / 10);
    }

    /** The cost of the same hundred windows of each day. */
    private List<Long> days(DetectorConfig config, List<KeyValueStore<Bytes, byte[]>> stores, LongSupplier cost) {
        List<Long> days = new ArrayList<>();
        try (Stage2 task = new Stage2(config, 1, stores)) {
            task.publish(Baselines.of(events(START_MS - WINDOW_MS, 200), "b1", START_MS - WINDOW_MS));
            for (int day = 0; day < DAYS; day++) {
                for (int window = 0; window < WINDOWS_OF_DAY; window++) {
                    long before = cost.getAsLong();
                    if (window == FROM) {
                        days.add(-before);
                    } else if (window == TO) {
                        days.set(day, days.get(day) + before);
                    }
                    long startMs = START_MS + (long) (day * WINDOWS_OF_DAY + window) * WINDOW_MS;
                    events(startMs, ROWS).forEach(task::count);
                    task.pass(startMs + WINDOW_MS);
                }
            }
            long closed = task.reports().stream()
                    .filter(report -> report.feature().equals("*"))
                    .filter(report -> report.window().sizeMs() == WINDOW_MS)
                    .count();
            assertThat(closed).as("windows closed, seed " + SEED).isEqualTo(DAYS * WINDOWS_OF_DAY);
        }
        return days;
    }

    private List<InferenceEvent> events(long startMs, int rows) {
        List<InferenceEvent> events = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            events.add(EventBuilder.event("m", "1", startMs + row)
                    .number("amount", random.nextGaussian())
                    .number("count", random.nextInt(20))
                    .text("city", "c" + random.nextInt(8))
                    .build());
        }
        return events;
    }

    private DetectorConfig config(StateSettings.Store store) {
        return TestConfigs.stored(TestConfigs.tumbling(Duration.ofMillis(WINDOW_MS), Duration.ZERO), store, directory);
    }

    private List<KeyValueStore<Bytes, byte[]>> open(DetectorConfig config, AtomicLong operations) {
        Properties properties = StreamsProperties.of(config);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, CountingRocksMemory.class);
        MockProcessorContext<?, ?> context =
                new MockProcessorContext<>(properties, new TaskId(0, 0), directory.toFile());
        AssessStores.builders(config.state().store()).forEach(builder -> {
            KeyValueStore<Bytes, byte[]> store =
                    builder.withLoggingDisabled().withCachingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            opened.add(store);
        });
        return opened.stream()
                .<KeyValueStore<Bytes, byte[]>>map(store -> new CountingStore(store, operations, new AtomicLong()))
                .toList();
    }
}
