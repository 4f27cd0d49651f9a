package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.StateSettings;
import io.tidegauge.decide.ModelDecider;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.testkit.TestConfigs;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.Partial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** One watermark passes hundreds of windows, and each takes its time to close. */
class ClosingTurnTest {

    private static final int WINDOWS = 200;
    private static final long WINDOW_MS = 60_000;
    private static final long CLOSING_TAKES_MS = 7;
    private static final SortedMap<String, Integer> ONE = new TreeMap<>(Map.of("t", 1));
    private static final List<ModelVersion> MODELS =
            List.of(new ModelVersion("a", "1"), new ModelVersion("b", "1"), new ModelVersion("b", "2"));

    private final DetectorConfig config = TestConfigs.tumbling(Duration.ofMillis(WINDOW_MS), Duration.ZERO);
    private final MockProcessorContext<String, Published> context = new MockProcessorContext<>();
    private final WindowAgreement agreement = new WindowAgreement(Instance.beginning(), config.windowsHash());

    @Test
    void aTaskThatHasMuchToCloseGivesItsThreadBackAndGoesOnInOrder() {
        AssessProcessor processor = processor();
        for (int window = 0; window < WINDOWS; window++) {
            for (ModelVersion model : MODELS) {
                Pane pane = new Pane(model, FeatureNames.ALL, window * WINDOW_MS);
                processor.process(message(new Partial(pane, 1, new TreeMap<>())));
            }
        }
        long turnMs = config.timing().commitInterval().toMillis()
                / (2L * config.state().internalPartitions());
        List<Integer> turns = new ArrayList<>();
        processor.process(message(watermark(WINDOWS * WINDOW_MS)));
        turns.add(context.forwarded().size());
        // What is announced while the turn is over begins no other.
        processor.process(message(watermark(WINDOWS * WINDOW_MS + 1)));
        assertThat(context.forwarded()).hasSize(turns.get(0));
        while (context.forwarded().size() < WINDOWS * MODELS.size() && turns.size() < WINDOWS) {
            context.scheduledPunctuators().get(1).getPunctuator().punctuate(context.currentSystemTimeMs());
            turns.add(context.forwarded().size());
        }

        List<FeatureReport> closed = context.forwarded().stream()
                .map(forwarded -> ((Published.Report) forwarded.record().value()).report())
                .toList();
        List<String> expected = new ArrayList<>();
        for (int window = 0; window < WINDOWS; window++) {
            TimeWindow time = new TimeWindow(window * WINDOW_MS, (window + 1) * WINDOW_MS);
            MODELS.forEach(model -> expected.add(model + " " + time));
        }
        assertThat(closed)
                .extracting(report -> report.model() + " " + report.window())
                .isEqualTo(expected);
        assertThat(closed).allMatch(report -> report.rows() == 1 && report.complete());
        int before = 0;
        for (int after : turns) {
            assertThat((after - before) * CLOSING_TAKES_MS)
                    .as("milliseconds of a turn, windows closed after each: " + turns)
                    .isLessThanOrEqualTo(turnMs + MODELS.size() * CLOSING_TAKES_MS);
            // Where a model is closed up to is known by the model: its versions must not be apart.
            assertThat(after % MODELS.size()).as("b/1 closed and b/2 not").isNotEqualTo(2);
            before = after;
        }
        assertThat(turns).hasSizeGreaterThan(2);
    }

    private AssessProcessor processor() {
        AssessStores.builders(StateSettings.Store.MEMORY).forEach(builder -> {
            KeyValueStore<Bytes, byte[]> store =
                    builder.withLoggingDisabled().withCachingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        });
        context.setCurrentSystemTimeMs(WINDOWS * WINDOW_MS);
        TopologyPorts ports = new TopologyPorts(
                () -> {
                    throw new AssertionError("no event is decoded here");
                },
                (topic, report) -> new byte[0],
                (topic, alert) -> new byte[0],
                () -> (topic, bytes) -> {
                    throw new AssertionError("no baseline is read here");
                },
                new NothingCommitted(ONE),
                new SlowClosing());
        AssessProcessor processor = new AssessProcessor(
                config,
                ports,
                new WindowAssessor(new ModelDecider(config.decision())),
                agreement,
                StageLimits.of(config.limits(), new LimitWatch(config.limits(), DetectorListener.NONE)));
        processor.init(context);
        return processor;
    }

    private Announcement watermark(long timeMs) {
        return new Announcement("t", 0, timeMs, 1, false, ONE, config.windowsHash(), agreement.name());
    }

    private Record<String, InternalMessage> message(InternalMessage message) {
        return new Record<>("key", message, context.currentSystemTimeMs());
    }

    /** Time goes by with every window that closes, and with nothing else. */
    private final class SlowClosing implements DetectorListener {

        @Override
        public void windowClosed(FeatureReport report) {
            context.setCurrentSystemTimeMs(context.currentSystemTimeMs() + CLOSING_TAKES_MS);
        }

        @Override
        public void events(Outcome outcome, long count) {}

        @Override
        public void reported(FeatureReport report) {}

        @Override
        public void alerted(DriftAlert alert) {}

        @Override
        public void watermark(String topic, int partition, long watermarkMs) {}
    }
}
