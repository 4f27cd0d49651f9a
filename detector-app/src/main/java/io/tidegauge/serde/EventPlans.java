package io.tidegauge.serde;

import io.tidegauge.event.FlatEvent;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in place, each by the plan of its schema. A schema gets one when the first event of it has been judged in
 * the slow way, so the registry is asked there and nowhere else. For one thread.
 */
final class EventPlans {

    /** The most that may be planned before {@link #clear}. */
    static final int MOST = 1_000;

    /** A power of two, and twice as many as are used, so that a free place is always near. */
    private static final int PLACES = 2_048;

    private final SlowReading slow;
    private final int[] ids = new int[PLACES];
    private final @Nullable EventPlan[] plans = new @Nullable EventPlan[PLACES];
    private int lastId;
    private @Nullable EventPlan last;

    EventPlans(SlowReading slow) {
        this.slow = slow;
    }

    /** Plans the events of a schema that nothing is wrong with; where that cannot be, says so. */
    void plan(int id, Schema writer) {
        try {
            EventPlan plan = PlanCompiler.compile(writer);
            int place = place(id);
            ids[place] = id;
            plans[place] = plan;
        } catch (NotPlannedException e) {
            slow.notPlanned(id, e);
        }
    }

    /** Forgets all plans. */
    void clear() {
        Arrays.fill(plans, null);
        last = null;
    }

    /** Where the id is, or would be. */
    private int place(int id) {
        int place = id & PLACES - 1;
        while (plans[place] != null && ids[place] != id) {
            place = place + 1 & PLACES - 1;
        }
        return place;
    }

    /** As {@link EventDecoder#decode(String, Headers, byte[], int, int, FlatEvent)}. */
    boolean decode(@Nullable Headers headers, byte[] bytes, int offset, int length, FlatEvent into) {
        if (offset < 0 || length < WireFormat.PREFIX || length > bytes.length - offset) {
            return false;
        }
        if (bytes[offset] != WireFormat.MAGIC || WireFormat.schemaHeader(headers) != null) {
            return false;
        }
        EventPlan plan = find(WireFormat.schemaId(bytes, offset));
        return plan != null && FlatReader.read(plan, bytes, offset + WireFormat.PREFIX, offset + length, into);
    }

    private @Nullable EventPlan find(int id) {
        if (last == null || lastId != id) {
            lastId = id;
            last = plans[place(id)];
        }
        return last;
    }
}
