package io.tidegauge.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.event.FeatureValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    @TempDir
    private Path directory;

    @Test
    void aColumnHasTheTypeOfAllItsValues() {
        List<Row> rows = read("n,b,t,mixed\n1,true,a,1\n-2.5e3,False,b,x\n,,,\n");
        assertThat(rows.get(0).values())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("n", number(1), "b", new FeatureValue.Bool(true), "t", text("a"), "mixed", text("1")));
        assertThat(rows.get(1).values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "n", number(-2500), "b", new FeatureValue.Bool(false), "t", text("b"), "mixed", text("x")));
        assertThat(rows.get(2).values().values()).containsOnly(FeatureValue.MISSING);
    }

    @Test
    void notANumberAndInfinitiesAreNumbersWhereTheyAreSpeltOut() {
        assertThat(column("x", "x\nNaN\nInfinity\n-inf\n1\n"))
                .containsExactly(
                        number(Double.NaN),
                        number(Double.POSITIVE_INFINITY),
                        number(Double.NEGATIVE_INFINITY),
                        number(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1f", "0x10", "1e", "1_000", "1,5", "--1", "N/A", "-", ".", "e5", "1e+", "1.2.3", "+-1", "١"})
    void whatOnlyJavaOrNobodyTakesForANumberIsText(String field) {
        assertThat(column("x", "x,y\n1,2\n\"" + field + "\",3\n")).containsExactly(text("1"), text(field));
    }

    @ParameterizedTest
    @CsvSource({"+1,1", ".5,0.5", "5.,5", "1E+2,100", "1e-2,0.01", "' 7 ',7", "-0,-0.0", "1e400,Infinity", "00.5,0.5"})
    void numbersAreDecimal(String field, double expected) {
        assertThat(column("x", "x,y\n" + field + ",3\n")).containsExactly(number(expected));
    }

    @Test
    void quotesCommasAndLineBreaksWithinFieldsAreTheFields() {
        List<Row> rows = read("a,b\n\"x, \"\"y\"\"\",1\n\"two\nlines\",2\nz,3\n");
        assertThat(rows)
                .extracting(row -> row.values().get("a"))
                .containsExactly(text("x, \"y\""), text("two\nlines"), text("z"));
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 5L);
        assertThat(rows).extracting(Row::number).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        assertThat(column("a", "\uFEFFa,b\n1,2\n")).containsExactly(number(1));
    }

    @Test
    void windowsLineEndsAndBlankLinesAreNoRows() {
        List<Row> rows = read("a,b\r\n1,2\r\n\r\n3,4\r\n\r\n");
        assertThat(rows).extracting(row -> row.values().get("b")).containsExactly(number(2), number(4));
        assertThat(rows).extracting(Row::line).containsExactly(2L, 4L);
    }

    @Test
    void anEmptyLineOfASingleColumnIsANull() {
        assertThat(column("a", "a\n1\n\n2\n")).containsExactly(number(1), FeatureValue.MISSING, number(2));
    }

    @Test
    void gzipIsRecognisedByItsFirstBytesWhateverTheName() throws IOException {
        Path file = directory.resolve("rows.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\n1\n2\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(values(read(file, ColumnTypes.INFERRED), "a")).containsExactly(number(1), number(2));
    }

    @Test
    void aTruncatedGzipFileIsNamed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(("a\n" + "12345\n".repeat(50)).getBytes(StandardCharsets.UTF_8));
        }
        Path file = directory.resolve("cut.csv.gz");
        Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9));
        assertThatThrownBy(() -> read(file, ColumnTypes.INFERRED))
                .hasMessageContaining("cut.csv.gz")
                .hasMessageContaining("end of ZLIB input stream");
    }

    @Test
    void aRaggedRowIsNamedByItsLineBeforeAnythingIsRead() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3\n"))
                .isInstanceOf(BadRowException.class)
                .hasMessageEndingWith("rows.csv:3: 1 fields, but the header has 2");
        assertThatThrownBy(() -> read("a,b\n1,2\n3,4,5\n"))
                .hasMessageEndingWith("rows.csv:3: 3 fields, but the header has 2");
    }

    @Test
    void aQuoteThatNeverClosesIsNamedByItsLine() {
        assertThatThrownBy(() -> read("a,b\n1,2\n\"3,4\n5,6\n"))
                .isInstanceOf(BadRowException.class)
                .hasMessageContaining("rows.csv:3: cannot be read");
    }

    @Test
    void aBadNumberInADeclaredNumericColumnIsNamedWithItsLineAndValue() {
        assertThatThrownBy(() -> read("a,b\n1,x\n\n1O,y\n", numeric("a")))
                .isInstanceOf(BadRowException.class)
                .hasMessageEndingWith("rows.csv:4: column 'a': '1O' is not a number");
        assertThatThrownBy(() -> read("{\"a\":1}\n{\"a\":\"1O\"}\n", numeric("a")))
                .hasMessageEndingWith("rows.csv:2: column 'a': '1O' is not a number");
    }

    @ParameterizedTest
    @CsvSource({"1.0,1", "-0.0,0", "2.50,2.5", "1e3,1000"})
    void theLabelOfADeclaredCategoryIsThatOfTheNumberItLooksLike(String field, String label) {
        assertThat(column("a", "a,b\n" + field + ",1\n", categorical("a"))).containsExactly(text(label));
    }

    @Test
    void codesWithLeadingZerosKeepThem() {
        assertThat(column("a", "a,b\n007,1\n10,1\n", categorical("a"))).containsExactly(text("007"), text("10"));
    }

    @Test
    void jsonKeepsItsTypes() {
        List<Row> rows = read("{\"n\":1,\"b\":true,\"t\":\"1\",\"z\":null,\"x\":NaN}\n\n{\"n\":2.5}\n");
        assertThat(rows.get(0).values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "n", number(1),
                        "b", new FeatureValue.Bool(true),
                        "t", text("1"),
                        "z", FeatureValue.MISSING,
                        "x", number(Double.NaN)));
        assertThat(rows.get(1).values()).containsOnlyKeys("n");
        assertThat(rows.get(1).line()).isEqualTo(3);
    }

    @Test
    void theColumnsOfJsonAreTheKeysOfAllRows() {
        try (RowReader reader = RowReader.open(write("{\"b\":1}\n{\"a\":1}\n"), ColumnTypes.INFERRED)) {
            assertThat(reader.columns()).containsExactly("b", "a");
            assertThat(reader.rows()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1", "{\"a\":1} {\"a\":2}", "{\"a\":[1]}", "{\"a\":{}}", "[1]", "7", "{\"a\":1,\"a\":2}"})
    void aLineThatIsNoFlatObjectIsNamed(String line) {
        assertThatThrownBy(() -> read("{\"a\":0}\n" + line + "\n"))
                .isInstanceOf(BadRowException.class)
                .hasMessageContaining("rows.csv:2: ");
    }

    @Test
    void headersWithoutOrWithTheSameNameAreRefused() {
        assertThatThrownBy(() -> read(",a\n0,1\n")).hasMessageContaining(":1: column 1 has no name");
        assertThatThrownBy(() -> read("a,b,a\n1,2,3\n"))
                .hasMessageEndingWith(":1: two columns are named 'a' in the header");
        assertThatThrownBy(() -> read("")).hasMessageEndingWith("no header row: the file is empty");
    }

    @Test
    void otherEncodingsAndAbsentFilesAreNamed() throws IOException {
        Path latin = directory.resolve("latin.csv");
        Files.write(latin, "a\nK\u00f6ln\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(latin, ColumnTypes.INFERRED))
                .hasMessageContaining("latin.csv")
                .hasMessageContaining("not UTF-8 text");
        assertThatThrownBy(() -> read(directory.resolve("absent.csv"), ColumnTypes.INFERRED))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageEndingWith("absent.csv: no such file");
    }

    @Test
    void aRangeOfRowsCountsFromNought() {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = RowReader.open(write("a\n10\n11\n12\n13\n"), ColumnTypes.INFERRED)) {
            reader.forEach(RowRange.parse("1:3"), rows::add);
        }
        assertThat(values(rows, "a")).containsExactly(number(11), number(12));
        assertThat(RowRange.parse("2:").within(4)).isEqualTo(2);
        assertThat(RowRange.parse(":9").within(4)).isEqualTo(4);
        assertThatThrownBy(() -> RowRange.parse("3")).hasMessage("'3' is not a range of rows such as 0:8064");
        assertThatThrownBy(() -> RowRange.parse("3:3")).hasMessageContaining("3:3");
    }

    @Test
    void anotherDelimiterIsDeclared() {
        ColumnTypes types = new ColumnTypes(Set.of(), Set.of(), Set.of(), ';');
        assertThat(column("b", "a;b\n1,5;2\n", types)).containsExactly(number(2));
    }

    private static ColumnTypes numeric(String column) {
        return new ColumnTypes(Set.of(column), Set.of(), Set.of(), ',');
    }

    private static ColumnTypes categorical(String column) {
        return new ColumnTypes(Set.of(), Set.of(column), Set.of(), ',');
    }

    private static FeatureValue number(double value) {
        return new FeatureValue.Numeric(value);
    }

    private static FeatureValue text(String value) {
        return new FeatureValue.Text(value);
    }

    private List<FeatureValue> column(String name, String content) {
        return column(name, content, ColumnTypes.INFERRED);
    }

    private List<FeatureValue> column(String name, String content, ColumnTypes types) {
        return values(read(content, types), name);
    }

    private static List<FeatureValue> values(List<Row> rows, String column) {
        return rows.stream().map(row -> row.values().get(column)).toList();
    }

    private List<Row> read(String content) {
        return read(content, ColumnTypes.INFERRED);
    }

    private List<Row> read(String content, ColumnTypes types) {
        return read(write(content), types);
    }

    private Path write(String content) {
        try {
            return Files.writeString(directory.resolve("rows.csv"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> read(Path file, ColumnTypes types) {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = RowReader.open(file, types)) {
            reader.forEach(RowRange.ALL, rows::add);
        }
        return rows;
    }
}
