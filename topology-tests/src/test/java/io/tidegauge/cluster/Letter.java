package io.tidegauge.cluster;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A dead letter as whoever looks into the topic sees it; the headers' names are the contract. */
public record Letter(ConsumerRecord<byte[], byte[]> record) {

    public String key() {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    public byte[] value() {
        return record.value();
    }

    public String reason() {
        return header("tidegauge.reason");
    }

    public String message() {
        return header("tidegauge.exception");
    }

    /** Where the record came from: {@code topic-partition@offset}. */
    public String origin() {
        return header("tidegauge.topic") + "-" + header("tidegauge.partition") + "@" + header("tidegauge.offset");
    }

    /** A header's text, or null where there is none. */
    public String header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
