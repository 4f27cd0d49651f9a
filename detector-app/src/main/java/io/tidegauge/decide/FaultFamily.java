package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The exact tests on faults in a window's data, which are one family: with six tests on each of a hundred features some
 * would refute by chance in every window.
 */
final class FaultFamily {

    private final MultipleTesting testing;

    FaultFamily(MultipleTesting testing) {
        this.testing = testing;
    }

    private static double[] pValues(Map<String, Map<AlertKind, FaultTest>> tests) {
        double[] p = new double[tests.size() * AlertKind.values().length];
        int size = 0;
        for (Map<AlertKind, FaultTest> own : tests.values()) {
            for (FaultTest test : own.values()) {
                if (test.tested()) {
                    p[size++] = test.pValue();
                }
            }
        }
        return Arrays.copyOf(p, size);
    }

    /** Settles the tests of all features together; kinds that were not tested keep their finding. */
    Map<String, Map<AlertKind, Finding>> settle(Map<String, Map<AlertKind, FaultTest>> tests, double level) {
        double[] p = pValues(tests);
        boolean[] refutes = testing.reject(p, level);
        Map<String, Map<AlertKind, Finding>> findings = new TreeMap<>();
        int next = 0;
        for (Map.Entry<String, Map<AlertKind, FaultTest>> entry : tests.entrySet()) {
            Map<AlertKind, Finding> own = new EnumMap<>(AlertKind.class);
            for (Map.Entry<AlertKind, FaultTest> test : entry.getValue().entrySet()) {
                boolean refuted = test.getValue().tested() && refutes[next++];
                own.put(test.getKey(), test.getValue().finding(refuted, level));
            }
            findings.put(entry.getKey(), own);
        }
        return findings;
    }
}
