package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rule that the product is held against is the reference's: decision_rule.csv has what decision_rule.py said of the same
 * counts, with SciPy 1.17.
 */
class ReferenceRuleTest {

    private static final int NUMERIC = 4;
    private static final int FEATURES = 6;
    private static final int BASELINE = 240;
    private static final int WINDOWS = 240;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void saysWhatTheReferenceSays(boolean seasonal) throws IOException {
        ReferenceRule rule = new ReferenceRule(counts(0, BASELINE), NUMERIC, seasonal ? 24 : 1, 0.1, 720);
        ReferenceRule.Month month = rule.run(counts(BASELINE, WINDOWS));
        List<String[]> rows = rows(seasonal);
        Map<String, SortedSet<ReferenceRule.Opening>> openings =
                Map.of("open", month.hourly(), "day", month.daily(), "notice", month.notices());
        openings.forEach((what, told) -> assertThat(told).as(what).isNotEmpty().isEqualTo(expected(rows, what)));
        rows.stream().filter(row -> row[1].equals("window")).forEach(row -> assertPoint(row, month.points()));
        rows.stream().filter(row -> row[1].equals("days")).forEach(row -> assertPoint(row, month.dayPoints()));
    }

    private static void assertPoint(String[] row, ReferenceFeature.Point[][] points) {
        ReferenceFeature.Point point = points[Integer.parseInt(row[2])][Integer.parseInt(row[3])];
        double p = Double.parseDouble(row[4]);
        assertThat(point.p()).as("p of %s", String.join(",", row)).isCloseTo(p, relative(p));
        double e = Double.parseDouble(row[5]);
        assertThat(point.e()).as("e of %s", String.join(",", row)).isCloseTo(e, within(1e-9));
    }

    private static Offset<Double> relative(double value) {
        return within(1e-9 + 1e-7 * value);
    }

    private static SortedSet<ReferenceRule.Opening> expected(List<String[]> rows, String what) {
        SortedSet<ReferenceRule.Opening> openings = new TreeSet<>();
        rows.stream()
                .filter(row -> row[1].equals(what))
                .forEach(row ->
                        openings.add(new ReferenceRule.Opening(Integer.parseInt(row[2]), Integer.parseInt(row[3]))));
        return openings;
    }

    private static List<String[]> rows(boolean seasonal) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                ReferenceRuleTest.class.getResourceAsStream("decision_rule.csv"), StandardCharsets.UTF_8))) {
            return in.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(row -> row[0].equals(seasonal ? "1" : "0"))
                    .toList();
        }
    }

    private static long[][][] counts(int from, int windows) {
        long[][][] counts = new long[FEATURES][windows][];
        for (int f = 0; f < FEATURES; f++) {
            int cells = f < NUMERIC ? 21 : 9;
            for (int t = 0; t < windows; t++) {
                counts[f][t] = new long[cells];
                for (int b = 0; b < cells; b++) {
                    counts[f][t][b] = count(f, from + t, b, cells);
                }
            }
        }
        return counts;
    }

    /** Counts by a hash, with more rows by day, drift for a while, in one window, and for ever. */
    private static long count(int f, int t, int b, int cells) {
        long hash = mix(f * 1_000_003L + t * 1_009L + b) >>> 33;
        long size = 1 + t % 24 / 8;
        int since = t - BASELINE;
        boolean a = f == 1 && since >= 30 && since < 60 && b < 6;
        boolean once = f == 2 && since == 100 && b == 0;
        boolean ever = f == 3 && since >= 120 && b >= 10 && b < 14;
        boolean label = f == 5 && since >= 150 && b == 2;
        return (b == cells - 1 ? hash % 3 : size * (20 + hash % 21))
                + (a ? 18 * size : 0)
                + (once ? 900 : 0)
                + (ever ? 8 * size : 0)
                + (label ? 30 * size : 0)
                + (f == 0 && t % 24 == 5 ? b % 2 * 8L : 0);
    }

    /** SplitMix64's output function. */
    private static long mix(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
