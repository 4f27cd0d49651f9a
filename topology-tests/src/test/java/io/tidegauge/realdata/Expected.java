package io.tidegauge.realdata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What SciPy and NumPy made of the raw rows: one feature in one window, figures by the column names of
 * {@code expected.csv}. The window {@code baseline} compares the baseline with itself.
 */
record Expected(String feature, boolean numeric, String window, Map<String, String> figures) {

    static final String BASELINE = "baseline";

    static List<Expected> of(DataSet set) throws IOException {
        List<Expected> all = new ArrayList<>();
        for (Map<String, String> row : Csv.rows(set.directory().resolve("expected.csv"))) {
            all.add(new Expected(row.get("feature"), row.get("kind").equals("numeric"), row.get("window"), row));
        }
        return all;
    }

    boolean ofBaseline() {
        return window.equals(BASELINE);
    }

    /** The figure; empty where the file does not have it, has no value, or none that is finite. */
    OptionalDouble figure(String name) {
        String text = figures.getOrDefault(name, "");
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = text.equalsIgnoreCase("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** What is expected of one feature in one window. */
    static String name(String feature, String window) {
        return feature + "[" + window + "]";
    }

    @Override
    public String toString() {
        return name(feature, window);
    }
}
