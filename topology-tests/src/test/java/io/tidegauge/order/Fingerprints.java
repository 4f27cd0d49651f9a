package io.tidegauge.order;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.event.FeatureNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was told, of each report a few figures and a hash of all fields: for streams whose reports no heap would hold. */
final class Fingerprints {

    private final SortedMap<String, String> told = new TreeMap<>();
    private final SortedMap<String, Long> rows = new TreeMap<>();
    private final SortedMap<String, Integer> alertRecords = new TreeMap<>();
    private final List<String> repeated = new ArrayList<>();
    private long fired;
    private long incomplete;

    void addReports(Collection<FeatureReport> reports) {
        for (FeatureReport report : reports) {
            add(
                    "report " + report.model() + " " + report.feature() + " " + report.window() + " revision "
                            + report.revision(),
                    "rows " + report.rows() + ", late " + report.lateRows() + ", complete " + report.complete() + ", "
                            + hash(report));
            incomplete += report.complete() ? 0 : 1;
            if (report.feature().equals(FeatureNames.ALL)) {
                rows.merge(report.model() + " " + report.window(), report.rows(), Long::sum);
            }
        }
    }

    void addAlerts(Collection<DriftAlert> alerts) {
        for (DriftAlert alert : alerts) {
            int record = alertRecords.merge(alert.alertId(), 1, Integer::sum);
            fired += alert.state() == AlertState.FIRING ? 1 : 0;
            add(
                    "alert " + alert.alertId() + " record " + record,
                    Told.fields(alert).toString());
        }
    }

    void addDeadLetters(Collection<String> reasons) {
        SortedMap<String, Long> by = new TreeMap<>();
        reasons.forEach(reason -> by.merge(reason, 1L, Long::sum));
        add("dead letters", by.toString());
    }

    private void add(String what, String fingerprint) {
        if (told.put(what, fingerprint) != null) {
            repeated.add(what);
        }
    }

    /** Rows by model and window. */
    SortedMap<String, Long> rows() {
        return rows;
    }

    /** Alert records that fire. */
    long fired() {
        return fired;
    }

    /** Reports of windows that closed without a partition. */
    long incomplete() {
        return incomplete;
    }

    /** What was told more than once. */
    List<String> repeated() {
        return repeated;
    }

    /** What the other told otherwise, or only one of both, in words. */
    List<String> differences(Fingerprints other) {
        SortedSet<String> keys = new TreeSet<>(told.keySet());
        keys.addAll(other.told.keySet());
        return keys.stream()
                .filter(key -> !String.valueOf(told.get(key)).equals(other.told.get(key)))
                .map(key -> key + ": " + told.get(key) + " instead of " + other.told.get(key))
                .toList();
    }

    private static String hash(FeatureReport report) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Told.fields(report).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
