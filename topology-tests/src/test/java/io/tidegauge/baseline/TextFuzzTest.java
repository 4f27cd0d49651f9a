package io.tidegauge.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.fuzz.Fuzz;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people write: keys of the baseline topic, times, files of rows, files of baselines. */
class TextFuzzTest {

    private static final String CSV =
            "id,when,x,flag,label\n1,2026-01-01T00:00:00Z,1.5,true,a\n2,,NaN,false,\"b \"\"q\"\"\"\n";
    private static final String JSONL =
            "{\"id\":\"1\",\"x\":1.5,\"flag\":true,\"label\":\"a\"}\n{\"x\":-1e9,\"n\":null}\n";

    @TempDir
    private Path directory;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> all(String... texts) {
        return Stream.of(texts).map(TextFuzzTest::utf8).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(utf8(text));
        }
        return bytes.toByteArray();
    }

    @Test
    void baselineKeys() {
        Fuzz.of(
                        "baseline-key",
                        all(
                                "rental-price/2026.1/gr%C3%B6%C3%9Fe/b-7",
                                "rental-price/2026.1/*/b-7", "a%2Fb/%20%2B/%25/a+b", "m/v/f/%F0%9F%98%80"),
                        IllegalArgumentException.class)
                .also(all("/".repeat(100_000), "%".repeat(100_000), "%C3".repeat(30_000) + "/a/b/c"))
                .run(8_000, bytes -> {
                    BaselineKey read = BaselineKey.parse(text(bytes));
                    assertThat(BaselineKey.parse(read.encoded())).isEqualTo(read);
                });
    }

    @Test
    void times() {
        Fuzz.of(
                        "time",
                        all(
                                "2026-01-01",
                                "2026-01-01T00:00:00Z",
                                "2026-01-01 12:30:00.123+01:00",
                                "1767225600",
                                "1767225600123",
                                "1.5e9"),
                        IllegalArgumentException.class)
                .also(all("9".repeat(100_000), "1e" + "9".repeat(50_000), "+999999999-12-31T23:59:59Z", "1e300"))
                .run(8_000, bytes -> TimeText.parse(text(bytes)));
    }

    @Test
    void rows() throws IOException {
        ColumnTypes types = new ColumnTypes(Set.of("y"), Set.of("label"), Set.of("id", "when"), ',');
        List<byte[]> valid =
                List.of(utf8(CSV), utf8("\uFEFF" + CSV), utf8(JSONL), zipped(CSV), zipped(JSONL), utf8("x\n1\n\n3\n"));
        Path file = directory.resolve("rows");
        Fuzz.of("rows", valid, BadRowException.class, UncheckedIOException.class)
                .also(List.of(
                        utf8("{\"a\":" + "[".repeat(100_000)),
                        utf8("{\"a\":" + "{\"a\":".repeat(50_000)),
                        utf8("{\"a\":1" + "0".repeat(100_000) + "}"),
                        utf8("{\"a\":1e999999999}"),
                        utf8("{\"a\":1e-99999999999999999999}"),
                        utf8("x\n" + "9".repeat(100_000) + "\n"),
                        utf8("x\n\"" + "a\n".repeat(100_000)),
                        utf8(",".repeat(20_000)),
                        utf8("{\"" + "k".repeat(100_000) + "\":1}")))
                .allowing(2_000)
                .run(2_000, bytes -> {
                    Files.write(file, bytes);
                    try (RowReader reader = RowReader.open(file, types)) {
                        long rows = 0;
                        for (Row row = reader.next(); row != null; row = reader.next()) {
                            assertThat(reader.columns())
                                    .containsAll(row.values().keySet());
                            rows++;
                        }
                        assertThat(rows).isEqualTo(reader.rows());
                    }
                });
    }

    @Test
    void baselineFiles() throws IOException {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < 20; i++) {
            live.addNumber(i / 3.0);
        }
        ModelVersion model = new ModelVersion("m", "1");
        CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, live.toProfile());
        long[] tenth = new long[layout.size()];
        Arrays.fill(tenth, 1);
        BaselineBlocks blocks =
                BaselineBlocks.of(layout, 60_000, new TreeMap<>(Map.of(0L, tenth, 60_000L, tenth, 240_000L, tenth)));
        FeatureBaseline feature = new FeatureBaseline(
                model,
                "b",
                "x",
                FeatureKind.NUMERIC,
                20,
                live.toProfile(),
                Optional.of(blocks),
                new TreeSet<>(Set.of(AlertKind.OUT_OF_RANGE)));
        BaselineSet set = new BaselineSet(
                new BaselineManifest(model, "b", new TreeSet<>(Set.of("x")), 0, 0, 20, "rows.csv"),
                new TreeMap<>(Map.of("x", feature)));
        Path file = directory.resolve("baseline.json");
        BaselineFile.write(file, set);
        byte[] valid = Files.readAllBytes(file);
        Path copy = directory.resolve("copy.json");
        Fuzz.of("baseline-file", List.of(valid), IllegalArgumentException.class, IOException.class)
                .also(all("[".repeat(100_000), "{\"features\":".repeat(20_000)))
                .run(1_500, bytes -> {
                    Files.write(file, bytes);
                    BaselineSet read = BaselineFile.read(file);
                    BaselineFile.write(copy, read);
                    assertThat(BaselineFile.read(copy)).isEqualTo(read);
                });
    }
}
