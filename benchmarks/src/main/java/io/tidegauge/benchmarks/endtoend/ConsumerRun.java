package io.tidegauge.benchmarks.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Plain consumers with Kafka's defaults, each in a thread of its own with its share of the partitions. */
final class ConsumerRun implements Run {

    private static final String THREAD = "consumer-";
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    private final int threads;
    private final boolean decodes;
    private final List<Thread> running = new ArrayList<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong features = new AtomicLong();

    ConsumerRun(Surroundings surroundings, int threads, boolean decodes) {
        this.surroundings = surroundings;
        this.threads = threads;
        this.decodes = decodes;
    }

    @Override
    public void start() {
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread thread = new Thread(() -> consume(number), THREAD + number);
            thread.setDaemon(true);
            running.add(thread);
            thread.start();
        }
    }

    private void consume(int number) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", surroundings.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, TopicSpec.PARTITIONS)
                    .filter(partition -> partition % threads == number)
                    .mapToObj(partition -> new TopicPartition(surroundings.topic(), partition))
                    .collect(Collectors.toList());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            GenericDecoding decoding = new GenericDecoding();
            while (events.get() < surroundings.events()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (decodes) {
                    decode(records, decoding);
                }
                events.addAndGet(records.count());
            }
        }
    }

    private void decode(ConsumerRecords<byte[], byte[]> records, GenericDecoding decoding) {
        long found = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            found += GenericDecoding.features(decoding.decode(record.value())).size();
        }
        features.addAndGet(found);
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
    public void finish() throws InterruptedException {
        for (Thread thread : running) {
            thread.join();
        }
        Whole.require("events read", events.get(), surroundings.events());
        if (decodes && features.get() < surroundings.values()) {
            throw new IllegalStateException(features.get() + " features for " + surroundings.values() + " values");
        }
    }

    @Override
    public boolean worksIn(String threadName) {
        return threadName.startsWith(THREAD);
    }

    @Override
    public void close() {
        running.forEach(Thread::interrupt);
    }
}
