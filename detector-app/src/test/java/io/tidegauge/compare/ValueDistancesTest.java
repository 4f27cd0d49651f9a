package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.profile.Moments;
import io.tidegauge.profile.NumericSketch;
import io.tidegauge.profile.WeightedValues;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distances on values against their definitions on the raw rows. */
class ValueDistancesTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreeWithTheirDefinitionsOnTiedAndUntiedRows(long seed) {
        Random random = new Random(seed);
        boolean ties = seed % 2 == 0;
        double[] b = sample(random, 1 + random.nextInt(60), ties);
        double[] w = sample(random, 1 + random.nextInt(60), ties);
        PooledValues pooled = PooledValues.of(WeightedValues.of(b), WeightedValues.of(w));

        assertThat(KolmogorovSmirnov.of(pooled).d()).as("D, seed %d", seed).isCloseTo(d(b, w), within(1e-14));
        assertThat(Wasserstein.distance(pooled).orNaN())
                .as("W1, seed %d", seed)
                .isCloseTo(byQuantiles(b, w), within(1e-10));
        assertThat(EnergyDistance.distance(pooled, summary(b), summary(w)).orNaN())
                .as("energy, seed %d", seed)
                .isCloseTo(byPairs(b, w), within(1e-6));
        assertThat(MannWhitney.of(pooled).auc()).as("AUC, seed %d", seed).isCloseTo(auc(b, w), within(1e-13));
        assertThat(CramerVonMises.of(pooled).t()).as("T, seed %d", seed).isCloseTo(byRanks(b, w), within(1e-9));
    }

    @Test
    void wassersteinSurvivesTheLargestAndTheSmallestDoubles() {
        assertThat(wasserstein(new double[] {-1.7e308, 1.7e308}, new double[] {1.7e308, 1.7e308}))
                .isEqualTo(Statistic.finite(1.7e308));
        assertThat(wasserstein(new double[] {-1.7e308}, new double[] {1.7e308}))
                .isInstanceOf(Statistic.Undefined.class);
        assertThat(wasserstein(new double[] {4.9e-324}, new double[] {4.9e-323}))
                .isEqualTo(Statistic.of(4.4e-323));
    }

    @Test
    void aFarOutlierDoesNotDrownTheRest() {
        // The gap of 1e17 between the two largest values counts nothing, exactly, as both sides have all else below it.
        double[] b = {0, 1, 2, 1e17};
        double[] w = {0.5, 1.5, 2.5, 1e17};
        assertThat(wasserstein(b, w).orNaN()).isCloseTo(3 * 0.5 / 4, within(1e-15));
    }

    /** D of histograms is that at the bounds they know: never above the raw D, below it by at most a bucket's share. */
    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44, 45, 46})
    void coarseHistogramsNeverExaggerate(long seed) {
        Random random = new Random(seed);
        double[] b = coarse(random, 30_000, 1.2);
        double[] w = coarse(random, 2_500 + random.nextInt(10_000), 1.2 + 0.1 * (seed % 3));
        NumericSketch baseline = NumericSketch.of(KeyMapping.STANDARD, b);
        NumericSketch window = NumericSketch.of(KeyMapping.STANDARD, w);
        assertThat(baseline.exact()).isFalse();

        PooledValues pooled = PooledValues.of(
                baseline,
                window,
                Math.min(min(b), min(w)),
                Math.max(
                        Arrays.stream(b).max().orElseThrow(),
                        Arrays.stream(w).max().orElseThrow()));
        double raw = d(b, w);

        assertThat(pooled.baselineTotal()).isEqualTo(b.length);
        assertThat(pooled.windowTotal()).isEqualTo(w.length);
        assertThat(KolmogorovSmirnov.of(pooled).d())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(raw + 1e-12)
                .isGreaterThanOrEqualTo(raw - 2 * (baseline.resolution() + window.resolution()));
        assertThat(MannWhitney.of(pooled).auc())
                .as("seed %d", seed)
                .isCloseTo(auc(b, w), within(baseline.resolution() + window.resolution()));
        double scale = Wasserstein.distance(pooled).orNaN();
        assertThat(scale).as("seed %d", seed).isCloseTo(byQuantiles(b, w), within(0.02 * deviation(b)));
    }

    /** An atom that one histogram knows and the other has mixed with its neighbours is not a difference. */
    @Test
    void anAtomWithinACoarseBucketIsATie() {
        Random random = new Random(5);
        double[] b = coarse(random, 100_000, 2);
        double[] w = Arrays.copyOf(b, 1_500);
        Arrays.fill(w, 0, 600, 1.7);
        Arrays.fill(b, 0, 40_000, 1.7);
        double slightly = Math.nextUp(1.7);
        b[0] = slightly;
        NumericSketch baseline = NumericSketch.of(KeyMapping.STANDARD, b);
        NumericSketch window = NumericSketch.of(KeyMapping.STANDARD, w);
        assertThat(window.exact()).isTrue();
        assertThat(baseline.resolution()).isGreaterThan(0.3);

        PooledValues pooled = PooledValues.of(baseline, window, min(b), 1e9);

        assertThat(KolmogorovSmirnov.of(pooled).d())
                .isLessThanOrEqualTo(d(b, w))
                .isLessThan(0.03);
    }

    private static Statistic wasserstein(double[] b, double[] w) {
        return Wasserstein.distance(PooledValues.of(WeightedValues.of(b), WeightedValues.of(w)));
    }

    private static Summary summary(double[] raw) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        Arrays.stream(raw).forEach(live::addNumber);
        FeatureProfile profile = live.toProfile();
        Moments moments = profile.moments();
        return new Summary(moments, WeightedValues.of(raw), true);
    }

    private static double[] sample(Random random, int n, boolean ties) {
        double[] raw = new double[n];
        Arrays.setAll(raw, i -> ties ? random.nextInt(8) - 3 : random.nextGaussian());
        return raw;
    }

    private static double[] coarse(Random random, int n, double deviation) {
        double[] raw = new double[n];
        Arrays.setAll(raw, i -> Math.exp(deviation * random.nextGaussian()));
        return raw;
    }

    private static double min(double[] raw) {
        return Arrays.stream(raw).min().orElseThrow();
    }

    private static double deviation(double[] raw) {
        double mean = Arrays.stream(raw).average().orElseThrow();
        return Math.sqrt(
                Arrays.stream(raw).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    }

    private static double d(double[] b, double[] w) {
        double[] sortedB = sorted(b);
        double[] sortedW = sorted(w);
        double max = 0;
        for (double[] side : new double[][] {b, w}) {
            for (double x : side) {
                max = Math.max(max, Math.abs(share(sortedB, x) - share(sortedW, x)));
            }
        }
        return max;
    }

    /** Share of values at most x. */
    private static double share(double[] sorted, double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low / (double) sorted.length;
    }

    private static double[] sorted(double[] raw) {
        double[] sorted = raw.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** W1 as the integral of |Q_b − Q_w| over the ranks. */
    private static double byQuantiles(double[] b, double[] w) {
        double[] sortedB = sorted(b);
        double[] sortedW = sorted(w);
        double sum = 0;
        double at = 0;
        int i = 0;
        int j = 0;
        while (i < b.length && j < w.length) {
            double next = Math.min((i + 1.0) / b.length, (j + 1.0) / w.length);
            sum += (next - at) * Math.abs(sortedB[i] - sortedW[j]);
            long left = (i + 1L) * w.length;
            long right = (j + 1L) * b.length;
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
            at = next;
        }
        return sum;
    }

    private static double byPairs(double[] b, double[] w) {
        return Math.sqrt(Math.max(0, 2 * meanDistance(b, w) - meanDistance(b, b) - meanDistance(w, w)));
    }

    private static double meanDistance(double[] a, double[] b) {
        double sum = 0;
        for (double x : a) {
            for (double y : b) {
                sum += Math.abs(x - y);
            }
        }
        return sum / a.length / b.length;
    }

    private static double auc(double[] b, double[] w) {
        double[] sortedB = sorted(b);
        double sum = 0;
        for (double x : w) {
            sum += (share(sortedB, x) + share(sortedB, Math.nextDown(x))) / 2;
        }
        return sum / w.length;
    }

    private static double byRanks(double[] b, double[] w) {
        double m = b.length;
        double n = w.length;
        double u = m * rankSquares(b, w) + n * rankSquares(w, b);
        return u / (m * n * (m + n)) - (4 * m * n - 1) / (6 * (m + n));
    }

    private static double rankSquares(double[] side, double[] other) {
        double[] sorted = sorted(side);
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            double below = 0;
            double equal = 0;
            for (double[] values : new double[][] {side, other}) {
                for (double x : values) {
                    below += x < sorted[i] ? 1 : 0;
                    equal += x == sorted[i] ? 1 : 0;
                }
            }
            double rank = below + (equal + 1) / 2;
            sum += (rank - i - 1) * (rank - i - 1);
        }
        return sum;
    }
}
