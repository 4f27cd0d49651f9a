package io.tidegauge.realdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bins of one feature and the exact counts of one window's raw rows in them. Numeric: cells (-inf,e1], (e1,e2], …,
 * (ek,inf) of the given edges; categorical: the given categories.
 */
record PsiBins(List<String> labels, long[] counts) {

    /** By feature and window, as {@link Expected} names them; a line without labels has those of its feature's first. */
    static Map<String, PsiBins> of(DataSet set) throws IOException {
        JsonMapper json = new JsonMapper();
        Map<String, List<String>> first = new HashMap<>();
        Map<String, PsiBins> all = new HashMap<>();
        for (Map<String, String> row : Csv.rows(set.directory().resolve("psi_bins.csv"))) {
            String feature = row.get("feature");
            String given = row.get("edges_or_categories");
            List<String> labels = given.isEmpty() ? first.get(feature) : texts(json.readTree(given));
            first.putIfAbsent(feature, labels);
            long[] counts = texts(json.readTree(row.get("counts"))).stream()
                    .mapToLong(Long::parseLong)
                    .toArray();
            all.put(Expected.name(feature, row.get("window")), new PsiBins(labels, counts));
        }
        return all;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    double[] edges() {
        return labels.stream().mapToDouble(Double::parseDouble).toArray();
    }
}
