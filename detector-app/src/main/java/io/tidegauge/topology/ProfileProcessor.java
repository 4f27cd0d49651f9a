package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FlatEvent;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.event.InvalidEventException.Reason;
import io.tidegauge.event.Limit;
import io.tidegauge.serde.EventDecoder;
import io.tidegauge.topology.DetectorListener.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1, first half: decodes an event, checks it whole, counts it on the heap, and asks once per commit for a drain.
 * An event that cannot be counted becomes a dead letter before anything has been counted of it.
 *
 * <p>There are two ways through. The ordinary event is read where it lies and counted from there. Any other, and every
 * event where the decoder cannot do that, is decoded into an {@link InferenceEvent} and judged at leisure: only that way
 * says what is wrong with an event.
 */
final class ProfileProcessor implements FixedKeyProcessor<RawKey, EventBatch, Profiled> {

    private static final Profiled.Token TOKEN = new Profiled.Token();
    private static final Profiled.Full FULL = new Profiled.Full();
    private static final byte[] NOTHING = {};

    private final DetectorConfig config;
    private final Supplier<EventDecoder> decoders;
    private final RegistryPatience patience;
    private final DetectorListener listener;
    private final LimitWatch limits;
    private LiveModels models;
    private final FlatEvent flat = new FlatEvent();
    private final long skewMs;
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
        this.models = new LiveModels(config);
        this.skewMs = config.timing().maxFutureSkew().toMillis();
    }

    @Override
    public void init(FixedKeyProcessorContext<RawKey, Profiled> newContext) {
        context = newContext;
        LivePanesStore store = newContext.getStateStore(Names.LIVE_STORE);
        live = store.panes();
        // A recycled task keeps its store objects: init of the processor is called again, init of the store is not.
        live.clear();
        models = new LiveModels(config);
        // Nor is the processor made anew when a suspended task resumes: it is closed, then gets another init.
        decoder = decoders.get();
    }

    @Override
    @SuppressWarnings("NullAway") // context and live are set by init, which Kafka Streams calls first
    public void process(FixedKeyRecord<RawKey, EventBatch> batch) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        TopicPartition partition = new TopicPartition(from.topic(), from.partition());
        List<ConsumerRecord<byte[], ByteBuffer>> events = batch.value().events(batch, from);
        listener.events(Outcome.CONSUMED, events.size());
        Accepted accepted = new Accepted();
        long begun = System.nanoTime();
        for (ConsumerRecord<byte[], ByteBuffer> event : events) {
            if (!takeInPlace(event, accepted)) {
                take(batch, event, accepted, begun);
            }
            if (live.pressed()) {
                limits.exceeded(Limit.MAX_LIVE_MEMORY, () -> "sent on what is counted before the commit");
                forward(batch, FULL);
            }
        }
        live.read(partition, events.get(events.size() - 1).offset());
        // Whatever is kept until the next batch, it is not what was fetched.
        flat.begin(NOTHING);
        batch.value().release();
        if (accepted.events > 0) {
            live.advance(partition, accepted.latestMs, accepted.events);
            listener.events(Outcome.IGNORED, accepted.ignored);
            // After the counting, never inside it: an eviction of the token drains at once.
            if (!live.arm()) {
                forward(batch, TOKEN);
            }
        }
    }

    /** Reads and counts an event where it lies; false, with nothing counted, where that takes more than the ordinary. */
    @SuppressWarnings("NullAway") // decoder and live are set by init
    private boolean takeInPlace(ConsumerRecord<byte[], ByteBuffer> event, Accepted accepted) {
        ByteBuffer value = event.value();
        if (value == null
                || !value.hasArray()
                || !decoder.decode(
                        event.topic(),
                        event.headers(),
                        value.array(),
                        value.arrayOffset() + value.position(),
                        value.remaining(),
                        flat)) {
            return false;
        }
        long timeMs = flat.eventTimeMs();
        LiveModels.Model model = EventLimits.allowsTime(timeMs) && timeMs <= latestMs(event) ? models.of(flat) : null;
        if (model == null || !model.take(flat, live)) {
            return false;
        }
        accepted.add(timeMs, model.ignored());
        return true;
    }

    /** Decodes an event whole, checks it and counts it, or buries it. */
    @SuppressWarnings("NullAway") // live is set by init
    private void take(
            FixedKeyRecord<RawKey, EventBatch> batch,
            ConsumerRecord<byte[], ByteBuffer> record,
            Accepted accepted,
            long begun) {
        byte[] value = Utils.toNullableArray(record.value());
        try {
            InferenceEvent event = accept(record, value, begun);
            boolean ignored = config.ignores(event.model());
            if (!ignored) {
                live.add(event, config.windowsOf(event.model()).paneStart(event.eventTimeMs()));
            }
            accepted.add(event.eventTimeMs(), ignored);
        } catch (InvalidEventException refused) {
            bury(batch, record, value, refused);
        }
    }

    @SuppressWarnings("NullAway") // decoder is set by init
    private InferenceEvent accept(ConsumerRecord<byte[], ByteBuffer> record, byte @Nullable [] value, long begun) {
        InferenceEvent event = patience.ask(() -> decoder.decode(record.topic(), record.headers(), value), begun);
        config.limits().event().check(event);
        if (event.eventTimeMs() > latestMs(record)) {
            throw new InvalidEventException(
                    Reason.FUTURE_EVENT_TIME,
                    "event_time " + event.eventTimeMs() + " is later than the record's timestamp "
                            + RecordTime.of(record) + " by more than "
                            + config.timing().maxFutureSkew());
        }
        return event;
    }

    private long latestMs(ConsumerRecord<?, ?> record) {
        return RecordTime.of(record) + skewMs;
    }

    @SuppressWarnings("NullAway") // context is set by init
    private void forward(FixedKeyRecord<RawKey, EventBatch> batch, Profiled reason) {
        long streamTime = Math.max(context.currentStreamTimeMs(), 0);
        // Without the headers, which carry the whole batch: the token rests until the commit.
        context.forward(batch.withValue(reason).withHeaders(new RecordHeaders()).withTimestamp(streamTime));
    }

    @SuppressWarnings("NullAway") // context is set by init
    private void bury(
            FixedKeyRecord<RawKey, EventBatch> batch,
            ConsumerRecord<byte[], ByteBuffer> record,
            byte @Nullable [] value,
            InvalidEventException refused) {
        listener.events(Outcome.DEAD_LETTERED, 1);
        if (refused.reason() == Reason.TOO_MANY_FEATURES) {
            limits.exceeded(Limit.MAX_FEATURES, () -> "refused an event: " + refused.getMessage());
        }
        Profiled dead = new Dead(new RawKey(record.key()), DeadLetter.value(value));
        context.forward(batch.withValue(dead)
                .withHeaders(DeadLetter.headers(
                        record.headers(),
                        value,
                        refused.reason().name(),
                        String.valueOf(refused.getMessage()),
                        new Origin(record.topic(), record.partition(), record.offset()),
                        RecordTime.of(record)))
                .withTimestamp(context.currentSystemTimeMs()));
    }

    /** Where one event of a batch is from. */
    private record Origin(String topic, int partition, long offset) implements RecordMetadata {}

    /** What has been accepted of a batch. */
    private static final class Accepted {
        private long events;
        private long ignored;
        private long latestMs = Long.MIN_VALUE;

        void add(long timeMs, boolean ignore) {
            events++;
            ignored += ignore ? 1 : 0;
            latestMs = Math.max(latestMs, timeMs);
        }
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
        }
    }
}
