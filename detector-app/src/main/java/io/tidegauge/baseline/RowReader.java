package io.tidegauge.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of rows, CSV with a header or one JSON object per line, gzipped or not; which of these it is shows in its
 * first bytes. The file is read twice and never held in memory: once to check every row and learn the columns' types,
 * once for the values, so that nothing is done with the first row of a file whose last row is broken.
 */
public interface RowReader extends AutoCloseable {

    /**
     * Opens a file and reads it through once.
     *
     * @throws BadRowException naming the line of the first row that cannot be read
     * @throws UncheckedIOException naming the file when it cannot be read at all
     */
    static RowReader open(Path file, ColumnTypes types) {
        RowSource source = new RowSource(file);
        try {
            return source.holdsJson() ? new JsonRows(source, types) : new CsvRows(source, types);
        } catch (IOException e) {
            throw source.failure(e);
        }
    }

    /** The columns in the file's order; of JSONL, every key of every row. */
    List<String> columns();

    /** How many rows the file has. */
    long rows();

    /** The next row, or null after the last. */
    @Nullable
    Row next();

    /** Hands over the rest of the rows in the range, in order. */
    default void forEach(RowRange range, Consumer<Row> visitor) {
        for (Row row = next(); row != null && row.number() < range.to(); row = next()) {
            if (range.contains(row.number())) {
                visitor.accept(row);
            }
        }
    }

    @Override
    void close();
}
