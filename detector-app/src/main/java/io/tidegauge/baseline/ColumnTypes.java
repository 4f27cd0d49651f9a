package io.tidegauge.baseline;

import java.util.Set;
import java.util.TreeSet;

/**
 * What is declared of a file's columns. Undeclared columns of CSV are numeric where every value is a number, boolean
 * where every value is true or false, else text; values of JSONL have the type they have there.
 *
 * @param numeric columns whose values must be numbers
 * @param categorical columns whose values are labels, whatever they look like
 * @param verbatim columns whose text is wanted as it stands: identifiers, times, segments
 * @param delimiter what separates the fields of CSV
 */
public record ColumnTypes(Set<String> numeric, Set<String> categorical, Set<String> verbatim, char delimiter) {

    /** Nothing declared, comma separated. */
    public static final ColumnTypes INFERRED = new ColumnTypes(Set.of(), Set.of(), Set.of(), ',');

    public ColumnTypes {
        numeric = Set.copyOf(numeric);
        categorical = Set.copyOf(categorical);
        verbatim = Set.copyOf(verbatim);
        for (String column : new TreeSet<>(numeric)) {
            if (categorical.contains(column)) {
                throw new IllegalArgumentException("column '" + column + "' is declared numeric and categorical");
            }
        }
    }
}
