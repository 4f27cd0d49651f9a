package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which writers' schemas events are read in place with, and what is said of the others. */
class PlanCompilerTest {

    private static final Path RELEASED = Path.of("../schemas/src/main/avro/released/InferenceEvent");

    @Test
    void everyReleasedSchemaIsPlanned() throws IOException {
        try (Stream<Path> released = Files.list(RELEASED)) {
            List<Path> versions = released.toList();
            assertThat(versions).isNotEmpty();
            for (Path version : versions) {
                Schema schema = new Schema.Parser().parse(Files.readString(version));
                assertThat(PlanCompiler.compile(schema).steps())
                        .as("%s", version)
                        .hasSameSizeAs(schema.getFields());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"type":"record","name":"Link","fields":[{"name":"next","type":["null","Link"]}]} | field 'extra' is of a recursive
                    {"type":"array","items":"null"}                                            | field 'extra' has an array of items that take no bytes
                    {"type":"array","items":{"type":"record","name":"Empty","fields":[]}}      | field 'extra' has an array of items that take no bytes
                    {"type":"fixed","name":"Wide","size":2000000000}                           | field 'extra' takes 2000000000 bytes
                    """)
    void aFieldThatIsNotPassedOver(String type, String said) {
        Schema schema = with("\"fields\":[", "\"fields\":[{\"name\":\"extra\",\"type\":" + type + "},");

        assertThatThrownBy(() -> PlanCompiler.compile(schema))
                .isInstanceOf(NotPlannedException.class)
                .hasMessageContaining(said);
    }

    /** Each record holds the one before it twice: as text it is short. */
    @Test
    void aTypeThatIsMuchLargerThanItsText() {
        StringBuilder fields = new StringBuilder("{\"name\":\"r0\",\"type\":{\"type\":\"record\",\"name\":\"R0\","
                + "\"fields\":[{\"name\":\"a\",\"type\":\"long\"}]}},");
        for (int i = 1; i < 40; i++) {
            String inner = "\"io.tidegauge.R" + (i - 1) + "\"";
            fields.append("{\"name\":\"r" + i + "\",\"type\":{\"type\":\"record\",\"name\":\"R" + i
                    + "\",\"fields\":[{\"name\":\"a\",\"type\":" + inner + "},{\"name\":\"b\",\"type\":" + inner
                    + "}]}},");
        }
        Schema schema = with("\"fields\":[{\"name\":\"event_id\"", "\"fields\":[" + fields + "{\"name\":\"event_id\"");

        assertThatThrownBy(() -> PlanCompiler.compile(schema))
                .isInstanceOf(NotPlannedException.class)
                .hasMessageContaining("very large type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "name":"model","type":"string"        | "name":"model","type":["string"]      | field 'model' has a union where a string is usual
                    "type":"map","values":"string"        | "type":"map","values":["string"]      | field 'segments' has a union where a string is usual
                    "values":["null","double","long",     | "values":["null","double","long",{"type":"enum","name":"E","symbols":["A"]}, | field 'features' may hold a value of type io.tidegauge.E
                    """)
    void oddFieldsOfOurs(String from, String to, String said) {
        assertThatThrownBy(() -> PlanCompiler.compile(with(from, to)))
                .isInstanceOf(NotPlannedException.class)
                .hasMessageContaining(said);
    }

    /** A string and a collection beyond what is read in place, in front of which the events are good for Avro. */
    @Test
    void whatIsVeryLongIsLeftToTheGeneralWay() {
        Schema schema = WireSchemas.published("InferenceEvent");
        SlowAndFlat both = new SlowAndFlat(schema, new Random(1));

        assertThat(both.readsInPlace(HandMade.event("x".repeat(AvroBytes.LONGEST), 1)))
                .isTrue();
        assertThat(both.readsInPlace(HandMade.event("x".repeat(AvroBytes.LONGEST + 1), 1)))
                .isFalse();
        assertThat(both.readsInPlace(HandMade.event("x", AvroBytes.LONGEST))).isTrue();
        byte[] many = HandMade.event("x", AvroBytes.LONGEST + 1);
        assertThat(both.readsInPlace(many)).isFalse();
        assertThat(both.slow(many).features()).hasSize(AvroBytes.LONGEST + 1);
    }

    private static Schema with(String from, String to) {
        String text = WireSchemas.published("InferenceEvent").toString();
        assertThat(text).contains(from);
        return new Schema.Parser()
                .parse(text.replaceFirst(
                        java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
    }
}
