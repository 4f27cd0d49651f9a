package io.tidegauge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegauge.backtest.Truth;
import io.tidegauge.baseline.ColumnTypes;
import io.tidegauge.baseline.Row;
import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A set of real rows with known drift, in a directory of its own: {@code dataset.json} and {@code NAME.csv.gz}.
 *
 * @param rows the file of its rows
 * @param name its name
 * @param numeric columns that are numeric features
 * @param categorical columns that are categorical features
 * @param time the column of the rows' times, or null
 * @param baselineRows the first rows, which are the baseline
 * @param windowRows rows of a window; window k is the rows from k times this
 */
record DataSet(
        Path rows,
        String name,
        Set<String> numeric,
        Set<String> categorical,
        @Nullable String time,
        int baselineRows,
        int windowRows) {

    private static final String DESCRIPTION = "dataset.json";
    private static final String TRUTHS = "drift_truth.csv";
    private static final Set<String> TRUTH_COLUMNS = Set.of("dataset", "feature", "row_start", "row_end", "kind");

    DataSet {
        if (baselineRows < 1 || windowRows < 1) {
            throw new UsageException(
                    name + ": a baseline of " + baselineRows + " rows, windows of " + windowRows + " rows");
        }
    }

    /**
     * The sets in a directory, by name.
     *
     * @throws UsageException when there are none
     */
    static List<DataSet> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new UsageException(directory + ": no such directory");
        }
        List<DataSet> sets = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                if (Files.exists(file.resolve(DESCRIPTION))) {
                    sets.add(read(file));
                }
            }
        }
        if (sets.isEmpty()) {
            throw new UsageException(directory + ": no data sets; each is a directory with a " + DESCRIPTION);
        }
        return sets;
    }

    private static DataSet read(Path directory) throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        JsonNode json = new JsonMapper().readTree(file.toFile());
        for (String needed : List.of("baseline_rows", "window_rows")) {
            if (!json.path(needed).canConvertToInt()) {
                throw new UsageException(file + ": " + needed + " is missing, or no number of rows");
            }
        }
        String name = json.path("name").asText(String.valueOf(directory.getFileName()));
        return new DataSet(
                directory.resolve(name + ".csv.gz"),
                name,
                names(json.path("numeric")),
                names(json.path("categorical")),
                json.path("time_column").textValue(),
                json.path("baseline_rows").intValue(),
                json.path("window_rows").intValue());
    }

    private static Set<String> names(JsonNode array) {
        Set<String> names = new LinkedHashSet<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    /** What the directory says of this set; nothing where it has no such file. */
    List<Truth> truths(Path directory) {
        Path file = directory.resolve(TRUTHS);
        List<Truth> truths = new ArrayList<>();
        if (!Files.exists(file)) {
            return truths;
        }
        try (RowReader reader = RowReader.open(file, new ColumnTypes(Set.of(), Set.of(), TRUTH_COLUMNS, ','))) {
            reader.forEach(RowRange.ALL, row -> {
                if (text(row, "dataset").equals(name)) {
                    List<String> features = Arrays.stream(text(row, "feature").split(",", -1))
                            .map(String::strip)
                            .toList();
                    truths.add(Truth.of(features, number(row, "row_start"), number(row, "row_end"), text(row, "kind")));
                }
            });
        }
        return truths;
    }

    private static String text(Row row, String column) {
        return row.values().get(column) instanceof FeatureValue.Text text
                ? text.value().strip()
                : "";
    }

    private static OptionalLong number(Row row, String column) {
        String text = text(row, column);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /** The features' kinds. */
    SortedMap<String, FeatureKind> kinds() {
        SortedMap<String, FeatureKind> kinds = new TreeMap<>();
        numeric.forEach(column -> kinds.put(column, FeatureKind.NUMERIC));
        categorical.forEach(column -> kinds.put(column, FeatureKind.CATEGORICAL));
        return kinds;
    }
}
