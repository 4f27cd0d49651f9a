package io.tidegauge.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Windows and baselines of the worst values there are: an exception here would stop the detector at every restart, for
 * all models. Nothing but effects and p-values between 0 and 1, and statistics that are numbers, comes out.
 */
class HostileWindowsFuzzTest {

    private static final long SEED = 20_261_122;
    private static final int MODELS = 400;
    private static final int WINDOWS = 6;
    private static final ModelVersion MODEL = new ModelVersion("m", "1");

    /** Where doubles end, where they change their step, and where sums and squares of them overflow or vanish. */
    private static final double[] EDGES = {
        0.0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e308,
        -1e308,
        1e200,
        1e-200,
        0x1p53,
        0x1p53 + 2,
        0x1p-1074,
        0.5,
        Math.nextUp(0.5),
        Math.nextDown(1),
        1e9,
        1e18,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final WindowAssessor assessor = new WindowAssessor();

    @Test
    void theWorstValuesAreReportedAndStopNothing() {
        long first = Long.getLong("fuzz.seed", SEED);
        for (long seed = first; seed < first + MODELS; seed++) {
            try {
                live(new Random(seed));
            } catch (RuntimeException | AssertionError failed) {
                fail("fuzz.seed=" + seed, failed);
            }
        }
    }

    private void live(Random random) {
        BaselineSet baseline = baseline(random);
        Remembered before = Remembered.NOTHING;
        for (int i = 0; i < WINDOWS; i++) {
            int rows = rows(random);
            SortedMap<String, FeatureProfile> features = profiles(random, rows);
            TimeWindow window = new TimeWindow(i * 60_000L, (i + 1) * 60_000L);
            Counted counted = new Counted(rows, features);
            WindowCounts counts = new WindowCounts(MODEL, FeatureNames.ALL, window, counted, 0, List.of());
            Assessment assessment = assessor.assess(
                    counts, counted, baseline, ModelPolicy.standard(Cadence.tumbling(Duration.ofHours(1))), before);
            assessment.reports().forEach(HostileWindowsFuzzTest::check);
            assessment.alerts().forEach(HostileWindowsFuzzTest::check);
            before = assessment.remembered();
        }
    }

    private static void check(FeatureReport report) {
        assertThat(report.statistics().values())
                .allSatisfy(value -> assertThat(value).isFinite());
        checkShare(report.feature() + "'s effect", report.effect());
        checkShare(report.feature() + "'s p-value", report.pValue());
        assertThat(report.resolution()).isBetween(0.0, 1.0);
        assertThat(FeatureProfile.decode(report.profile()).encode()).isEqualTo(report.profile());
    }

    private static void check(DriftAlert alert) {
        assertThat(alert.summary().replace("NaN or infinite", "")).isNotBlank().doesNotContain("NaN", "Infinity");
        assertThat(alert.statistics().values())
                .allSatisfy(value -> assertThat(value).isFinite());
        checkShare("an alert's effect", alert.effect());
        checkShare("an alert's p-value", alert.pValue());
    }

    /** NaN stands for undefined. */
    private static void checkShare(String what, double value) {
        if (!Double.isNaN(value)) {
            assertThat(value).as(what).isBetween(0.0, 1.0);
        }
    }

    private static BaselineSet baseline(Random random) {
        int rows = Math.max(1, rows(random));
        SortedMap<String, FeatureBaseline> features = new TreeMap<>();
        profiles(random, rows).forEach((name, profile) -> {
            FeatureKind kind = random.nextBoolean() ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL;
            features.put(name, new FeatureBaseline(MODEL, "b", name, kind, rows, profile));
        });
        BaselineManifest manifest =
                new BaselineManifest(MODEL, "b", new TreeSet<>(features.keySet()), 0, 0, rows, "random");
        return new BaselineSet(manifest, features);
    }

    private static int rows(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3);
            case 1 -> random.nextInt(60);
            default -> 200 + random.nextInt(300);
        };
    }

    private static SortedMap<String, FeatureProfile> profiles(Random random, int rows) {
        SortedMap<String, FeatureProfile> profiles = new TreeMap<>();
        for (String name : List.of("a", "b", "c", "$prediction", "$score.x")) {
            if (name.equals("a") || random.nextInt(8) > 0) {
                profiles.put(name, profile(random, name, rows));
            }
        }
        return profiles;
    }

    private static FeatureProfile profile(Random random, String name, int rows) {
        LiveProfile live = new LiveProfile(KeyMapping.forFeature(name));
        int style = random.nextInt(8);
        int named = random.nextInt(4) == 0 ? random.nextInt(rows + 1) : rows;
        double scale = EDGES[random.nextInt(EDGES.length - 3)];
        for (int i = 0; i < named; i++) {
            live.add(value(random, style, scale));
        }
        return live.toProfile();
    }

    private static FeatureValue value(Random random, int style, double scale) {
        return switch (style) {
            case 0 -> number(EDGES[random.nextInt(EDGES.length)]);
            case 1 -> number(scale);
            case 2 -> number(Double.longBitsToDouble(random.nextLong()));
            case 3 -> number(scale * random.nextGaussian());
            case 4 -> FeatureValue.MISSING;
            case 5 -> new FeatureValue.Text(text(random));
            case 6 ->
                random.nextInt(5) == 0 ? number(random.nextInt(3)) : new FeatureValue.Text("x" + random.nextInt(9));
            default -> new FeatureValue.Bool(random.nextInt(50) > 0);
        };
    }

    private static FeatureValue number(double x) {
        return new FeatureValue.Numeric(x);
    }

    private static String text(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "\u0000\uD800";
            case 2 -> "null";
            case 3 -> "y".repeat(300) + random.nextInt(4);
            default -> Integer.toString(random.nextInt());
        };
    }
}
