package io.tidegauge.order;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a detector told of a stream, every field of it as text: the final report of each identity, the windows in the
 * order in which each feature's were reported, every alert's records in their order, and what became dead letters.
 */
public final class Told {

    private final SortedMap<String, FeatureReport> last = new TreeMap<>();
    private final SortedMap<String, List<String>> windows = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, String>> all = new TreeMap<>();
    private final List<DriftAlert> alerts;

    /** Reports and alerts in the order of their topics; dead letters by their reasons. */
    public Told(Collection<FeatureReport> reports, List<DriftAlert> alerts, Collection<String> deadLetters) {
        this.alerts = List.copyOf(alerts);
        for (FeatureReport report : reports) {
            last.merge(identity(report), report, (a, b) -> a.revision() > b.revision() ? a : b);
            windows.computeIfAbsent(report.model() + " " + report.feature(), key -> new ArrayList<>())
                    .add(report.window() + " revision " + report.revision());
        }
        last.forEach((identity, report) -> all.put("report " + identity, fields(report)));
        windows.forEach((key, order) -> all.put("windows of " + key, text("order", order)));
        Map<String, Integer> records = new HashMap<>();
        for (DriftAlert alert : alerts) {
            int record = records.merge(alert.alertId(), 1, Integer::sum);
            all.put("alert " + alert.alertId() + " record " + record, fields(alert));
        }
        Map<String, Long> reasons = new TreeMap<>();
        deadLetters.forEach(reason -> reasons.merge(reason, 1L, Long::sum));
        all.put("dead letters", text("by reason", reasons));
    }

    /** The final report of every identity. */
    public Collection<FeatureReport> finalReports() {
        return last.values();
    }

    public List<DriftAlert> alerts() {
        return alerts;
    }

    /** Windows that a feature was reported more than once for, at the same revision. */
    public List<String> repeated() {
        List<String> repeated = new ArrayList<>();
        windows.forEach((key, order) -> {
            if (new TreeSet<>(order).size() < order.size()) {
                repeated.add(key + ": " + order);
            }
        });
        return repeated;
    }

    /** Every field in which the other differs, in words; empty where both told the same. */
    public List<String> differences(Told other) {
        List<String> differences = new ArrayList<>();
        SortedSet<String> keys = new TreeSet<>(all.keySet());
        keys.addAll(other.all.keySet());
        for (String key : keys) {
            SortedMap<String, String> here = all.getOrDefault(key, new TreeMap<>());
            SortedMap<String, String> there = other.all.getOrDefault(key, new TreeMap<>());
            SortedSet<String> names = new TreeSet<>(here.keySet());
            names.addAll(there.keySet());
            names.stream()
                    .filter(name -> !String.valueOf(here.get(name)).equals(there.get(name)))
                    .forEach(name -> differences.add(key + ", " + name + ": " + brief(here.get(name)) + " instead of "
                            + brief(there.get(name))));
        }
        return differences;
    }

    private static String identity(FeatureReport report) {
        return report.model() + " " + report.segment() + " " + report.feature() + " " + report.window();
    }

    private static SortedMap<String, String> text(String name, Object value) {
        return new TreeMap<>(Map.of(name, value.toString()));
    }

    /** All components, so that a field that is added later is compared without anyone's thinking of it. */
    static SortedMap<String, String> fields(Record told) {
        SortedMap<String, String> fields = new TreeMap<>();
        for (RecordComponent component : told.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(told);
                fields.put(
                        component.getName(),
                        value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component + " of " + told, e);
            }
        }
        return fields;
    }

    private static String brief(String text) {
        return text == null || text.length() <= 300 ? text : text.substring(0, 300) + "… (" + text.length() + ")";
    }
}
