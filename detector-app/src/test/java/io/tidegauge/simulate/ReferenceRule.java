package io.tidegauge.simulate;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The reference rule (decision_rule.py, Rule.run with the amended shares) over a whole month, line by line from there; what
 * the product's decision is held against. Numeric features first; of each feature, the counts by window and cell, the
 * missing values last.
 */
final class ReferenceRule {

    private static final int DAY = 24;

    private final ReferenceFeature[] hours;
    private final ReferenceFeature[] days;
    private final double theta;
    private final int month;

    /** An alert that opens: the feature, and the window or day, each counted from 0. */
    record Opening(int feature, int at) implements Comparable<Opening> {
        @Override
        public int compareTo(Opening other) {
            return at != other.at ? Integer.compare(at, other.at) : Integer.compare(feature, other.feature);
        }
    }

    /** All of a month. */
    record Month(
            ReferenceFeature.Point[][] points,
            ReferenceFeature.Point[][] dayPoints,
            SortedSet<Opening> hourly,
            SortedSet<Opening> daily,
            SortedSet<Opening> notices,
            int significant) {}

    ReferenceRule(long[][][] baseline, int numeric, int slots, double theta, int month) {
        this.theta = theta;
        this.month = month;
        hours = new ReferenceFeature[baseline.length];
        days = new ReferenceFeature[baseline.length];
        for (int f = 0; f < baseline.length; f++) {
            hours[f] = new ReferenceFeature(baseline[f], f < numeric, slots);
            days[f] = new ReferenceFeature(merged(baseline[f]), f < numeric, 1);
        }
    }

    static long[][] merged(long[][] windows) {
        long[][] sums = new long[windows.length / DAY][windows[0].length];
        for (int t = 0; t < sums.length * DAY; t++) {
            for (int b = 0; b < windows[t].length; b++) {
                sums[t / DAY][b] += windows[t][b];
            }
        }
        return sums;
    }

    Month run(long[][][] windows) {
        int features = windows.length;
        ReferenceFeature.Point[][] points = new ReferenceFeature.Point[features][];
        ReferenceFeature.Point[][] dayPoints = new ReferenceFeature.Point[features][];
        for (int f = 0; f < features; f++) {
            points[f] = eval(hours[f], windows[f]);
            dayPoints[f] = eval(days[f], merged(windows[f]));
        }
        boolean[][] persistent = bh(points, 0.5 * 2 / month);
        boolean[][] fast = gate(bh(points, 0.15 / month), points, 3 * theta);
        boolean[][] exceeding = gate(persistent, points, theta);
        boolean[][] significantDays = bh(dayPoints, 0.15 / (month / (double) DAY));
        int significant = 0;
        for (boolean[] row : persistent) {
            for (boolean rejected : row) {
                significant += rejected ? 1 : 0;
            }
        }
        return new Month(
                points,
                dayPoints,
                machine(exceeding, calm(points, 0.7 * theta), fast, 2, 3, 3),
                machine(gate(significantDays, dayPoints, theta), calm(dayPoints, 0.7 * theta), null, 1, 1, 1),
                machine(gate(significantDays, dayPoints, 0.4 * theta), calm(dayPoints, 0.28 * theta), null, 1, 1, 1),
                significant);
    }

    private static ReferenceFeature.Point[] eval(ReferenceFeature feature, long[][] windows) {
        ReferenceFeature.Point[] points = new ReferenceFeature.Point[windows.length];
        Arrays.setAll(points, t -> feature.eval(windows[t], t));
        return points;
    }

    private static boolean[][] bh(ReferenceFeature.Point[][] points, double q) {
        boolean[][] rejected = new boolean[points.length][points[0].length];
        for (int t = 0; t < points[0].length; t++) {
            int window = t;
            double[] sorted = Arrays.stream(points)
                    .mapToDouble(row -> row[window].p())
                    .sorted()
                    .toArray();
            int k = 0;
            for (int i = 0; i < sorted.length; i++) {
                k = sorted[i] <= q * (i + 1) / sorted.length ? i + 1 : k;
            }
            double threshold = k > 0 ? q * k / sorted.length : -1;
            for (int f = 0; f < points.length; f++) {
                rejected[f][t] = points[f][t].p() <= threshold;
            }
        }
        return rejected;
    }

    private static boolean[][] gate(boolean[][] rejected, ReferenceFeature.Point[][] points, double effect) {
        boolean[][] gated = new boolean[rejected.length][rejected[0].length];
        for (int f = 0; f < rejected.length; f++) {
            for (int t = 0; t < rejected[f].length; t++) {
                gated[f][t] = rejected[f][t] && points[f][t].e() >= effect;
            }
        }
        return gated;
    }

    private static boolean[][] calm(ReferenceFeature.Point[][] points, double effect) {
        boolean[][] calm = new boolean[points.length][points[0].length];
        for (int f = 0; f < points.length; f++) {
            for (int t = 0; t < points[f].length; t++) {
                calm[f][t] = points[f][t].e() < effect || points[f][t].p() > 0.05;
            }
        }
        return calm;
    }

    private static SortedSet<Opening> machine(
            boolean[][] exceeding, boolean[][] calm, boolean[][] fast, int k, int n, int r) {
        SortedSet<Opening> openings = new TreeSet<>();
        for (int f = 0; f < exceeding.length; f++) {
            boolean open = false;
            int calmWindows = 0;
            int start = 0;
            for (int t = 0; t < exceeding[f].length; t++) {
                int seen = 0;
                for (int d = 0; d < n; d++) {
                    seen += t - d >= start && exceeding[f][t - d] ? 1 : 0;
                }
                boolean opens = !open && (seen >= k || (fast != null && fast[f][t]));
                if (opens) {
                    openings.add(new Opening(f, t));
                    open = true;
                    calmWindows = 0;
                }
                calmWindows = open && calm[f][t] ? calmWindows + 1 : 0;
                if (open && calmWindows >= r) {
                    open = false;
                    start = t + 1;
                    calmWindows = 0;
                }
            }
        }
        return openings;
    }
}
