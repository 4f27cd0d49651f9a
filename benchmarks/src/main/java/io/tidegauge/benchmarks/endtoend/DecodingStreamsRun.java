package io.tidegauge.benchmarks.endtoend;

import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A Streams application that reads the topic and does nothing with it, or decodes each event and does nothing with that:
 * exactly-once and committing as often as the detector does, all else by Kafka's defaults.
 */
final class DecodingStreamsRun implements Run {

    private final Surroundings surroundings;
    private final KafkaStreams streams;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong features = new AtomicLong();
    private final boolean decodes;

    DecodingStreamsRun(Surroundings surroundings, int threads, boolean decodes) {
        this.surroundings = surroundings;
        this.decodes = decodes;
        Properties properties = StreamsDefaults.of(surroundings, threads);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, StreamsDefaults.COMMIT_INTERVAL.toMillis());
        this.streams = new KafkaStreams(topology(), properties);
    }

    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(surroundings.topic(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .process(decodes ? Decode::new : Look::new);
        return builder.build();
    }

    private final class Look implements Processor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> event) {
            events.incrementAndGet();
        }
    }

    private final class Decode implements Processor<byte[], byte[], Void, Void> {
        private final GenericDecoding decoding = new GenericDecoding();

        @Override
        public void process(Record<byte[], byte[]> event) {
            features.addAndGet(
                    GenericDecoding.features(decoding.decode(event.value())).size());
            events.incrementAndGet();
        }
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public long total() {
        return surroundings.events();
    }

    @Override
    public long events() {
        return events.get();
    }

    @Override
    public void finish() {
        while (events.get() < surroundings.events() && streams.state().isRunningOrRebalancing()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        Whole.require("events read", events.get(), surroundings.events());
        if (decodes && features.get() < surroundings.values()) {
            throw new IllegalStateException(features.get() + " features for " + surroundings.values() + " values");
        }
    }

    @Override
    public boolean worksIn(String threadName) {
        return StreamsDefaults.isStreamThread(threadName);
    }

    @Override
    public void close() {
        streams.close();
    }
}
