package io.tidegauge.cli;

import io.tidegauge.baseline.RowRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows of a file. */
final class RangeOptions {

    @Option(
            names = "--rows",
            paramLabel = "A:B",
            description = "Rows A to B-1, counted from 0; either may be left out (default: all).")
    private @Nullable RowRange rows;

    @Option(names = "--limit", paramLabel = "N", description = "The first N rows; the same as --rows :N.")
    private @Nullable Long limit;

    RowRange range() {
        if (rows != null && limit != null) {
            throw new UsageException("give --rows or --limit, not both");
        }
        if (limit != null) {
            if (limit <= 0) {
                throw new UsageException("--limit must be positive, was " + limit);
            }
            return new RowRange(0, limit);
        }
        return rows == null ? RowRange.ALL : rows;
    }
}
