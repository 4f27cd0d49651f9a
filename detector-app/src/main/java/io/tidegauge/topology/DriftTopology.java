package io.tidegauge.topology;

import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.config.DetectorConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology as a function of configuration: profile, then assess.
 *
 * <p>Stage 1 counts events on the heap. The token it forwards rests in a cached, unlogged table, which Kafka Streams
 * flushes inside the transaction, right before it commits: that flush is what drains the heap, so offsets and counts are
 * committed together or not at all. Where the memory for live profiles is used up the heap is drained before, inside the
 * same transaction. Stage 2 gets the partials by model and keeps them in logged stores.
 */
public final class DriftTopology {

    /** How often stage 1 says how far it has come where nothing arrives; idleness lapses only after several of these. */
    private static final Duration ANNOUNCE_EVERY = Duration.ofSeconds(2);

    private final DetectorConfig config;
    private final TopologyPorts ports;
    private final WindowAgreement agreement;
    private final Serde<RawKey> rawKeys = RawKey.constantSerde();
    private final RegistryPatience patience;
    private final LimitWatch limits;
    private final LiveLimits live;
    private final StageLimits windows;

    private DriftTopology(DetectorConfig config, TopologyPorts ports) {
        this.config = config;
        this.ports = ports;
        this.agreement = new WindowAgreement(ports.instance(), config.windowsHash());
        this.patience = new RegistryPatience(ports.instance(), StreamsProperties.registryPatience(config));
        this.limits = new LimitWatch(config.limits(), ports.listener());
        this.live = LiveLimits.of(config.limits(), config::associated);
        this.windows = StageLimits.of(config.limits(), limits);
    }

    /** Builds the topology; touches no broker. */
    public static Topology build(DetectorConfig config, TopologyPorts ports) {
        StreamsConfig streams = new StreamsConfig(StreamsProperties.of(config));
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(streams));
        new DriftTopology(config, ports).assemble(builder);
        return builder.build();
    }

    private void assemble(StreamsBuilder builder) {
        KStream<String, InternalMessage> partials = profile(builder);
        KStream<String, InternalMessage> baselines = baselines(builder);
        AssessStores.builders(config.state().store()).forEach(builder::addStateStore);
        KStream<String, Published> published = partials.merge(baselines, Named.as(Names.ASSESS_INPUT))
                .process(
                        () -> new AssessProcessor(config, ports, new WindowAssessor(), agreement, windows),
                        Named.as(Names.ASSESS),
                        AssessStores.NAMES.toArray(String[]::new));
        publish(published);
    }

    private KStream<String, InternalMessage> profile(StreamsBuilder builder) {
        KStream<RawKey, Profiled> profiled = events(builder).processValues(profiling(), Named.as(Names.PROFILE));
        bury(
                profiled.filter((key, outcome) -> outcome instanceof Dead, Named.as("dead-events"))
                        .mapValues(Dead.class::cast, Named.as("dead-event-values")),
                "dead-event-sink");
        KStream<RawKey, Profiled> atOnce =
                profiled.filter((key, outcome) -> outcome instanceof Profiled.Full, Named.as("full-memory"));
        return profiled.filter((key, outcome) -> outcome instanceof Profiled.Token, Named.as("tokens"))
                .mapValues(Profiled.Token.class::cast, Named.as("token-values"))
                .toTable(
                        Named.as(Names.TRIGGER_TABLE),
                        Materialized.<RawKey, Profiled.Token>as(Stores.inMemoryKeyValueStore(Names.TRIGGER_STORE))
                                .withKeySerde(rawKeys)
                                .withValueSerde(tokenSerde())
                                .withCachingEnabled()
                                .withLoggingDisabled())
                .toStream(Named.as(Names.TRIGGER_STREAM))
                .mapValues(token -> (Profiled) token, Named.as("commits"))
                .merge(atOnce, Named.as(Names.DRAIN_INPUT))
                .process(
                        () -> new DrainProcessor(
                                ports.progress(), config.timing().idleTimeout(), ANNOUNCE_EVERY, agreement),
                        Named.as(Names.DRAIN),
                        Names.LIVE_STORE)
                .repartition(internal(Names.PARTIALS));
    }

    private KStream<RawKey, EventBatch> events(StreamsBuilder builder) {
        Consumed<RawKey, EventBatch> consumed =
                Consumed.with(rawKeys, readOnly(EventBatch.deserializer())).withName(Names.EVENTS);
        String pattern = config.topics().eventsPattern();
        Collection<String> topics = config.topics().events();
        return pattern == null ? builder.stream(topics, consumed) : builder.stream(Pattern.compile(pattern), consumed);
    }

    private FixedKeyProcessorSupplier<RawKey, EventBatch, Profiled> profiling() {
        return new FixedKeyProcessorSupplier<>() {
            @Override
            public FixedKeyProcessor<RawKey, EventBatch, Profiled> get() {
                return new ProfileProcessor(config, ports.decoders(), patience, ports.listener(), limits);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(new LivePanesStore.Builder(live));
            }
        };
    }

    private KStream<String, InternalMessage> baselines(StreamsBuilder builder) {
        KStream<RawKey, BaselineRead> read = builder.stream(
                        config.topics().baselines(),
                        Consumed.with(rawKeys, Serdes.ByteArray()).withName(Names.BASELINES))
                .process(
                        () -> new BaselineReadProcessor(
                                ports.baselineReaders(),
                                config.topics().baselines(),
                                ports.progress(),
                                patience,
                                ANNOUNCE_EVERY),
                        Named.as(Names.BASELINE_READ));
        bury(
                read.filter((key, outcome) -> outcome instanceof Dead, Named.as("dead-baselines"))
                        .mapValues(Dead.class::cast, Named.as("dead-baseline-values")),
                "dead-baseline-sink");
        return read.filter((key, outcome) -> outcome instanceof BaselineRead.Told, Named.as("told-baselines"))
                .map(
                        (key, outcome) -> {
                            BaselineRead.Told told = (BaselineRead.Told) outcome;
                            return KeyValue.pair(told.model(), told.message());
                        },
                        Named.as("baselines-by-model"))
                .repartition(internal(Names.BASELINE_UPDATES));
    }

    private Repartitioned<String, InternalMessage> internal(String name) {
        return Repartitioned.<String, InternalMessage>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(InternalMessageSerde.serde())
                .withStreamPartitioner(new ModelPartitioner())
                .withNumberOfPartitions(config.state().internalPartitions());
    }

    private void bury(KStream<RawKey, Dead> dead, String sink) {
        dead.map((carrier, letter) -> KeyValue.pair(letter.key(), letter.value()), Named.as(sink + "-bytes"))
                .to(
                        config.deadLetterTopic(),
                        Produced.with(
                                        Serdes.serdeFrom(RawKey.deadLetterSerializer(), rawKeys.deserializer()),
                                        Serdes.ByteArray())
                                .withName(sink));
    }

    private void publish(KStream<String, Published> published) {
        published
                .filter((key, value) -> value instanceof Published.Report, Named.as("reports"))
                .mapValues(value -> ((Published.Report) value).report(), Named.as("report-values"))
                .to(config.topics().reports(), produced("report-sink", ports.reports()));
        published
                .filter((key, value) -> value instanceof Published.Alert, Named.as("alerts"))
                .mapValues(value -> ((Published.Alert) value).alert(), Named.as("alert-values"))
                .to(config.topics().alerts(), produced("alert-sink", ports.alerts()));
    }

    private static <V> Produced<String, V> produced(String name, Serializer<V> serializer) {
        return Produced.<String, V>with(Serdes.String(), writeOnly(serializer)).withName(name);
    }

    /** A source's serde: it never writes. */
    private static <V> Serde<V> readOnly(Deserializer<V> deserializer) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    throw new IllegalStateException(topic + " is only read here");
                },
                deserializer);
    }

    /** A sink's serde: it never reads. */
    private static <V> Serde<V> writeOnly(Serializer<V> serializer) {
        return Serdes.serdeFrom(serializer, (topic, bytes) -> {
            throw new IllegalStateException(topic + " is only written here");
        });
    }

    private static Serde<Profiled.Token> tokenSerde() {
        byte[] one = {1};
        return Serdes.serdeFrom((topic, token) -> one.clone(), (topic, bytes) -> new Profiled.Token());
    }
}
