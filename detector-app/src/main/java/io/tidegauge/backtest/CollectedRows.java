package io.tidegauge.backtest;

import io.tidegauge.assess.Counted;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows that are both counted, as the detector counts them, and kept, for rules that need the values. Mutable. */
public final class CollectedRows {

    private final BaselineBuilder counts = new BaselineBuilder();
    private final Map<String, List<FeatureValue>> values = new TreeMap<>();
    private int rows;

    /** Adds a row after the others. */
    public void add(InferenceEvent event) {
        counts.add(event);
        event.forEachFeature((feature, value) -> {
            List<FeatureValue> column = values.computeIfAbsent(feature, name -> new ArrayList<>());
            pad(column);
            column.add(value);
        });
        rows++;
    }

    /** Rows before that left the feature out have no value of it. */
    private void pad(List<FeatureValue> column) {
        while (column.size() < rows) {
            column.add(FeatureValue.MISSING);
        }
    }

    /** How many rows. */
    public int rows() {
        return rows;
    }

    /** The rows as the detector counts them. */
    public Counted counted() {
        return new Counted(rows, counts.profiles());
    }

    /** The values of the features of these kinds, of every row; features that no row names have none. */
    public SortedMap<String, Values> values(Map<String, FeatureKind> kinds) {
        SortedMap<String, Values> columns = new TreeMap<>();
        kinds.forEach((feature, kind) -> {
            List<FeatureValue> column = values.computeIfAbsent(feature, name -> new ArrayList<>());
            pad(column);
            columns.put(feature, kind == FeatureKind.NUMERIC ? numbers(column) : labels(column));
        });
        return columns;
    }

    private static Values numbers(List<FeatureValue> column) {
        return Numbers.of(column.stream()
                .mapToDouble(value -> value instanceof FeatureValue.Numeric number ? number.value() : Double.NaN)
                .toArray());
    }

    private static Values labels(List<FeatureValue> column) {
        return Labels.of(column.stream().map(CollectedRows::label).toList());
    }

    private static Optional<String> label(FeatureValue value) {
        if (value instanceof FeatureValue.Text text) {
            return Optional.of(text.value());
        }
        if (value instanceof FeatureValue.Bool bool) {
            return Optional.of(Boolean.toString(bool.value()));
        }
        return value instanceof FeatureValue.Numeric number && Double.isFinite(number.value())
                ? Optional.of(Double.toString(number.value()))
                : Optional.empty();
    }
}
