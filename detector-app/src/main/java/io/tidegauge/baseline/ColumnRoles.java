package io.tidegauge.baseline;

import io.tidegauge.event.FeatureNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a file's columns are to a model. A column without a role is a feature, unless features are listed; the time, the
 * identifier, the prediction, the scores and what is excluded (labels) are none. A segment may be a feature too.
 *
 * @param features the features, or empty for every column without a role
 * @param excluded columns that are nothing
 * @param time the column of event times, or null
 * @param id the column of event ids, or null
 * @param prediction the column that becomes the prediction, or null
 * @param scores columns of class scores, each of the class that is its name
 * @param segments columns whose values are segments
 */
public record ColumnRoles(
        Set<String> features,
        Set<String> excluded,
        @Nullable String time,
        @Nullable String id,
        @Nullable String prediction,
        Set<String> scores,
        Set<String> segments) {

    /** Every column is a feature. */
    public static final ColumnRoles ALL_FEATURES =
            new ColumnRoles(Set.of(), Set.of(), null, null, null, Set.of(), Set.of());

    public ColumnRoles {
        features = Set.copyOf(features);
        excluded = Set.copyOf(excluded);
        scores = Set.copyOf(scores);
        segments = Set.copyOf(segments);
    }

    /** Whether the column is a feature. */
    public boolean isFeature(String column) {
        if (column.equals(time) || column.equals(id) || column.equals(prediction) || scores.contains(column)) {
            return false;
        }
        return !excluded.contains(column) && (features.isEmpty() || features.contains(column));
    }

    /** The name that the column's values are profiled under. */
    public String featureName(String column) {
        if (column.equals(prediction)) {
            return FeatureNames.PREDICTION;
        }
        return scores.contains(column) ? FeatureNames.SCORE_PREFIX + column : column;
    }

    /** The columns whose text is wanted as it stands. */
    public Set<String> verbatim() {
        Set<String> columns = new TreeSet<>(segments);
        Optional.ofNullable(time).ifPresent(columns::add);
        Optional.ofNullable(id).ifPresent(columns::add);
        return columns;
    }

    /**
     * Checks that every column named here or in {@code others} is among the file's.
     *
     * @throws IllegalArgumentException naming those that are not, and the file's columns
     */
    public void requireIn(Collection<String> columns, Collection<String> others) {
        Set<String> named = new TreeSet<>(others);
        List.of(features, excluded, scores, segments).forEach(named::addAll);
        for (String single : new String[] {time, id, prediction}) {
            if (single != null) {
                named.add(single);
            }
        }
        named.removeAll(new ArrayList<>(columns));
        if (!named.isEmpty()) {
            throw new IllegalArgumentException(
                    "no such column: " + String.join(", ", named) + "; the file has " + String.join(", ", columns));
        }
    }
}
