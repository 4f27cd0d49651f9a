package io.tidegauge.demo;

import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.TopicSettings;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.AvroWire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes the story as any producer would: first the baseline, then event after event when each is due. */
final class StoryPublisher implements AutoCloseable {

    private final StoryPlay play;
    private final TopicSettings topics;
    private final InstantSource clock;
    private final AvroWire wire;
    private final Map<String, Object> settings;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** Publishes to the cluster, topics and registry of the configuration. */
    StoryPublisher(StoryPlay play, DetectorConfig config, InstantSource clock) {
        this.play = play;
        this.topics = config.topics();
        this.clock = clock;
        this.wire = AvroWire.open(config.registry(), true);
        this.settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
    }

    /** Publishes the set and waits until all of it is there. */
    void publish(BaselineSet baseline) throws InterruptedException {
        List<BaselineRecord> records = new ArrayList<>(baseline.features().values());
        records.add(baseline.manifest());
        try (Producer<String, BaselineRecord> producer = producer(wire.baselines())) {
            List<Future<?>> sent = new ArrayList<>();
            for (BaselineRecord record : records) {
                sent.add(producer.send(new ProducerRecord<>(topics.baselines(), record.key(), record)));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the baseline cannot be published: " + e.getMessage(), e);
        }
    }

    /**
     * Plays from now on, until told to stop.
     *
     * @throws IllegalStateException when the cluster does not take an event
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees what is refused
    void play(StopSignal stop) throws InterruptedException {
        String topic = topics.events().get(0);
        Story story = play.story();
        RentalEvents events = new RentalEvents(play.seed());
        Pace pace = play.paceFromNow();
        Optional<Fault> before = Optional.empty();
        try (Producer<String, InferenceEvent> producer = producer(wire.events())) {
            for (long row = 0; ; row++) {
                long timeMs = story.timeOf(row);
                if (stop.await(Duration.ofMillis(pace.dueMs(timeMs) - clock.millis()))) {
                    return;
                }
                int window = story.indexOf(timeMs);
                Optional<Fault> fault = story.faultIn(window);
                if (!fault.equals(before)) {
                    play.tell(window, before, fault);
                    before = fault;
                }
                InferenceEvent event = events.event(row, timeMs, fault);
                producer.send(new ProducerRecord<>(topic, event.eventId(), event), (sent, refused) -> note(refused));
                failIfRefused();
            }
        }
    }

    private void note(@Nullable Exception refused) {
        if (refused != null) {
            failure.compareAndSet(null, refused);
        }
    }

    private void failIfRefused() {
        Exception refused = failure.get();
        if (refused != null) {
            throw new IllegalStateException("an event cannot be published: " + refused.getMessage(), refused);
        }
    }

    private <T> Producer<String, T> producer(Serializer<T> values) {
        return new KafkaProducer<>(settings, new StringSerializer(), values);
    }

    @Override
    public void close() {
        wire.close();
    }
}
