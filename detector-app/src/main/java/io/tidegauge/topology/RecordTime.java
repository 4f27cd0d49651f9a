package io.tidegauge.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The broker's or producer's timestamp as it is. Event time lives in the value: a record stamped with it would be refused
 * by brokers when it is ahead, and deleted by retention when it is behind.
 */
public final class RecordTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTimeMs) {
        return of(record);
    }

    /** Now for a record of old that has none. */
    static long of(ConsumerRecord<?, ?> record) {
        return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
    }
}
