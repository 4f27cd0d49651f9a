package io.tidegauge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What producers write we can read for ever (backward); what we write, readers of any age can read too (full). A new
 * version is released by adding it under {@code released/<Name>/v<n>.avsc}.
 */
class SchemaHistoryTest {

    private enum Published {
        InferenceEvent(false),
        GroundTruth(false),
        FeatureReport(true),
        DriftAlert(true),
        Baseline(true);

        private final boolean full;

        Published(boolean full) {
            this.full = full;
        }
    }

    @ParameterizedTest
    @EnumSource(Published.class)
    void everyVersionKeepsTheCompatibilityOfItsTopic(Published schema) {
        List<Schema> history = new ArrayList<>(ReleasedSchemas.released(schema.name()));
        assertThat(history).as("released versions of %s", schema).isNotEmpty();
        history.add(ReleasedSchemas.current(schema.name()));

        for (int newer = 1; newer < history.size(); newer++) {
            for (int older = 0; older < newer; older++) {
                assertThat(faults(history.get(newer), history.get(older)))
                        .as("%s: version %d read by %d", schema, older + 1, newer + 1)
                        .isEmpty();
                if (schema.full) {
                    assertThat(faults(history.get(older), history.get(newer)))
                            .as("%s: version %d read by %d", schema, newer + 1, older + 1)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Published.class)
    void theLogicalTypeOfAFieldNeverChanges(Published schema) {
        Schema current = ReleasedSchemas.current(schema.name());

        for (Schema released : ReleasedSchemas.released(schema.name())) {
            for (Schema.Field field : released.getFields()) {
                Schema.Field now = current.getField(field.name());
                if (now != null) {
                    assertThat(now.schema().getLogicalType())
                            .as("Avro calls microseconds and milliseconds compatible: %s", field.name())
                            .isEqualTo(field.schema().getLogicalType());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Published.class)
    void everyTypeAndFieldIsDocumented(Published schema) {
        for (Schema type : namedTypes(ReleasedSchemas.current(schema.name()))) {
            assertThat(type.getDoc()).as("doc of %s", type.getFullName()).isNotBlank();
            if (type.getType() == Schema.Type.RECORD) {
                assertThat(type.getFields())
                        .allSatisfy(field -> assertThat(field.doc())
                                .as("doc of %s.%s", type.getName(), field.name())
                                .isNotBlank());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Published.class)
    void everyEnumHasADefaultForSymbolsOfLaterVersions(Published schema) {
        assertThat(namedTypes(ReleasedSchemas.current(schema.name())))
                .filteredOn(type -> type.getType() == Schema.Type.ENUM)
                .allSatisfy(type -> assertThat(type.getEnumDefault())
                        .as("default of enum %s", type.getFullName())
                        .isEqualTo("UNKNOWN"));
    }

    @Test
    void anEventNeedsOnlyWhatIdentifiesItAndItsFeatures() {
        assertThat(ReleasedSchemas.current("InferenceEvent").getFields())
                .filteredOn(field -> !field.hasDefaultValue())
                .extracting(Schema.Field::name)
                .containsExactly("event_id", "model", "model_version", "event_time", "features");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name": "label",                      | {"name": "note", "type": "string"}, {"name": "label", | backward
                    "SILENCE",                                   | "SILENCE", "WEATHER",                        |
                    "name": "alert_id"                           | "name": "id"                                 | both
                    "name": "window_rows", "type": "long"        | "name": "window_rows", "type": "int"         | backward
                    """)
    void theCheckSeesWhatBreaksReaders(String old, String changed, String broken) {
        String text = ReleasedSchemas.current("DriftAlert").toString();
        Schema before = new Schema.Parser().parse(text);
        Schema after = new Schema.Parser().parse(replaced(text, old, changed));

        String found = (faults(after, before).isEmpty() ? "" : "backward")
                + (faults(before, after).isEmpty() ? "" : "forward");
        assertThat(found.equals("backwardforward") ? "both" : found).isEqualTo(broken == null ? "" : broken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InferenceEvent", "GroundTruth", "FeatureReport", "DriftAlert", "Baseline"})
    void theNewestReleaseIsTheCurrentSchema(String name) {
        List<Schema> released = ReleasedSchemas.released(name);

        assertThat(ReleasedSchemas.current(name))
                .as("a change of %s is released as v%d", name, released.size() + 1)
                .isEqualTo(released.get(released.size() - 1));
    }

    private static String replaced(String text, String old, String changed) {
        String from = old.replace(" ", "");
        assertThat(text).contains(from);
        return text.replace(from, changed.replace(" ", ""));
    }

    private static List<?> faults(Schema reader, Schema writer) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return compatibility.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : compatibility.getResult().getIncompatibilities();
    }

    private static Set<Schema> namedTypes(Schema schema) {
        Set<Schema> found = new LinkedHashSet<>();
        collect(schema, found);
        return found;
    }

    private static void collect(Schema schema, Set<Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                found.add(schema);
                schema.getFields().forEach(field -> collect(field.schema(), found));
            }
            case ENUM -> found.add(schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            default -> {
                // no named type inside
            }
        }
    }
}
