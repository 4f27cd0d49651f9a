package io.tidegauge.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.calibrate.BlockCells;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineBuilderTest {

    private static final ModelVersion MODEL = new ModelVersion("price", "1");

    @TempDir
    private Path directory;

    /** A generated file, against counts and sums kept while it was written. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void countsWhatTheFileHolds(long seed) throws IOException {
        Random random = new Random(seed);
        List<Double> prices = new ArrayList<>();
        SortedMap<String, Long> places = new TreeMap<>();
        long nullPrices = 0;
        long nullPlaces = 0;
        long hosts = 0;
        int rows = 700;
        StringBuilder csv = new StringBuilder("when,price,place,host,said,truth\n");
        for (int i = 0; i < rows; i++) {
            csv.append(1_700_000_000 + i).append(',');
            if (random.nextInt(10) == 0) {
                nullPrices++;
            } else {
                double price = Math.exp(random.nextGaussian());
                prices.add(price);
                csv.append(price);
            }
            csv.append(',');
            if (random.nextInt(5) == 0) {
                nullPlaces++;
            } else {
                String place = "place " + random.nextInt(7);
                places.merge(place, 1L, Long::sum);
                csv.append('"').append(place).append('"');
            }
            boolean host = random.nextBoolean();
            hosts += host ? 1 : 0;
            csv.append(',').append(host).append(',').append(i).append(",1\n");
        }

        BaselineSet set = build(csv.toString(), roles("when", "said", Set.of("truth")), RowRange.ALL);

        assertThat(set.features().keySet()).containsExactly("$prediction", "host", "place", "price");
        assertThat(set.manifest().rows()).isEqualTo(rows);
        FeatureBaseline price = set.features().get("price");
        assertThat(price.kind()).isEqualTo(FeatureKind.NUMERIC);
        assertThat(price.rows()).isEqualTo(rows);
        assertThat(price.profile().nulls()).as("seed %d", seed).isEqualTo(nullPrices);
        assertThat(price.profile().numbers().total()).isEqualTo(prices.size());
        assertThat(price.profile().moments().mean())
                .as("seed %d", seed)
                .isCloseTo(prices.stream().mapToDouble(p -> p).sum() / prices.size(), within(1e-12));
        for (double x : new double[] {0.2, 1, 3}) {
            assertThat(price.profile().numbers().countAtMost(x))
                    .as("seed %d, at most %s", seed, x)
                    .isEqualTo(prices.stream().filter(p -> p <= x).count());
        }
        FeatureBaseline place = set.features().get("place");
        assertThat(place.kind()).isEqualTo(FeatureKind.CATEGORICAL);
        assertThat(place.profile().nulls()).isEqualTo(nullPlaces);
        assertThat(place.profile().categories().counts()).isEqualTo(places);
        assertThat(set.features().get("host").profile().trues()).isEqualTo(hosts);
        assertThat(set.features().get("$prediction").profile().moments().max()).isEqualTo(rows - 1);
    }

    @Test
    void theRangeOfRowsIsWhatIsCounted() {
        BaselineSet set = build("x\n1\n2\n3\n4\n", ColumnRoles.ALL_FEATURES, RowRange.parse("1:3"));
        assertThat(set.manifest().rows()).isEqualTo(2);
        assertThat(set.features().get("x").profile().moments().mean()).isEqualTo(2.5);
    }

    @Test
    void aFewDistinctNumbersStayNumericUnlessDeclared() {
        assertThat(build("x\n1\n2\n1\n", ColumnRoles.ALL_FEATURES, RowRange.ALL)
                        .features()
                        .get("x")
                        .kind())
                .isEqualTo(FeatureKind.NUMERIC);
        BaselineOrigin declared = new BaselineOrigin(MODEL, "a", Map.of("x", FeatureKind.CATEGORICAL), 0, 0);
        assertThat(builder("x\n1\n2\n1\n", ColumnRoles.ALL_FEATURES, RowRange.ALL)
                        .build(declared, "")
                        .features()
                        .get("x")
                        .kind())
                .isEqualTo(FeatureKind.CATEGORICAL);
    }

    @Test
    void aKindDeclaredForNoFeatureIsRefused() {
        BaselineOrigin declared = new BaselineOrigin(MODEL, "a", Map.of("y", FeatureKind.CATEGORICAL), 0, 0);
        BaselineBuilder builder = builder("x\n1\n", ColumnRoles.ALL_FEATURES, RowRange.ALL);
        assertThatThrownBy(() -> builder.build(declared, ""))
                .hasMessage("a kind is declared for 'y', which is no feature: x");
    }

    @Test
    void nothingMakesNoBaseline() {
        assertThatThrownBy(() -> build("x\n1\n", ColumnRoles.ALL_FEATURES, RowRange.parse("5:9")))
                .hasMessageContaining("no baseline can be made: 0 rows");
    }

    @Test
    void theDerivedIdIsOfTheTimeAndTheContent() {
        BaselineOrigin origin = new BaselineOrigin(MODEL, null, Map.of(), 0, 1_700_000_000_000L);
        String one = id(origin, "x\n1\n2\n");
        assertThat(one).matches("20231114T221320Z-[0-9a-f]{8}");
        assertThat(id(origin, "x\n2\n1\n"))
                .as("the order of the rows is not content")
                .isEqualTo(one);
        assertThat(id(origin, "x\n1\n3\n")).isNotEqualTo(one);
        assertThat(id(origin, "y\n1\n2\n")).isNotEqualTo(one);
    }

    @Test
    void theSpanIsFromTheFirstEventToJustAfterTheLast() {
        assertThat(builder(
                                "t,x\n1996-05-07 00:00:02,1\n1996-05-07 00:00:01,1\n",
                                roles("t", null, Set.of()),
                                RowRange.ALL)
                        .span())
                .contains(new TimeWindow(831427201000L, 831427202001L));
    }

    @Test
    void aRowWithoutATimeIsNamed() {
        assertThatThrownBy(() -> builder("t,x\n1,1\n,1\n", roles("t", null, Set.of()), RowRange.ALL))
                .isInstanceOf(BadRowException.class)
                .hasMessageEndingWith("rows.csv:3: column 't' has no time");
        assertThatThrownBy(() -> builder("t,x\n1,1\nsoon,1\n", roles("t", null, Set.of()), RowRange.ALL))
                .hasMessageContaining("rows.csv:3: 'soon' is not a time");
    }

    @Test
    void reservedNamesAreRefused() {
        assertThatThrownBy(() -> builder("$prediction\n1\n", ColumnRoles.ALL_FEATURES, RowRange.ALL))
                .hasMessageContaining("rows.csv:2: feature name '$prediction'");
    }

    @Test
    void aScoreIsMappedAsAProbability() {
        ColumnRoles roles = new ColumnRoles(Set.of(), Set.of(), null, null, null, Set.of("yes"), Set.of());
        BaselineSet set = build("x,yes\n1,0.25\n1,\n", roles, RowRange.ALL);
        FeatureProfile score = set.features().get("$score.yes").profile();
        assertThat(score.numbers().mapping()).isEqualTo(KeyMapping.PROBABILITY);
        assertThat(score.rows()).as("a row without the score does not name it").isEqualTo(1);
        assertThatThrownBy(() -> build("x,yes\n1,a\n", roles, RowRange.ALL))
                .hasMessageContaining("is a score but holds");
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> roles("when", null, Set.of("truth")).requireIn(List.of("x", "when"), Set.of("y")))
                .hasMessage("no such column: truth, y; the file has x, when");
    }

    @Test
    void aFileHoldsAllOfASet() throws IOException {
        BaselineSet set = build("x,y,z\n1,a,true\n2,,false\nNaN,c,true\n", ColumnRoles.ALL_FEATURES, RowRange.ALL);
        Path file = directory.resolve("baseline.json");
        BaselineFile.write(file, set);
        assertThat(BaselineFile.read(file)).isEqualTo(set);
    }

    /** 40 hours of 20 rows and the blocks that they must be: of x, odd and even minutes; y is never there. */
    @Test
    void aFileHoldsTheBlocksAndTheRulesThatAreOff() throws IOException {
        StringBuilder csv = new StringBuilder("when,x,y\n");
        for (int row = 0; row < 40 * 20; row++) {
            csv.append(row * 180L).append(',').append(row % 2).append(",\n");
        }
        BaselineSet made = builder(csv.toString(), roles("when", null, Set.of()), RowRange.ALL, 3_600_000)
                .build(new BaselineOrigin(MODEL, "a", Map.of(), 0, 0), "a test");
        SortedMap<String, FeatureBaseline> features = new TreeMap<>(made.features());
        features.computeIfPresent(
                "x", (name, x) -> x.withRulesOff(new TreeSet<>(Set.of(AlertKind.CONSTANT, AlertKind.OUT_OF_RANGE))));
        BaselineSet set = new BaselineSet(made.manifest(), features);

        Path file = directory.resolve("baseline.json");
        BaselineFile.write(file, set);
        assertThat(BaselineFile.read(file)).isEqualTo(set);
        BaselineBlocks blocks =
                BaselineFile.read(file).features().get("x").blocks().orElseThrow();
        assertThat(blocks.lengths()).extracting(BlockCells::lengthMs).containsExactly(3_600_000L, 86_400_000L);
        assertThat(blocks.lengths().get(0).size()).isEqualTo(40);
        long[] ofHour = blocks.lengths().get(0).counts(7);
        assertThat(LongStream.of(ofHour).filter(count -> count > 0)).containsExactly(10L, 10L);
        assertThat(LongStream.of(features.get("y").blocks().orElseThrow().whole())
                        .filter(count -> count > 0))
                .as("all of y is missing")
                .containsExactly(800L);
    }

    @Test
    void aFileOfBeforeThereWereBlocksIsRead() throws IOException {
        BaselineSet set = build("x\n1\n", ColumnRoles.ALL_FEATURES, RowRange.ALL);
        Path file = directory.resolve("baseline.json");
        BaselineFile.write(file, set);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"version\" : 2", "\"version\" : 1")
                        .replaceFirst(",\\s*\"blocks\" : null,\\s*\"rulesOff\" : \\[ \\]", ""));
        assertThat(Files.readString(file)).doesNotContain("blocks");
        assertThat(BaselineFile.read(file)).isEqualTo(set);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"format\":\"x\"}", "x,y\n1,2\n"})
    void whatIsNoBaselineFileIsNamed(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), content);
        assertThatThrownBy(() -> BaselineFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.json: not a baseline file");
    }

    @Test
    void aBaselineFileOfAnotherVersionOrWithABrokenProfileIsRefused() throws IOException {
        Path file = directory.resolve("baseline.json");
        BaselineFile.write(file, build("x\n1\n", ColumnRoles.ALL_FEATURES, RowRange.ALL));
        String content = Files.readString(file);
        Files.writeString(file, content.replace("\"version\" : 2", "\"version\" : 3"));
        assertThatThrownBy(() -> BaselineFile.read(file))
                .hasMessageContaining("version 1 to 2, this one tidegauge-baseline and 3");
        Files.writeString(file, content.replaceFirst("\"profile\" : \"[^\"]*\"", "\"profile\" : \"AAAA\""));
        assertThatThrownBy(() -> BaselineFile.read(file)).hasMessageContaining("baseline.json: feature 'x': ");
    }

    @Test
    void reportsOfWindowsMakeTheBaselineOfTheirRows() {
        ReportedBaseline reported = new ReportedBaseline(MODEL, new TimeWindow(0, 400));
        add(reported, 0, 100, 0, true, 1, 2);
        add(reported, 50, 150, 0, true, 2, 3);
        add(reported, 100, 200, 0, true, 9);
        add(reported, 100, 200, 1, true, 3, 4);
        add(reported, 200, 300, 0, false, 8);
        add(reported, 300, 400, 0, true, 5);
        add(reported, 350, 450, 0, true, 7);
        BaselineSet set = reported.build(new BaselineOrigin(MODEL, "a", Map.of(), 0, 0));
        assertThat(set.manifest().rows()).isEqualTo(5);
        assertThat(set.features().get("x").profile()).isEqualTo(profile(1, 2, 3, 4, 5));
        assertThat(set.manifest().source()).startsWith("reports of 3 complete windows");
        BlockProfiles blocks = reported.blocks();
        assertThat(blocks.lengthMs()).hasValue(100);
        assertThat(blocks.rows()).isEqualTo(Map.of(0L, 2L, 100L, 2L, 300L, 1L));
        assertThat(blocks.of("x").get(100L)).isEqualTo(profile(3, 4));
    }

    /** A day ends with its last window and holds the rows of all; where its windows are not reported any more, it counts. */
    @Test
    void rowsOfADayAreNotCountedBesideThoseOfItsWindows() {
        long day = TimeWindow.DAY_MS;
        ReportedBaseline reported = new ReportedBaseline(MODEL, new TimeWindow(0, 2 * day));
        add(reported, 0, day, 0, true, 1, 2, 3);
        add(reported, day - 100, day, 0, true, 3);
        add(reported, 100, 200, 0, true, 1, 2);
        add(reported, day, 2 * day, 0, true, 4, 5);
        BaselineSet set = reported.build(new BaselineOrigin(MODEL, "a", Map.of(), 0, 0));
        assertThat(set.manifest().rows()).isEqualTo(5);
        assertThat(set.features().get("x").profile()).isEqualTo(profile(1, 2, 3, 4, 5));
        assertThat(set.manifest().source()).startsWith("reports of 3 complete windows");
        assertThat(reported.blocks().rows())
                .as("the day is no block beside windows")
                .isEqualTo(Map.of(day - 100, 1L, 100L, 2L));
    }

    @Test
    void aReportWithAProfileOfANewerVersionIsNamed() {
        ReportedBaseline reported = new ReportedBaseline(MODEL, new TimeWindow(0, 400));
        TimeWindow window = new TimeWindow(0, 100);
        add(reported, FeatureNames.ALL, window, 0, 1, true, new byte[0]);
        add(reported, "x", window, 0, 1, true, new byte[] {9, 1, 2});
        assertThatThrownBy(() -> reported.build(new BaselineOrigin(MODEL, "a", Map.of(), 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the report of price/1/x in window 1970-01-01T00:00:00Z/1970-01-01T00:00:00.100Z"
                        + " holds no profile that can be read: profile of version 9, this reads 1");
    }

    @Test
    void withoutReportsThereIsNoBaseline() {
        assertThatThrownBy(() -> new ReportedBaseline(MODEL, new TimeWindow(0, 400))
                        .build(new BaselineOrigin(MODEL, "a", Map.of(), 0, 0)))
                .hasMessageContaining("no complete window of price/1 is reported");
    }

    private void add(
            ReportedBaseline reported, long start, long end, int revision, boolean complete, double... values) {
        for (String feature : List.of("x", FeatureNames.ALL)) {
            FeatureProfile profile = feature.equals("x") ? profile(values) : FeatureProfile.ofRows(values.length);
            add(reported, feature, new TimeWindow(start, end), revision, values.length, complete, profile.encode());
        }
    }

    private static void add(
            ReportedBaseline reported,
            String feature,
            TimeWindow window,
            int revision,
            long rows,
            boolean complete,
            byte[] profile) {
        reported.add(new FeatureReport(
                MODEL,
                "*",
                feature,
                window,
                revision,
                rows,
                0,
                0,
                complete,
                "",
                FeatureReport.NO_BASELINE,
                Double.NaN,
                Double.NaN,
                new TreeMap<>(),
                0,
                profile));
    }

    /** The profile of the values, by way of a file. */
    private FeatureProfile profile(double... values) {
        StringBuilder csv = new StringBuilder("x\n");
        for (double value : values) {
            csv.append(value).append('\n');
        }
        return builder(csv.toString(), ColumnRoles.ALL_FEATURES, RowRange.ALL)
                .profiles()
                .get("x");
    }

    private String id(BaselineOrigin origin, String csv) {
        return builder(csv, ColumnRoles.ALL_FEATURES, RowRange.ALL)
                .build(origin, "")
                .manifest()
                .baselineId();
    }

    private BaselineSet build(String csv, ColumnRoles roles, RowRange range) {
        return builder(csv, roles, range).build(new BaselineOrigin(MODEL, "a", Map.of(), 0, 0), "a test");
    }

    private static ColumnRoles roles(String time, String prediction, Set<String> excluded) {
        return new ColumnRoles(Set.of(), excluded, time, null, prediction, Set.of(), Set.of());
    }

    private BaselineBuilder builder(String csv, ColumnRoles roles, RowRange range) {
        return builder(csv, roles, range, 0);
    }

    private BaselineBuilder builder(String csv, ColumnRoles roles, RowRange range, long blockMs) {
        try {
            Path file = Files.writeString(directory.resolve("rows.csv"), csv);
            RowTimes times = roles.time() == null ? RowTimes.UNKNOWN : new RowTimes.Column(roles.time());
            RowEvents events = new RowEvents(file, MODEL, roles, times);
            BaselineBuilder builder = blockMs == 0 ? new BaselineBuilder() : new BaselineBuilder(blockMs);
            try (RowReader rows = RowReader.open(file, new ColumnTypes(Set.of(), Set.of(), roles.verbatim(), ','))) {
                rows.forEach(range, row -> builder.add(events.eventOf(row)));
            }
            return builder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
