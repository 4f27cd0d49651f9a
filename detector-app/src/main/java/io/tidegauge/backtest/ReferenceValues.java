package io.tidegauge.backtest;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a window is compared with.
 *
 * @param values the baseline's values in the order of their rows
 * @param chunks the same rows, in one piece per window that they would have been
 */
public record ReferenceValues(Values values, List<Values> chunks) {

    public ReferenceValues {
        chunks = List.copyOf(chunks);
        int rows = chunks.stream().mapToInt(Values::rows).sum();
        if (rows != values.rows() || chunks.stream().anyMatch(chunk -> chunk.kind() != values.kind())) {
            throw new IllegalArgumentException(
                    "the chunks hold " + rows + " rows, the baseline " + values.rows() + " of kind " + values.kind());
        }
    }

    /**
     * The values in chunks of so many rows each; the last may hold fewer.
     *
     * @throws IllegalArgumentException where a chunk would have no rows
     */
    public static ReferenceValues inChunksOf(int rows, Values values) {
        if (rows < 1) {
            throw new IllegalArgumentException("a chunk of " + rows + " rows");
        }
        return new ReferenceValues(
                values,
                IntStream.iterate(0, from -> from < values.rows(), from -> from + rows)
                        .mapToObj(from -> values.slice(from, Math.min(values.rows(), from + rows)))
                        .toList());
    }

    /**
     * Chunks of one kind, one after another.
     *
     * @throws IllegalArgumentException where there are none, or of both kinds
     */
    public static ReferenceValues ofChunks(List<Values> chunks) {
        return new ReferenceValues(Values.joined(chunks), chunks);
    }
}
