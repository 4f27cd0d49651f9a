package io.tidegauge.realdata;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What is known to change in a set, and from which row on. */
record Truth(String set, List<String> features, OptionalLong fromRow, String kind) {

    /** What the directory's file says of a set; nothing where there is no such file. */
    static List<Truth> of(Path directory, String set) throws IOException {
        return Csv.rows(directory.resolve("drift_truth.csv")).stream()
                .filter(row -> row.get("dataset").equals(set))
                .map(row -> new Truth(
                        set,
                        Arrays.stream(row.get("feature").split(",", -1))
                                .map(String::strip)
                                .toList(),
                        row.get("row_start").isEmpty()
                                ? OptionalLong.empty()
                                : OptionalLong.of(Long.parseLong(row.get("row_start"))),
                        row.get("kind")))
                .toList();
    }

    /** Whether nothing at all changes in the set. */
    boolean nothingDrifts() {
        return features.contains("(all)") && kind.toLowerCase(Locale.ROOT).startsWith("no drift");
    }
}
