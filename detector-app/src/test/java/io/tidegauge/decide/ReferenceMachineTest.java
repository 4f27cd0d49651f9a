package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The reference's rule, written down once more as it is there, with arrays; on random streams of effects and p-values. */
class ReferenceMachineTest {

    private static final int FEATURES = 8;
    private static final int WINDOWS = 60;

    /** Persistence and hysteresis over one feature's windows: whether an alert fires after each of them. */
    private static boolean[] machine(boolean[] exceeds, boolean[] calm, boolean[] fast, int k, int n, int r) {
        boolean[] state = new boolean[exceeds.length];
        boolean open = false;
        int calmInARow = 0;
        int start = 0;
        for (int t = 0; t < exceeds.length; t++) {
            int history = 0;
            for (int d = 0; d < n; d++) {
                if (t - d >= start && exceeds[t - d]) {
                    history++;
                }
            }
            boolean opens = !open && (history >= k || fast[t]);
            open |= opens;
            calmInARow = open && !opens && calm[t] ? calmInARow + 1 : 0;
            if (calmInARow >= r) {
                open = false;
                calmInARow = 0;
                start = t + 1;
            }
            state[t] = open;
        }
        return state;
    }

    /** Benjamini-Hochberg over the features of one window. */
    private static boolean rejected(double[][] p, int feature, int window, double q) {
        double[] sorted = IntStream.range(0, FEATURES)
                .mapToDouble(f -> p[f][window])
                .sorted()
                .toArray();
        double threshold = -1;
        for (int i = 0; i < FEATURES; i++) {
            if (sorted[i] <= q * (i + 1) / FEATURES) {
                threshold = q * (i + 1) / FEATURES;
            }
        }
        return p[feature][window] <= threshold;
    }

    private static double[][] significances(Random random) {
        return draw(() -> random.nextInt(3) == 0 ? Math.pow(10, -1 - 8 * random.nextDouble()) : random.nextDouble());
    }

    private static double[][] effects(Random random) {
        double[] levels = {0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.35};
        return draw(() -> levels[random.nextInt(levels.length)] * (0.8 + 0.4 * random.nextDouble()));
    }

    private static double[][] draw(DoubleSupplier source) {
        double[][] drawn = new double[FEATURES][WINDOWS];
        for (double[] feature : drawn) {
            Arrays.setAll(feature, window -> source.getAsDouble());
        }
        return drawn;
    }

    private static Observed[] window(double[][] e, double[][] p, int t) {
        return IntStream.range(0, FEATURES)
                .mapToObj(f -> Observed.numeric("f" + f).drift(e[f][t], p[f][t]))
                .toArray(Observed[]::new);
    }

    private interface WindowTest {
        boolean of(int window);
    }

    private static boolean[] over(WindowTest test) {
        boolean[] all = new boolean[WINDOWS];
        for (int t = 0; t < WINDOWS; t++) {
            all[t] = test.of(t);
        }
        return all;
    }

    private static boolean fires(Episode episode, TrackKey key, Severity atLeast) {
        AlertTrack track = episode.tracks().get(key);
        return track != null
                && track.state() == AlertState.FIRING
                && track.severity().compareTo(atLeast) >= 0;
    }

    @Test
    void windowsFireAndResolveAsTheReferenceDoes() {
        int fired = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            int n = 1 + random.nextInt(4);
            int k = 1 + random.nextInt(n);
            int r = 1 + random.nextInt(4);
            // A budget of 40: levels of 0.0278 k and 0.0083, so that streams of 60 windows have much to tell.
            DecisionPolicy policy = new DecisionPolicy(new Budget(40), MaterialEffect.STANDARD, k, n, r, 30);
            double qPersistent = Math.min(0.05, 0.5 * 40 * k / 720);
            double qFast = 0.15 * 40 / 720;
            double[][] e = effects(random);
            double[][] p = significances(random);
            Episode episode = new Episode(policy);
            boolean[][] firing = new boolean[FEATURES][WINDOWS];
            for (int t = 0; t < WINDOWS; t++) {
                episode.next(window(e, p, t));
                for (int f = 0; f < FEATURES; f++) {
                    firing[f][t] = fires(episode, key(f, false), Severity.WARNING);
                }
            }
            for (int f = 0; f < FEATURES; f++) {
                int feature = f;
                boolean[] expected = machine(
                        over(t -> rejected(p, feature, t, qPersistent) && e[feature][t] >= 0.1),
                        over(t -> e[feature][t] < 0.7 * 0.1 || p[feature][t] > 0.05),
                        over(t -> rejected(p, feature, t, qFast) && e[feature][t] >= 3 * 0.1),
                        k,
                        n,
                        r);
                assertThat(firing[f])
                        .as("seed %d, f%d, %d of %d, %d calm", seed, f, k, n, r)
                        .isEqualTo(expected);
                fired += (int)
                        IntStream.range(0, WINDOWS).filter(t -> expected[t]).count();
            }
        }
        assertThat(fired).as("windows in which an alert fires").isGreaterThan(2_000);
    }

    @Test
    void daysFireAndResolveAsTheReferenceDoes() {
        int warned = 0;
        int noticed = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            double[][] e = effects(random);
            double[][] p = significances(random);
            // Half of the features never reach a warning, as the reference's notices know nothing of its warnings.
            for (int f = 0; f < FEATURES / 2; f++) {
                e[f] = Arrays.stream(e[f])
                        .map(effect -> Math.min(effect, 0.099))
                        .toArray();
            }
            ModelPolicy policy = new ModelPolicy(
                    new DecisionPolicy(new Budget(6), MaterialEffect.STANDARD, 2, 3, 3, 30),
                    Episode.HOURLY,
                    Reference.FIXED,
                    new TreeMap<>());
            double q = 0.15 * 6 / 30;
            Episode episode = new Episode(policy);
            for (int t = 0; t < WINDOWS; t++) {
                episode.nextDay(window(e, p, t));
                for (int f = 0; f < FEATURES; f++) {
                    int feature = f;
                    boolean[] warns = machine(
                            over(d -> rejected(p, feature, d, q) && e[feature][d] >= 0.1),
                            over(d -> e[feature][d] < 0.7 * 0.1 || p[feature][d] > 0.05),
                            new boolean[WINDOWS],
                            1,
                            1,
                            1);
                    boolean[] notices = machine(
                            over(d -> rejected(p, feature, d, q) && e[feature][d] >= 0.4 * 0.1),
                            over(d -> e[feature][d] < 0.28 * 0.1 || p[feature][d] > 0.05),
                            new boolean[WINDOWS],
                            1,
                            1,
                            1);
                    String what = "seed " + seed + ", day " + t + ", f" + f;
                    assertThat(fires(episode, key(f, true), Severity.WARNING))
                            .as(what)
                            .isEqualTo(warns[t]);
                    if (f < FEATURES / 2) {
                        assertThat(fires(episode, key(f, true), Severity.NOTICE))
                                .as(what)
                                .isEqualTo(notices[t]);
                        noticed += notices[t] ? 1 : 0;
                    }
                    warned += warns[t] ? 1 : 0;
                }
            }
        }
        assertThat(warned).isGreaterThan(500);
        assertThat(noticed).isGreaterThan(500);
    }

    private static TrackKey key(int feature, boolean daily) {
        return new TrackKey("f" + feature, AlertKind.DISTRIBUTION, daily);
    }
}
