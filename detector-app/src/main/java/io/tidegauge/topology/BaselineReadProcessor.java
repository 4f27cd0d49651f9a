package io.tidegauge.topology;

import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads the baseline topic and tells each record to the partition of its model, then to every partition how far it has
 * read. A record that does not parse, or whose key is not its own, is a dead letter.
 */
final class BaselineReadProcessor implements Processor<RawKey, byte[], RawKey, BaselineRead> {

    private static final String INVALID = "INVALID_BASELINE";
    private static final RawKey NO_KEY = new RawKey(null);

    /** Bytes of a message that an internal topic takes for sure, its key and the batch around it included. */
    private static final int LONGEST = StreamsProperties.MAX_RECORD_BYTES - 64 * 1024;

    private final Supplier<Deserializer<BaselineRecord>> readers;
    private final String topic;
    private final SourceProgress progress;
    private final RegistryPatience patience;
    private final Duration announceEvery;
    private @Nullable ProcessorContext<RawKey, BaselineRead> context;
    private @Nullable Deserializer<BaselineRecord> reader;
    private long readTo;
    private long announced;

    BaselineReadProcessor(
            Supplier<Deserializer<BaselineRecord>> readers,
            String topic,
            SourceProgress progress,
            RegistryPatience patience,
            Duration announceEvery) {
        this.readers = readers;
        this.topic = topic;
        this.progress = progress;
        this.patience = patience;
        this.announceEvery = announceEvery;
    }

    @Override
    public void init(ProcessorContext<RawKey, BaselineRead> newContext) {
        context = newContext;
        reader = readers.get();
        readTo = 0;
        announced = 0;
        newContext.schedule(announceEvery, PunctuationType.WALL_CLOCK_TIME, now -> announce());
    }

    @Override
    @SuppressWarnings("NullAway") // context is set by init
    public void process(Record<RawKey, byte[]> record) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        BaselineRead.Told told;
        try {
            told = told(from.topic(), record);
        } catch (TaskMigratedException noRegistry) {
            throw noRegistry;
        } catch (RuntimeException invalid) {
            bury(record, invalid, from);
            readTo = from.offset() + 1;
            return;
        }
        // Outside the try: a broker that refuses the message is no fault of the record's.
        tell(told);
        readTo = from.offset() + 1;
    }

    private BaselineRead.Told told(String topic, Record<RawKey, byte[]> record) {
        BaselineKey key = key(record.key());
        BaselineRecord baseline = record.value() == null ? null : read(topic, record, key);
        BaselineChange change = new BaselineChange(key.encoded(), baseline);
        int length = InternalMessageSerde.write(change).length;
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "the record takes " + length + " bytes of an internal message, more than " + LONGEST);
        }
        return new BaselineRead.Told(key.model().model(), change);
    }

    private static BaselineKey key(RawKey key) {
        byte[] bytes = key.bytes();
        if (bytes == null) {
            throw new IllegalArgumentException("a baseline record has no key");
        }
        return BaselineKey.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    @SuppressWarnings("NullAway") // reader is set by init
    private BaselineRecord read(String topic, Record<RawKey, byte[]> record, BaselineKey key) {
        BaselineRecord baseline = patience.ask(() -> reader.deserialize(topic, record.headers(), record.value()));
        if (!BaselineKey.parse(baseline.key()).equals(key)) {
            throw new IllegalArgumentException(
                    "the key is " + key.encoded() + ", the record's own is " + baseline.key());
        }
        return baseline;
    }

    @SuppressWarnings("NullAway") // context is set by init
    private void announce() {
        int partition = context.taskId().partition();
        // What was committed before this task began was told before, too: it counts though this task did not read it.
        readTo = Math.max(readTo, progress.committed(topic, partition));
        if (readTo > announced) {
            announced = readTo;
            tell(new BaselineRead.Told(ModelPartitioner.EVERYONE, new BaselineProgress(partition, readTo)));
        }
    }

    @SuppressWarnings("NullAway") // context is set by init
    private void tell(BaselineRead.Told told) {
        context.forward(new Record<>(NO_KEY, told, context.currentSystemTimeMs()));
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }

    @SuppressWarnings("NullAway") // context is set by init
    private void bury(Record<RawKey, byte[]> record, RuntimeException invalid, RecordMetadata from) {
        context.forward(new Record<>(
                record.key(),
                new Dead(record.key(), DeadLetter.value(record.value())),
                context.currentSystemTimeMs(),
                DeadLetter.headers(
                        record.headers(),
                        record.value(),
                        INVALID,
                        String.valueOf(invalid.getMessage()),
                        from,
                        record.timestamp())));
    }
}
