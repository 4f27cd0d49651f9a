package io.tidegauge.realdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of real rows, its kinds, and how it is cut: rows before {@code baselineRows} are the baseline, window k is rows
 * k·N to (k+1)·N.
 */
record DataSet(
        Path directory,
        String name,
        List<String> numeric,
        List<String> categorical,
        long rows,
        long baselineRows,
        long windowRows) {

    /** 2020-01-01T00:00:00Z: long past, as a replay is. */
    private static final long AROUND_MS = 1_577_836_800_000L;

    static final long MS_PER_ROW = 1_000;

    /** The sets in a directory, by name. */
    static List<DataSet> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<DataSet> sets = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                if (Files.exists(file.resolve("dataset.json"))) {
                    sets.add(read(file));
                }
            }
            return sets;
        }
    }

    private static DataSet read(Path directory) throws IOException {
        JsonNode json =
                new JsonMapper().readTree(directory.resolve("dataset.json").toFile());
        return new DataSet(
                directory,
                json.path("name").asText(directory.getFileName().toString()),
                names(json.path("numeric")),
                names(json.path("categorical")),
                json.required("rows").asLong(),
                json.required("baseline_rows").asLong(),
                json.required("window_rows").asLong());
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    Path csv() {
        return directory.resolve(name + ".csv.gz");
    }

    /** Event time of row 0: a multiple of the window, so that windows of event time are blocks of rows. */
    long startMs() {
        long windowMs = windowRows * MS_PER_ROW;
        return AROUND_MS / windowMs * windowMs;
    }

    /** The number of the window that begins at an event time. */
    long window(long startMs) {
        return (startMs - startMs()) / (windowRows * MS_PER_ROW);
    }

    long published() {
        return rows - baselineRows;
    }

    @Override
    public String toString() {
        return name;
    }
}
