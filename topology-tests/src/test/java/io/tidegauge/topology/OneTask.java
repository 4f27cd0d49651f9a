package io.tidegauge.topology;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.StateSettings;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.Partial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** A task of stage 2 alone, with a cluster and a clock that do as they are told. Its one event topic is called t. */
final class OneTask implements SourceProgress {

    private final MockProcessorContext<String, Published> context = new MockProcessorContext<>();
    private final DetectorConfig config;
    private final SortedMap<String, Integer> sources;
    private final Map<Integer, End> ends = new HashMap<>();
    private final DetectorListener listener;
    private final WindowAgreement agreement;
    private AssessProcessor processor;

    /** A task that begins at {@code wallMs}. */
    OneTask(DetectorConfig config, int partitions, long wallMs, DetectorListener listener) {
        this.config = config;
        this.sources = new TreeMap<>(Map.of("t", partitions));
        this.listener = listener;
        this.agreement = new WindowAgreement(Instance.beginning(), config.windowsHash());
        AssessStores.builders(StateSettings.Store.MEMORY).forEach(builder -> {
            KeyValueStore<Bytes, byte[]> store =
                    builder.withLoggingDisabled().withCachingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        });
        context.setCurrentSystemTimeMs(wallMs);
        begin();
    }

    /** Begins another life with what the stores hold. */
    void begin() {
        context.scheduledPunctuators().forEach(punctuator -> punctuator.cancel());
        TopologyPorts ports = new TopologyPorts(
                () -> {
                    throw new AssertionError("no event is decoded here");
                },
                (topic, report) -> new byte[0],
                (topic, alert) -> new byte[0],
                () -> (topic, bytes) -> {
                    throw new AssertionError("no baseline is read here");
                },
                this,
                listener);
        processor = new AssessProcessor(
                config,
                ports,
                new WindowAssessor(),
                agreement,
                StageLimits.of(config.limits(), new LimitWatch(config.limits(), listener)));
        processor.init(context);
    }

    /** Rows of a model in the pane that begins at {@code startMs}. */
    void count(ModelVersion model, long startMs, long rows) {
        process(new Partial(new Pane(model, FeatureNames.ALL, startMs), rows, new TreeMap<>()));
    }

    /** What a partition says of itself. */
    void announce(int partition, long watermarkMs, long readTo, boolean silent) {
        process(new Announcement(
                "t", partition, watermarkMs, readTo, silent, sources, config.windowsHash(), agreement.name()));
    }

    private void process(InternalMessage message) {
        processor.process(new Record<>("key", message, wallMs()));
    }

    /** The cluster, asked now, says that the partition ends here. */
    void ends(int partition, long offset) {
        ends.put(partition, new End(offset, System.nanoTime()));
    }

    long wallMs() {
        return context.currentSystemTimeMs();
    }

    /** Sets the clock on the wall, and nothing else happens. */
    void wall(long wallMs) {
        context.setCurrentSystemTimeMs(wallMs);
    }

    /** Lets so much time go by, second by second. */
    void live(long seconds) {
        for (long second = 0; second < seconds; second++) {
            wall(wallMs() + 1_000);
            tick();
        }
    }

    /** The punctuation of every second. */
    void tick() {
        punctuator(0).punctuate(wallMs());
    }

    /** The punctuation that goes on closing. */
    void goOn() {
        punctuator(1).punctuate(wallMs());
    }

    private Punctuator punctuator(int which) {
        return context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .toList()
                .get(which)
                .getPunctuator();
    }

    /** All windows reported so far, in their order. */
    List<FeatureReport> closed() {
        return context.forwarded().stream()
                .map(forwarded -> forwarded.record().value())
                .filter(Published.Report.class::isInstance)
                .map(report -> ((Published.Report) report).report())
                .filter(report -> report.feature().equals(FeatureNames.ALL))
                .toList();
    }

    @Override
    public SortedMap<String, Integer> eventPartitions() {
        return sources;
    }

    @Override
    public long committed(String topic, int partition) {
        return 0;
    }

    @Override
    public Optional<End> end(String topic, int partition) {
        return Optional.ofNullable(ends.get(partition));
    }

    @Override
    public SortedMap<Integer, Long> baselineEndOffsets() {
        return new TreeMap<>();
    }
}
