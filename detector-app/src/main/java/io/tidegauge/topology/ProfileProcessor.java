package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.event.InvalidEventException.Reason;
import io.tidegauge.event.Limit;
import io.tidegauge.serde.EventDecoder;
import io.tidegauge.topology.DetectorListener.Outcome;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1, first half: decodes an event, checks it whole, counts it on the heap, and asks once per commit for a drain.
 * An event that cannot be counted becomes a dead letter before anything has been counted of it.
 */
final class ProfileProcessor implements FixedKeyProcessor<RawKey, byte[], Profiled> {

    private static final Profiled.Token TOKEN = new Profiled.Token();
    private static final Profiled.Full FULL = new Profiled.Full();

    private final DetectorConfig config;
    private final Supplier<EventDecoder> decoders;
    private final RegistryPatience patience;
    private final DetectorListener listener;
    private final LimitWatch limits;
    private @Nullable FixedKeyProcessorContext<RawKey, Profiled> context;
    private @Nullable LivePanes live;
    private @Nullable EventDecoder decoder;

    ProfileProcessor(
            DetectorConfig config,
            Supplier<EventDecoder> decoders,
            RegistryPatience patience,
            DetectorListener listener,
            LimitWatch limits) {
        this.config = config;
        this.decoders = decoders;
        this.patience = patience;
        this.listener = listener;
        this.limits = limits;
    }

    @Override
    public void init(FixedKeyProcessorContext<RawKey, Profiled> newContext) {
        context = newContext;
        LivePanesStore store = newContext.getStateStore(Names.LIVE_STORE);
        live = store.panes();
        // A recycled task keeps its store objects: init of the processor is called again, init of the store is not.
        live.clear();
        // Nor is the processor made anew when a suspended task resumes: it is closed, then gets another init.
        decoder = decoders.get();
    }

    @Override
    @SuppressWarnings("NullAway") // context and live are set by init, which Kafka Streams calls first
    public void process(FixedKeyRecord<RawKey, byte[]> event) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        listener.events(Outcome.CONSUMED, 1);
        TopicPartition partition = new TopicPartition(from.topic(), from.partition());
        try {
            count(accept(from.topic(), event), partition);
        } catch (InvalidEventException refused) {
            bury(event, refused, from);
            return;
        } finally {
            live.read(partition, from.offset());
        }
        // After the counting, never inside it: an eviction of the token drains at once.
        if (!live.arm()) {
            forward(event, TOKEN);
        }
        if (live.pressed()) {
            limits.exceeded(Limit.MAX_LIVE_MEMORY, () -> "sent on what is counted before the commit");
            forward(event, FULL);
        }
    }

    @SuppressWarnings("NullAway") // context is set by init
    private void forward(FixedKeyRecord<RawKey, byte[]> event, Profiled reason) {
        long streamTime = Math.max(context.currentStreamTimeMs(), 0);
        context.forward(event.withValue(reason).withTimestamp(streamTime));
    }

    @SuppressWarnings("NullAway") // decoder is set by init
    private InferenceEvent accept(String topic, FixedKeyRecord<RawKey, byte[]> record) {
        InferenceEvent event = patience.ask(() -> decoder.decode(topic, record.headers(), record.value()));
        config.limits().event().check(event);
        long latest = record.timestamp() + config.timing().maxFutureSkew().toMillis();
        if (event.eventTimeMs() > latest) {
            throw new InvalidEventException(
                    Reason.FUTURE_EVENT_TIME,
                    "event_time " + event.eventTimeMs() + " is later than the record's timestamp " + record.timestamp()
                            + " by more than " + config.timing().maxFutureSkew());
        }
        return event;
    }

    @SuppressWarnings("NullAway") // live is set by init
    private void count(InferenceEvent event, TopicPartition from) {
        if (config.ignores(event.model())) {
            listener.events(Outcome.IGNORED, 1);
        } else {
            live.add(event, config.windowsOf(event.model()).paneStart(event.eventTimeMs()));
        }
        live.advance(from, event.eventTimeMs());
    }

    @SuppressWarnings("NullAway") // context is set by init
    private void bury(FixedKeyRecord<RawKey, byte[]> event, InvalidEventException refused, RecordMetadata from) {
        listener.events(Outcome.DEAD_LETTERED, 1);
        if (refused.reason() == Reason.TOO_MANY_FEATURES) {
            limits.exceeded(Limit.MAX_FEATURES, () -> "refused an event: " + refused.getMessage());
        }
        Profiled dead = new Dead(DeadLetter.value(event.value()));
        context.forward(event.withValue(dead)
                .withHeaders(DeadLetter.headers(
                        event.headers(),
                        event.value(),
                        refused.reason().name(),
                        String.valueOf(refused.getMessage()),
                        from,
                        event.timestamp()))
                .withTimestamp(context.currentSystemTimeMs()));
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
        }
    }
}
