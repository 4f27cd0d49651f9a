package io.tidegauge.cli;

import io.tidegauge.baseline.ColumnRoles;
import io.tidegauge.baseline.ColumnTypes;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.event.FeatureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** What the columns of a file hold, where it is not what their values suggest. */
final class TypeOptions {

    @Option(
            names = "--numeric",
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns that must hold numbers; a value that is none is an error.")
    private Set<String> numeric = new LinkedHashSet<>();

    @Option(
            names = "--categorical",
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns that hold labels, though they look like numbers.")
    private Set<String> categorical = new LinkedHashSet<>();

    @Option(
            names = "--delimiter",
            defaultValue = ",",
            paramLabel = "CHAR",
            description = "What separates the fields of CSV (default: comma).")
    private char delimiter;

    /**
     * Opens a file and checks its rows, and that it has the columns that were named.
     *
     * @throws UsageException when it is not there or lacks a column
     */
    RowReader open(Path file, ColumnRoles roles) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageException(file + ": no such file, or not readable");
        }
        Set<String> verbatim = new TreeSet<>(roles.verbatim());
        verbatim.removeIf(roles::isFeature);
        Set<String> declared = new TreeSet<>(numeric);
        declared.addAll(categorical);
        try {
            ColumnTypes types = new ColumnTypes(numeric, categorical, verbatim, delimiter);
            RowReader rows = RowReader.open(file, types);
            roles.requireIn(rows.columns(), declared);
            return rows;
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage());
        }
    }

    /** The declared columns' kinds, by the features they become. */
    Map<String, FeatureKind> kinds(ColumnRoles roles) {
        Map<String, FeatureKind> kinds = new TreeMap<>();
        numeric.forEach(column -> kinds.put(roles.featureName(column), FeatureKind.NUMERIC));
        categorical.forEach(column -> kinds.put(roles.featureName(column), FeatureKind.CATEGORICAL));
        return kinds;
    }
}
