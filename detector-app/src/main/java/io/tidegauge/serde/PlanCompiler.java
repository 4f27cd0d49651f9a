package io.tidegauge.serde;

import static io.tidegauge.serde.ValuePlan.BOOLEAN;
import static io.tidegauge.serde.ValuePlan.DOUBLE;
import static io.tidegauge.serde.ValuePlan.FLOAT;
import static io.tidegauge.serde.ValuePlan.INT;
import static io.tidegauge.serde.ValuePlan.LONG;
import static io.tidegauge.serde.ValuePlan.NULL;
import static io.tidegauge.serde.ValuePlan.TEXT;

import io.tidegauge.serde.EventPlan.Step;
import io.tidegauge.serde.EventPlan.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;

/** Plans how the events of a writer are read in place. For schemas that {@link EventSchemaCheck} finds no fault with. */
final class PlanCompiler {

    private static final List<Byte> ANY = List.of(NULL, DOUBLE, LONG, INT, FLOAT, BOOLEAN, TEXT);
    private static final List<Byte> NUMBER = List.of(DOUBLE, LONG, INT, FLOAT);
    private static final List<Byte> NUMBER_OR_NULL = List.of(NULL, DOUBLE, LONG, INT, FLOAT);

    private static final Skip NOT_SKIPPED = new Skip.Fixed(0);

    /** Types within types that are passed over. Recursive ones have no end, and others more than there are atoms. */
    private static final int DEEPEST = 64;

    private static final int MOST_SKIPS = 4_096;

    /** Wider than any record. */
    private static final int WIDEST = 1 << 30;

    private final List<Step> steps = new ArrayList<>();
    private boolean featuresCame;
    private int skips;

    private PlanCompiler() {}

    /**
     * The plan for a writer's schema.
     *
     * @throws NotPlannedException naming what stands in the way
     */
    static EventPlan compile(Schema writer) {
        requireRoom();
        PlanCompiler compiler = new PlanCompiler();
        writer.getFields().forEach(compiler::add);
        return new EventPlan(compiler.steps);
    }

    /** Avro refuses what is beyond its limits, which an operator may have lowered: nothing that it refuses may be read. */
    private static void requireRoom() {
        try {
            SystemLimitException.checkMaxStringLength(AvroBytes.LONGEST);
            SystemLimitException.checkMaxCollectionLength(0, AvroBytes.LONGEST);
        } catch (SystemLimitException e) {
            throw new NotPlannedException("Avro's limits are lower than " + AvroBytes.LONGEST);
        }
    }

    private void add(Schema.Field field) {
        switch (field.name()) {
            case "event_id" -> addText(Target.NOTHING, field);
            case "model" -> addText(Target.MODEL, field);
            case "model_version" -> addText(Target.VERSION, field);
            case "event_time" -> addTime(field);
            case "features" -> addFeatures(field);
            case "prediction" -> addValues(Target.PREDICTION, field, field.schema(), ANY);
            case "scores" -> addScores(field);
            case "segments" -> addSegments(field);
            case "latency_ms" -> addValues(Target.LATENCY, field, field.schema(), NUMBER_OR_NULL);
            default -> addSkipped(skip(field.schema(), field, 0));
        }
    }

    private void addText(Target target, Schema.Field field) {
        require(field, field.schema(), Schema.Type.STRING);
        steps.add(new Step(target, ValuePlan.EMPTY, new Skip.Run(AvroBytes.LONGEST)));
    }

    private void addTime(Schema.Field field) {
        require(field, field.schema(), Schema.Type.LONG);
        steps.add(new Step(Target.EVENT_TIME, ValuePlan.EMPTY, NOT_SKIPPED));
    }

    private void addFeatures(Schema.Field field) {
        require(field, field.schema(), Schema.Type.MAP);
        addValues(Target.FEATURES, field, field.schema().getValueType(), ANY);
        featuresCame = true;
    }

    private void addScores(Schema.Field field) {
        require(field, field.schema(), Schema.Type.MAP);
        Target target = featuresCame ? Target.SCORES : Target.SCORES_LATER;
        addValues(target, field, field.schema().getValueType(), NUMBER);
    }

    private void addValues(Target target, Schema.Field field, Schema values, List<Byte> types) {
        Skip skip = target == Target.SCORES_LATER ? skip(field.schema(), field, 0) : NOT_SKIPPED;
        steps.add(new Step(target, ValuePlan.of(field.name(), values, types), skip));
    }

    /** Nobody counts by segments yet, but what cannot be read must not pass: strings as long as those that are read. */
    private void addSegments(Schema.Field field) {
        require(field, field.schema(), Schema.Type.MAP);
        require(field, field.schema().getValueType(), Schema.Type.STRING);
        addSkipped(blocksOfPairs(new Skip.Run(AvroBytes.LONGEST)));
    }

    private void addSkipped(Skip skip) {
        steps.add(new Step(Target.NOTHING, ValuePlan.EMPTY, skip));
    }

    private static void require(Schema.Field field, Schema schema, Schema.Type type) {
        if (schema.getType() != type) {
            throw new NotPlannedException("field '" + field.name() + "' has a "
                    + schema.getType().getName() + " where a " + type.getName() + " is usual");
        }
    }

    private Skip skip(Schema schema, Schema.Field field, int depth) {
        if (depth > DEEPEST || ++skips > MOST_SKIPS) {
            throw new NotPlannedException("field '" + field.name() + "' is of a recursive or a very large type");
        }
        return switch (schema.getType()) {
            case NULL -> new Skip.Fixed(0);
            case BOOLEAN -> new Skip.Fixed(1);
            case FLOAT -> new Skip.Fixed(Float.BYTES);
            case DOUBLE -> new Skip.Fixed(Double.BYTES);
            case FIXED -> fixed(schema.getFixedSize(), field);
            case INT -> new Skip.IntNumber();
            case LONG -> new Skip.LongNumber();
            case STRING, BYTES -> new Skip.Run(Integer.MAX_VALUE);
            case ENUM ->
                new Skip.Choice(Collections.nCopies(schema.getEnumSymbols().size(), new Skip.Fixed(0)));
            case UNION ->
                new Skip.Choice(schema.getTypes().stream()
                        .map(branch -> skip(branch, field, depth + 1))
                        .toList());
            case MAP -> blocksOfPairs(skip(schema.getValueType(), field, depth + 1));
            case ARRAY -> blocks(skip(schema.getElementType(), field, depth + 1), field);
            case RECORD -> record(schema, field, depth);
        };
    }

    private static Skip blocksOfPairs(Skip value) {
        return new Skip.Blocks(new Skip.Fields(List.of(new Skip.Run(Integer.MAX_VALUE), value)));
    }

    private static Skip blocks(Skip item, Schema.Field field) {
        if (item.equals(new Skip.Fixed(0))) {
            throw new NotPlannedException("field '" + field.name() + "' has an array of items that take no bytes");
        }
        return new Skip.Blocks(item);
    }

    private Skip record(Schema schema, Schema.Field field, int depth) {
        List<Skip> fields = schema.getFields().stream()
                .map(part -> skip(part.schema(), field, depth + 1))
                .toList();
        return fields.stream().allMatch(Skip.Fixed.class::isInstance)
                ? fixed(
                        fields.stream()
                                .mapToLong(part -> ((Skip.Fixed) part).width())
                                .sum(),
                        field)
                : new Skip.Fields(fields);
    }

    private static Skip fixed(long width, Schema.Field field) {
        if (width > WIDEST) {
            throw new NotPlannedException("field '" + field.name() + "' takes " + width + " bytes");
        }
        return new Skip.Fixed((int) width);
    }
}
