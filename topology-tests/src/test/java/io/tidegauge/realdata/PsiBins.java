package io.tidegauge.realdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bins of one feature and the exact counts of the raw rows in them, by window. Numeric: cells (-inf,e1], (e1,e2], …,
 * (ek,inf) of the given edges; categorical: the given categories.
 */
record PsiBins(List<String> labels, Map<String, long[]> counts) {

    /** By feature. */
    static Map<String, PsiBins> of(DataSet set) throws IOException {
        JsonMapper json = new JsonMapper();
        Map<String, PsiBins> all = new HashMap<>();
        for (Map<String, String> row : Csv.rows(set.directory().resolve("psi_bins.csv"))) {
            String labels = row.get("edges_or_categories");
            if (!labels.isEmpty()) {
                all.put(row.get("feature"), new PsiBins(texts(json.readTree(labels)), new HashMap<>()));
            }
            JsonNode counts = json.readTree(row.get("counts"));
            long[] numbers = new long[counts.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = counts.get(i).asLong();
            }
            all.get(row.get("feature")).counts().put(row.get("window"), numbers);
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
