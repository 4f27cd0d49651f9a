package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.baseline.BaselineFile;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.event.FeatureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no cluster. */
class FileCommandsTest {

    private static final String ROWS = """
            when,price,rooms,place,host,said,truth
            1996-05-07 00:00:00,100,1,Mitte,true,101,99
            1996-05-07 00:00:01,,2,"Wedding, Nord",false,102,98
            1996-05-07 00:00:02,120.5,2,,true,103,97
            1996-05-07 00:00:03,90,3,Mitte,true,104,96
            """;

    @TempDir
    private Path directory;

    private String rows = "";
    private String out = "";

    @BeforeEach
    void write() throws IOException {
        rows = Files.writeString(directory.resolve("rows.csv"), ROWS).toString();
        out = directory.resolve("baseline.json").toString();
    }

    @Test
    void createWritesTheBaselineOfTheRowsAskedFor() throws IOException {
        Ran ran = create(
                "--time-column",
                "when",
                "--prediction",
                "said",
                "--label",
                "truth",
                "--categorical",
                "rooms",
                "--limit",
                "3",
                "--id",
                "first",
                "--effective-from",
                "1996-06-01");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines().findFirst().orElseThrow())
                .isEqualTo("baseline first of rent/7: 3 rows, 5 features, in force from"
                        + " 1996-06-01T00:00:00Z (rows.csv rows 0:3,"
                        + " 1996-05-07T00:00:00Z/1996-05-07T00:00:02.001Z)");
        BaselineSet set = BaselineFile.read(Path.of(out));
        assertThat(set.manifest().effectiveFromMs())
                .isEqualTo(Instant.parse("1996-06-01T00:00:00Z").toEpochMilli());
        assertThat(set.features().keySet()).containsExactly("$prediction", "host", "place", "price", "rooms");
        assertThat(set.features().get("rooms").kind()).isEqualTo(FeatureKind.CATEGORICAL);
        assertThat(set.features().get("price").kind()).isEqualTo(FeatureKind.NUMERIC);
        assertThat(set.features().get("price").profile().nulls()).isEqualTo(1);
    }

    @Test
    void createIsInForceAlwaysUnlessToldOtherwise() throws IOException {
        assertThat(create("--features", "price,rooms").out()).contains("2 features, in force always");
        BaselineSet set = BaselineFile.read(Path.of(out));
        assertThat(set.manifest().effectiveFromMs()).isZero();
        assertThat(set.features().keySet()).containsExactly("price", "rooms");
    }

    @Test
    void aFeatureThatIdentifiesRowsIsDoubted() throws IOException {
        StringBuilder csv = new StringBuilder("key,place\n");
        for (int i = 0; i < 100; i++) {
            csv.append("k").append(i).append(",p").append(i % 50).append('\n');
        }
        Files.writeString(Path.of(rows), csv);
        Ran ran = create();
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).hasLineCount(1).contains("note: 'key' has 100 different labels in 100 rows");
    }

    @Test
    void createSaysWhatIsMissing() {
        assertUsage("give a FILE or --from-reports", "baseline", "create", "--model", "m", "--version", "1", "-o", out);
        assertUsage("say where it goes: -o FILE", "baseline", "create", rows, "--model", "m", "--version", "1");
        assertUsage("Missing required option", "baseline", "create", rows, "-o", out);
        assertUsage("no such file", "baseline", "create", "absent.csv", "--model", "m", "--version", "1", "-o", out);
        Ran columns = create("--prediction", "spoken", "--categorical", "colour");
        assertThat(columns.code()).isEqualTo(2);
        assertThat(columns.err())
                .endsWith(
                        "no such column: colour, spoken; the file has when, price, rooms, place, host, said, truth\n");
        Ran both = create("--limit", "3", "--rows", "0:3");
        assertThat(both.code()).isEqualTo(2);
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamed() {
        String nowhere = directory.resolve("absent").resolve("x.json").toString();
        Ran ran = Ran.tidegauge("baseline", "create", rows, "--model", "m", "--version", "1", "-o", nowhere);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualToIgnoringNewLines(
                        "tidegauge baseline create: " + nowhere + ": cannot be written: there is no such directory");
    }

    @Test
    void compareRefusesAFileWithoutRows() throws IOException {
        String empty = Files.writeString(directory.resolve("empty.csv"), "x\n").toString();
        Ran ran = Ran.tidegauge("compare", empty, rows);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEqualToIgnoringNewLines("tidegauge compare: " + empty + ": no rows");
        Ran beyond = Ran.tidegauge("compare", rows, rows, "--rows-b", "900:");
        assertThat(beyond.code()).isEqualTo(1);
        assertThat(beyond.err()).isEqualToIgnoringNewLines("tidegauge compare: " + rows + ": no rows from row 900");
    }

    @Test
    void aBaselineFileThatIsNotThereIsBadUsage() {
        assertUsage("absent.json: no such file", "baseline", "publish", "absent.json");
    }

    @Test
    void aBadRowFailsTheRunWithItsLine() {
        Ran ran = create("--numeric", "place");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualToIgnoringNewLines(
                        "tidegauge baseline create: " + rows + ":2: column 'place': 'Mitte' is not a number");
        assertThat(directory.resolve("baseline.json")).doesNotExist();
    }

    @Test
    void publishChecksTheTimesBeforeItConnects() {
        String[] cluster = {"--bootstrap-servers", "localhost:1", "--registry", "http://localhost:1"};
        assertUsage(
                "say when the rows happened",
                "publish",
                rows,
                "--model",
                "m",
                "--version",
                "1",
                cluster[0],
                cluster[1],
                cluster[2],
                cluster[3]);
    }

    /** Kolmogorov-Smirnov, means and null rates worked out by hand from the rows. */
    @Test
    void compareGivesEveryStatisticOfEveryColumnAsJson() throws IOException {
        Path a = Files.writeString(directory.resolve("a.csv"), "x,c,e\n1,a,\n2,a,\n3,b,\n4,b,\n");
        Path b = Files.writeString(directory.resolve("b.csv"), "x,c,new\n3,a,1\n4,,1\n5,c,1\n6,c,1\n");
        Ran ran = Ran.tidegauge("compare", a.toString(), b.toString(), "--format", "json");
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.at("/baseline/rows").asInt()).isEqualTo(4);
        assertThat(json.at("/only_in_window").toString()).isEqualTo("[\"new\"]");
        JsonNode x = json.at("/columns/x");
        assertThat(x.at("/kind").asText()).isEqualTo("numeric");
        assertThat(x.at("/window_above").asInt()).isEqualTo(2);
        assertThat(x.at("/statistics/ks_d").asDouble()).isEqualTo(0.5);
        JsonNode c = json.at("/columns/c");
        assertThat(c.at("/kind").asText()).isEqualTo("categorical");
        assertThat(c.at("/window_missing").asInt()).isEqualTo(1);
        assertThat(c.at("/window_unseen").asInt()).isEqualTo(2);
        JsonNode e = json.at("/columns/e");
        assertThat(e.at("/statistics").properties())
                .as("what has no values has a reason for each statistic that is null")
                .allSatisfy(statistic -> assertThat(statistic.getValue().isNull())
                        .isEqualTo(e.at("/undefined").has(statistic.getKey())));
        assertThat(e.at("/undefined")).isNotEmpty();
    }

    @Test
    void compareTakesTwoRangesOfOneFileAndPrintsForPeople() {
        Ran ran = Ran.tidegauge("compare", rows, rows, "--rows-a", ":2", "--rows-b", "2:", "--features", "rooms,place");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith("A " + rows + ", 2 rows; B " + rows + ", 2 rows")
                .contains("COLUMN", "rooms", "place", "numeric", "categorical")
                .doesNotContain("price");
    }

    private Ran create(String... more) {
        String[] start = {"baseline", "create", rows, "--model", "rent", "--version", "7", "-o", out};
        String[] args = new String[start.length + more.length];
        System.arraycopy(start, 0, args, 0, start.length);
        System.arraycopy(more, 0, args, start.length, more.length);
        return Ran.tidegauge(args);
    }

    private static void assertUsage(String message, String... args) {
        Ran ran = Ran.tidegauge(args);
        assertThat(ran.err()).contains(message).hasLineCount(1);
        assertThat(ran.code()).isEqualTo(2);
    }
}
