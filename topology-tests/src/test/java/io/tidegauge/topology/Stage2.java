package io.tidegauge.topology;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.Partial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * A task of stage 2 alone, on stores that outlive it: it may be restarted between any two
 * messages, also with another configuration.
 */
final class Stage2 implements AutoCloseable {

    private static final String TOPIC = "inference-events";
    private static final long WALL_MS = 1_800_000_000_000L;

    private final Map<String, KeyValueStore<Bytes, byte[]>> stores = new TreeMap<>();
    private final List<Published> published = new ArrayList<>();
    private final Map<DetectorListener.Outcome, Long> outcomes = new EnumMap<>(DetectorListener.Outcome.class);
    private DetectorConfig config;
    private MockProcessorContext<String, Published> context;
    private AssessProcessor processor;
    private long wallMs = WALL_MS;
    private final int partitions;
    private long told;

    Stage2(DetectorConfig config) {
        this(config, 1);
    }

    /** Of several source partitions, only the first ever says how far it has come. */
    Stage2(DetectorConfig config, int partitions) {
        this(config, partitions, inMemory());
    }

    /** On these stores, all of them, which are this task's from now on. */
    Stage2(DetectorConfig config, int partitions, Collection<KeyValueStore<Bytes, byte[]>> stores) {
        this.partitions = partitions;
        stores.forEach(store -> this.stores.put(store.name(), store));
        this.config = config;
        start();
    }

    private static List<KeyValueStore<Bytes, byte[]>> inMemory() {
        return AssessStores.NAMES.stream()
                .map(name -> {
                    KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                                    Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                            .withLoggingDisabled()
                            .build();
                    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
                    return store;
                })
                .toList();
    }

    private void start() {
        context = new MockProcessorContext<>();
        stores.values().forEach(context::addStateStore);
        context.setCurrentSystemTimeMs(wallMs);
        TopologyPorts ports = new TopologyPorts(
                () -> null,
                null,
                null,
                () -> null,
                new NothingCommitted(new TreeMap<>(Map.of(TOPIC, partitions))),
                new CountingListener(outcomes),
                new Instance(new Instance.Name(wallMs, 1)));
        processor = new AssessProcessor(
                config,
                ports,
                new WindowAssessor(),
                new WindowAgreement(ports.instance(), config.windowsHash()),
                StageLimits.of(config.limits(), new LimitWatch(config.limits(), ports.listener())));
        processor.init(context);
    }

    /** Ends the task's life, and begins another on the same stores. */
    void restart(DetectorConfig with) {
        take();
        config = with;
        start();
    }

    void restart() {
        restart(config);
    }

    void publish(BaselineSet set) {
        set.features().values().forEach(record -> tell(new BaselineChange(record.key(), record)));
        tell(new BaselineChange(set.manifest().key(), set.manifest()));
    }

    /** Tells an event's row, as the only one of a partial. */
    void count(InferenceEvent event) {
        TreeMap<String, FeatureProfile> features = new TreeMap<>();
        event.forEachFeature((name, value) -> {
            LiveProfile live = new LiveProfile(KeyMapping.forFeature(name));
            live.add(value);
            features.put(name, live.toProfile());
        });
        long start = config.windowsOf(event.model()).paneStart(event.eventTimeMs());
        tell(new Partial(
                new Pane(new ModelVersion(event.model(), event.modelVersion()), FeatureNames.ALL, start), 1, features));
    }

    /** Lets the source's watermark rise, and time go on for a turn of closing, so often that all that is due closes. */
    void pass(long watermarkMs) {
        int before;
        tell(new Announcement(
                TOPIC,
                0,
                watermarkMs,
                ++told,
                false,
                new TreeMap<>(Map.of(TOPIC, partitions)),
                config.windowsHash(),
                new Instance.Name(0, 0)));
        do {
            before = published.size();
            tick(Duration.ofSeconds(1));
        } while (published.size() > before);
    }

    /** Lets the clock on the wall go on. */
    void tick(Duration duration) {
        wallMs += duration.toMillis();
        context.setCurrentSystemTimeMs(wallMs);
        context.scheduledPunctuators().forEach(one -> one.getPunctuator().punctuate(wallMs));
        take();
    }

    private void tell(InternalMessage message) {
        processor.process(new Record<>("", message, wallMs));
        take();
    }

    private void take() {
        context.forwarded().forEach(forward -> published.add(forward.record().value()));
        context.resetForwards();
    }

    /** All reports, in the order in which they were published. */
    List<FeatureReport> reports() {
        return published.stream()
                .filter(Published.Report.class::isInstance)
                .map(one -> ((Published.Report) one).report())
                .toList();
    }

    /** All alerts, in the order in which they were published. */
    List<DriftAlert> alerts() {
        return published.stream()
                .filter(Published.Alert.class::isInstance)
                .map(one -> ((Published.Alert) one).alert())
                .toList();
    }

    long outcome(DetectorListener.Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Entries of a store. */
    long entries(String store) {
        return stores.get(store).approximateNumEntries();
    }

    @Override
    public void close() {
        stores.values().forEach(KeyValueStore::close);
    }
}
