package io.tidegauge.baseline;

import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.event.ModelVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Rows of a file as inference events: what is published, and what a baseline is made of, so that both count the same.
 *
 * @param file the file, named in messages and event ids
 * @param model the model's version
 * @param roles what the columns are
 * @param times when the rows happened
 */
public record RowEvents(Path file, ModelVersion model, ColumnRoles roles, RowTimes times) {

    /**
     * The row as an event; its id is the id column's value, or the file's name and the row's number.
     *
     * @throws BadRowException when the row has no time or id, or exceeds what an event may hold
     */
    public InferenceEvent eventOf(Row row) {
        try {
            return EventLimits.DEFAULT.check(new InferenceEvent(
                    idOf(row),
                    model.model(),
                    model.version(),
                    times.timeOf(row),
                    featuresOf(row),
                    roles.prediction() == null
                            ? FeatureValue.MISSING
                            : row.values().getOrDefault(roles.prediction(), FeatureValue.MISSING),
                    scoresOf(row),
                    segmentsOf(row),
                    OptionalDouble.empty()));
        } catch (IllegalArgumentException | InvalidEventException e) {
            throw new BadRowException(file, row.line(), String.valueOf(e.getMessage()));
        }
    }

    private String idOf(Row row) {
        if (roles.id() == null) {
            return file.getFileName() + ":" + row.number();
        }
        if (row.values().get(roles.id()) instanceof FeatureValue.Text text) {
            return text.value();
        }
        throw new IllegalArgumentException("column '" + roles.id() + "' has no id");
    }

    private Map<String, FeatureValue> featuresOf(Row row) {
        Map<String, FeatureValue> features = new TreeMap<>(row.values());
        features.keySet().removeIf(column -> !roles.isFeature(column));
        return features;
    }

    private Map<String, Double> scoresOf(Row row) {
        Map<String, Double> scores = new TreeMap<>();
        for (String column : roles.scores()) {
            FeatureValue value = row.values().getOrDefault(column, FeatureValue.MISSING);
            if (value instanceof FeatureValue.Numeric number) {
                scores.put(column, number.value());
            } else if (!(value instanceof FeatureValue.Missing)) {
                throw new IllegalArgumentException("column '" + column + "' is a score but holds no number: " + value);
            }
        }
        return scores;
    }

    private Map<String, String> segmentsOf(Row row) {
        Map<String, String> segments = new TreeMap<>();
        for (String column : roles.segments()) {
            FeatureValue value = row.values().getOrDefault(column, FeatureValue.MISSING);
            if (value instanceof FeatureValue.Text text) {
                segments.put(column, text.value());
            } else if (value instanceof FeatureValue.Numeric number) {
                segments.put(column, NumberText.label(number.value()));
            } else if (value instanceof FeatureValue.Bool bool) {
                segments.put(column, Boolean.toString(bool.value()));
            }
        }
        return segments;
    }
}
