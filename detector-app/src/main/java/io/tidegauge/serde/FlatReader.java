package io.tidegauge.serde;

import static io.tidegauge.serde.AvroBytes.FAILED;

import io.tidegauge.event.FlatEvent;
import io.tidegauge.serde.EventPlan.Step;
import java.util.List;

/**
 * Reads an event by its plan. Positions are passed on in local variables and a failure is a negative one, so that nothing
 * is allocated and the loop over the features is compiled into one piece.
 */
final class FlatReader {

    private FlatReader() {}

    /** Whether the bytes from the position up to the end are one event, which is then in {@code into}. */
    static boolean read(EventPlan plan, byte[] bytes, int start, int end, FlatEvent into) {
        into.begin(bytes);
        List<Step> steps = plan.steps();
        int pos = start;
        int scoresAt = FAILED;
        for (int i = 0; i < steps.size() && pos >= 0; i++) {
            Step step = steps.get(i);
            if (step.target() == EventPlan.Target.SCORES_LATER) {
                scoresAt = pos;
            }
            pos = read(step, bytes, pos, end, into);
        }
        return pos == end && (scoresAt < 0 || readLater(steps, bytes, scoresAt, end, into));
    }

    private static int read(Step step, byte[] bytes, int pos, int end, FlatEvent into) {
        return switch (step.target()) {
            case NOTHING, SCORES_LATER -> step.skip().after(bytes, pos, end);
            case MODEL -> {
                long slice = AvroBytes.text(bytes, pos, end);
                into.model(slice);
                yield AvroBytes.after(slice);
            }
            case VERSION -> {
                long slice = AvroBytes.text(bytes, pos, end);
                into.version(slice);
                yield AvroBytes.after(slice);
            }
            case EVENT_TIME -> {
                int next = AvroBytes.afterLong(bytes, pos, end);
                into.eventTimeMs(AvroBytes.number(bytes, pos, next));
                yield next;
            }
            case FEATURES -> readMap(false, step.values(), bytes, pos, end, into);
            case PREDICTION -> readPrediction(step.values(), bytes, pos, end, into);
            case SCORES -> readMap(true, step.values(), bytes, pos, end, into);
            case LATENCY -> readLatency(step.values(), bytes, pos, end, into);
        };
    }

    private static boolean readLater(List<Step> steps, byte[] bytes, int pos, int end, FlatEvent into) {
        for (Step step : steps) {
            if (step.target() == EventPlan.Target.SCORES_LATER) {
                return readMap(true, step.values(), bytes, pos, end, into) >= 0;
            }
        }
        return false;
    }

    /** Reads a map block by block; of scores, or of features. */
    private static int readMap(boolean scores, ValuePlan values, byte[] bytes, int pos, int end, FlatEvent into) {
        int left = AvroBytes.LONGEST;
        int head = pos;
        while (true) {
            long block = AvroBytes.block(bytes, head, end);
            int count = FlatEvent.length(block);
            left -= count;
            if (block < 0 || left < 0) {
                return FAILED;
            }
            int next = FlatEvent.offset(block);
            if (count == 0) {
                return next;
            }
            next = scores
                    ? readScores(values, bytes, next, end, count, into)
                    : readFeatures(values, bytes, next, end, count, into);
            if (next < 0 || !AvroBytes.endsAsSaid(bytes, head, end, next)) {
                return FAILED;
            }
            head = next;
        }
    }

    /** The hot loop. What is short is read here, what is long by {@link AvroBytes}. */
    private static int readFeatures(ValuePlan values, byte[] bytes, int first, int end, int count, FlatEvent into) {
        boolean union = values.union();
        byte[] types = values.types();
        byte type = values.only();
        int pos = first;
        for (int i = 0; i < count; i++) {
            long name = AvroBytes.text(bytes, pos, end);
            pos = FlatEvent.offset(name) + FlatEvent.length(name);
            if (name < 0) {
                return FAILED;
            }
            if (union) {
                if (pos >= end) {
                    return FAILED;
                }
                type = types[bytes[pos++] & 0xFF];
            }
            switch (type) {
                case ValuePlan.DOUBLE -> {
                    if (end - pos < Double.BYTES) {
                        return FAILED;
                    }
                    into.addFeature(name, FlatEvent.NUMBER, AvroBytes.doubleBits(bytes, pos));
                    pos += Double.BYTES;
                }
                case ValuePlan.LONG -> {
                    int next = AvroBytes.afterLong(bytes, pos, end);
                    if (next < 0) {
                        return FAILED;
                    }
                    double number = AvroBytes.number(bytes, pos, next);
                    into.addFeature(name, FlatEvent.NUMBER, Double.doubleToRawLongBits(number));
                    pos = next;
                }
                case ValuePlan.TEXT -> {
                    long text = AvroBytes.text(bytes, pos, end);
                    if (text < 0) {
                        return FAILED;
                    }
                    into.addFeature(name, FlatEvent.TEXT, text);
                    pos = FlatEvent.offset(text) + FlatEvent.length(text);
                }
                default -> {
                    int next = ValuePlan.after(type, bytes, pos, end);
                    if (next < 0) {
                        return FAILED;
                    }
                    into.addFeature(name, ValuePlan.kind(type, bytes, pos), ValuePlan.value(type, bytes, pos, next));
                    pos = next;
                }
            }
        }
        return pos;
    }

    private static int readPrediction(ValuePlan values, byte[] bytes, int pos, int end, FlatEvent into) {
        byte type = values.typeAt(bytes, pos, end);
        int start = values.start(pos);
        int next = ValuePlan.after(type, bytes, start, end);
        if (next >= 0) {
            into.prediction(ValuePlan.kind(type, bytes, start), ValuePlan.value(type, bytes, start, next));
        }
        return next;
    }

    private static int readLatency(ValuePlan values, byte[] bytes, int pos, int end, FlatEvent into) {
        byte type = values.typeAt(bytes, pos, end);
        int start = values.start(pos);
        int next = ValuePlan.after(type, bytes, start, end);
        if (next >= 0 && type != ValuePlan.NULL) {
            into.latencyMs(Double.longBitsToDouble(ValuePlan.value(type, bytes, start, next)));
        }
        return next;
    }

    private static int readScores(ValuePlan values, byte[] bytes, int pos, int end, int count, FlatEvent into) {
        int next = pos;
        for (int i = 0; i < count && next >= 0; i++) {
            next = readScore(values, bytes, next, end, into);
        }
        return next;
    }

    private static int readScore(ValuePlan values, byte[] bytes, int pos, int end, FlatEvent into) {
        long name = AvroBytes.text(bytes, pos, end);
        int at = AvroBytes.after(name);
        if (at < 0) {
            return FAILED;
        }
        byte type = values.typeAt(bytes, at, end);
        int start = values.start(at);
        int next = ValuePlan.after(type, bytes, start, end);
        if (next >= 0) {
            into.addScore(name, Double.longBitsToDouble(ValuePlan.value(type, bytes, start, next)));
        }
        return next;
    }
}
