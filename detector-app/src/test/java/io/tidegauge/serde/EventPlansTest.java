package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.event.FlatEvent;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Which plan an event is read by. */
class EventPlansTest {

    private static final Schema USUAL = WireSchemas.published("InferenceEvent");

    private final EventPlans plans = new EventPlans(new SlowReading());
    private final FlatEvent flat = new FlatEvent();

    /** An event of the published schema behind any id. */
    private boolean reads(int id) {
        byte[] event = HandMade.event("price", 3);
        byte[] value = ByteBuffer.allocate(5 + event.length)
                .put((byte) 0)
                .putInt(id)
                .put(event)
                .array();
        return plans.decode(null, value, 0, value.length, flat);
    }

    /** Ids that are far apart and alike in their last bits, as many as there may be; every other has another schema. */
    @Test
    void asManyAsThereMayBe() {
        Schema other = new Schema.Parser()
                .parse(USUAL.toString()
                        .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"extra\",\"type\":\"double\"},"));
        int[] ids = IntStream.range(0, EventPlans.MOST)
                .map(i -> i % 3 == 0 ? i : -(i << 11))
                .toArray();
        for (int i = 0; i < ids.length; i++) {
            plans.plan(ids[i], i % 2 == 0 ? USUAL : other);
        }

        for (int i = 0; i < ids.length; i++) {
            assertThat(reads(ids[i])).as("id %d", ids[i]).isEqualTo(i % 2 == 0);
        }
        assertThat(reads(EventPlans.MOST + 1)).as("an id without a plan").isFalse();
        assertThat(reads(0)).isTrue();
        plans.clear();
        assertThat(reads(0)).as("forgotten").isFalse();
        plans.plan(0, USUAL);
        assertThat(reads(0)).as("planned again").isTrue();
        assertThat(flat.features()).isEqualTo(3);
    }
}
