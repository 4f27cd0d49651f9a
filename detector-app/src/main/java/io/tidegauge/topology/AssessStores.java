package io.tidegauge.topology;

import io.tidegauge.assess.Remembered;
import io.tidegauge.config.LimitSettings;
import io.tidegauge.config.StateSettings;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of stage 2: cached, and logged to compacted topics. Those that grow with the open windows are where
 * configuration wants them, on the heap or in RocksDB; the others are small and always on the heap.
 */
record AssessStores(
        PaneStore panes,
        CountsStore days,
        CarryStore carries,
        BaselineStore baselines,
        TrackStore tracks,
        ProgressStore progress,
        BoundsStore bounds,
        ParkedStore parked,
        ReferenceStore references,
        StoreWeights weights) {

    /** Names of the stores, all of which the processor uses. */
    static final List<String> NAMES = List.of(
            Names.PANE_STORE,
            Names.DAY_STORE,
            Names.CARRY_STORE,
            Names.BASELINE_STORE,
            Names.TRACK_STORE,
            Names.PROGRESS_STORE,
            Names.PARKED_STORE,
            Names.REFERENCE_STORE);

    /** The stores that hold something for every window that is open or kept. */
    private static final Set<String> GROWING =
            Set.of(Names.PANE_STORE, Names.DAY_STORE, Names.PARKED_STORE, Names.REFERENCE_STORE);

    /** In-memory stores restore the whole changelog, so it is kept short: small segments, compacted early. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 * 1024 * 1024),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(StreamsProperties.MAX_RECORD_BYTES));

    /**
     * The stores of a task.
     *
     * @param weights is told what those take that grow with the windows, where they are on the heap
     */
    static AssessStores of(ProcessorContext<?, ?> context, LimitSettings limits, StoreWeights weights) {
        return new AssessStores(
                new PaneStore(weighed(context, Names.PANE_STORE, weights), limits.maxCategories()),
                new CountsStore(Names.DAY_STORE, weighed(context, Names.DAY_STORE, weights)),
                new CarryStore(weighed(context, Names.CARRY_STORE, weights)),
                new BaselineStore(context.getStateStore(Names.BASELINE_STORE)),
                new TrackStore(context.getStateStore(Names.TRACK_STORE)),
                new ProgressStore(context.getStateStore(Names.PROGRESS_STORE)),
                new BoundsStore(context.getStateStore(Names.PROGRESS_STORE)),
                new ParkedStore(weighed(context, Names.PARKED_STORE, weights)),
                new ReferenceStore(weighed(context, Names.REFERENCE_STORE, weights)),
                weights);
    }

    private static KeyValueStore<Bytes, byte[]> weighed(
            ProcessorContext<?, ?> context, String name, StoreWeights weights) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(name);
        return store.persistent() ? store : new WeighedStore(store, weights);
    }

    /** Forgets a version that has no open window; its last one ended at the instant. */
    void forget(ModelVersion model, long endMs) {
        String segment = FeatureNames.ALL;
        tracks.replace(model, segment, tracks.tracks(model, segment), Collections.emptySortedMap());
        carries.replace(model, segment, carries.carry(model, segment), Optional.empty());
        parked.drop(model, segment);
        references.drop(model, segment);
        days.windows(model, segment).forEach(day -> days.delete(model, segment, day));
        progress.forget(model, segment);
        bounds.forget(model, endMs);
    }

    /** What is remembered of a model's version from its last window. */
    Remembered remembered(ModelVersion model, String segment) {
        return new Remembered(tracks.tracks(model, segment), carries.carry(model, segment));
    }

    /** Puts what is to be remembered in the place of what was. */
    void remember(ModelVersion model, String segment, Remembered before, Remembered after) {
        tracks.replace(model, segment, before.tracks(), after.tracks());
        carries.replace(model, segment, before.carry(), after.carry());
    }

    static Stream<StoreBuilder<KeyValueStore<Bytes, byte[]>>> builders(StateSettings.Store growing) {
        return NAMES.stream().map(name -> builder(name, growing));
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name, StateSettings.Store growing) {
        return Stores.keyValueStoreBuilder(supplier(name, growing), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    private static KeyValueBytesStoreSupplier supplier(String name, StateSettings.Store growing) {
        return growing == StateSettings.Store.ROCKSDB && GROWING.contains(name)
                ? Stores.persistentKeyValueStore(name)
                : Stores.inMemoryKeyValueStore(name);
    }
}
