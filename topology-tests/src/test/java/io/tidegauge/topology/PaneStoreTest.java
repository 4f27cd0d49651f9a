package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.config.StateSettings;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.CategoryCounts;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.testkit.TestConfigs;
import io.tidegauge.topology.InternalMessage.Partial;
import io.tidegauge.topology.OpenWindows.Open;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
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

/** Panes that were counted by other windows than those that close them: the configuration changed between two runs. */
@ParameterizedClass
@EnumSource
class PaneStoreTest {

    private static final long MINUTE = 60_000;
    private static final long T0 = 1_700_000_100_000L / (30 * MINUTE) * (30 * MINUTE);
    private static final ModelVersion MODEL = new ModelVersion("m", "1");

    private final KeyValueStore<Bytes, byte[]> store;
    private final PaneStore panes;

    @TempDir
    private Path directory;

    PaneStoreTest(StateSettings.Store kind) {
        store = AssessStores.builder(Names.PANE_STORE, kind)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        panes = new PaneStore(store, CategoryCounts.MAX_CATEGORIES);
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

    @Test
    void rowsOfSmallerPanesAreAllInTheLargerWindow() {
        count(MODEL, 0, 1);
        count(MODEL, 5, 10);
        count(MODEL, 10, 100);
        count(MODEL, 15, 1_000);
        count(new ModelVersion("m", "10"), 5, 7);
        assertThat(closedRows(15)).isEqualTo(Map.of(0L, 111L, 15L, 1_000L));
    }

    @Test
    void rowsOfALargerPaneAreInOneSmallerWindow() {
        count(MODEL, 0, 1);
        count(MODEL, 15, 10);
        assertThat(closedRows(5)).isEqualTo(Map.of(0L, 1L, 15L, 10L));
    }

    /** The bytes of a negative number sort behind those of all others. */
    @Test
    void aWindowThatBeginsBeforeTheEpochHasTheRowsOfTheEpochsFirstPanes() {
        for (int second = 0; second < 300; second++) {
            count(new Pane(MODEL, FeatureNames.ALL, second * 1_000L), 1);
        }
        TimeWindow window = new TimeWindow(-2 * MINUTE, MINUTE);
        assertThat(panes.window(MODEL, FeatureNames.ALL, window).rows()).isEqualTo(60);
    }

    @Test
    void panesOfModelsWhoseNamesBeginAlikeAreKeptApart() {
        List<ModelVersion> models = List.of(
                new ModelVersion("m", "1"),
                new ModelVersion("m", "11"),
                new ModelVersion("m1", "1"),
                new ModelVersion("mß", "1"),
                new ModelVersion("m\u007f", "1"));
        for (int i = 0; i < models.size(); i++) {
            for (int minute = 0; minute < 10; minute++) {
                count(models.get(i), minute, 1L << i);
            }
        }
        for (int i = 0; i < models.size(); i++) {
            TimeWindow window = new TimeWindow(T0 + 2 * MINUTE, T0 + 9 * MINUTE);
            assertThat(panes.window(models.get(i), FeatureNames.ALL, window).rows())
                    .as(models.get(i).toString())
                    .isEqualTo(7L << i);
        }
    }

    /** Closes every window of the model, and expects that nothing of it is left. */
    private Map<Long, Long> closedRows(int windowMinutes) {
        Duration size = Duration.ofMinutes(windowMinutes);
        OpenWindows open = new OpenWindows(TestConfigs.windows(new WindowSettings(size, size, Duration.ZERO)));
        panes.panes().forEach(pane -> open.add(pane, Long.MIN_VALUE));
        Map<Long, Long> rows = new TreeMap<>();
        List<Open> all = new ArrayList<>();
        open.inOrder().forEach(all::add);
        for (Open window : all) {
            if (window.model().equals(MODEL) && !window.day()) {
                TimeWindow time = window.window();
                rows.put(
                        (time.startMs() - T0) / MINUTE,
                        panes.window(MODEL, FeatureNames.ALL, time).rows());
                open.close(window).forEach(panes::delete);
            }
        }
        assertThat(panes.panes()).allMatch(pane -> !pane.model().equals(MODEL));
        return rows;
    }

    private void count(ModelVersion model, int minute, long rows) {
        count(new Pane(model, FeatureNames.ALL, T0 + minute * MINUTE), rows);
    }

    private void count(Pane pane, long rows) {
        panes.add(new Partial(pane, rows, new TreeMap<>(Map.of("x", FeatureProfile.ofRows(rows)))), feature -> true);
    }
}
