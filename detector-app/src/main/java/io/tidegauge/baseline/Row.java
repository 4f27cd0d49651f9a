package io.tidegauge.baseline;

import io.tidegauge.event.FeatureValue;
import java.util.Map;

/**
 * A row of a file.
 *
 * @param number its number in the file, from 0, header and blank lines not counted
 * @param line the line it begins on, from 1
 * @param values the values by column; a column that the row does not name (possible in JSONL only) has no entry
 */
public record Row(long number, long line, Map<String, FeatureValue> values) {}
