package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    /** What a topic takes by default. */
    private static final int MAX_MESSAGE_BYTES = 1_048_588;

    private static final byte[] LARGE = new byte[3 * 1024 * 1024];

    @Test
    void theWorstRecordStillFitsTheTopic() {
        Headers original = new RecordHeaders();
        original.add("trace", LARGE);
        Headers headers = DeadLetter.headers(original, LARGE, "UNDECODABLE", "\u6f6e".repeat(2_000), null, 0);
        int size = DefaultRecord.sizeInBytes(
                0,
                0,
                ByteBuffer.wrap(RawKey.deadLetterSerializer().serialize("d", new RawKey(LARGE))),
                ByteBuffer.wrap(DeadLetter.value(LARGE)),
                headers.toArray());
        assertThat(size).isLessThan(MAX_MESSAGE_BYTES - 1024);
        assertThat(text(headers, DeadLetter.HEADERS_LENGTH)).isEqualTo(Integer.toString(LARGE.length + 5));
        assertThat(headers.lastHeader("trace")).isNull();
    }

    @Test
    void anOrdinaryRecordKeepsItsKeyValueAndHeaders() {
        byte[] key = {1, 2, 3};
        byte[] value = {4, 5};
        Headers original = new RecordHeaders();
        original.add("trace", key).add("trace", null).add("empty", new byte[0]);
        Headers headers = DeadLetter.headers(original, value, "UNDECODABLE", "why", null, 7);
        assertThat(RawKey.deadLetterSerializer().serialize("d", new RawKey(key)))
                .isEqualTo(key);
        assertThat(DeadLetter.value(value)).isEqualTo(value);
        assertThat(Arrays.copyOf(headers.toArray(), 3)).isEqualTo(original.toArray());
        assertThat(headers.lastHeader(DeadLetter.HEADERS_LENGTH)).isNull();
        assertThat(text(headers, DeadLetter.REASON)).isEqualTo("UNDECODABLE");
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
