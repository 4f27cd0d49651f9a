package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorldTest {

    private static final int ROWS = 100_000;

    static List<WorldLaw> worlds() {
        return WorldLaw.ALL;
    }

    /** The cells are quantiles over all hours: each holds a twentieth of the values, one row in a hundred is missing. */
    @ParameterizedTest
    @MethodSource("worlds")
    void numbersFillTheirCellsEvenly(WorldLaw law) {
        World world = new World(law, 40, 1, new SplittableRandom(11));
        long[] sum = new long[World.NUMERIC_CELLS + 1];
        for (int hour = 0; hour < 14 * 24; hour++) {
            world.next();
            for (int f = 0; f < 40; f++) {
                long[] counts = world.draw(f, 1_000, Drift.NONE, 0);
                Arrays.setAll(sum, i -> sum[i] + counts[i]);
            }
        }
        double total = Arrays.stream(sum).sum();
        assertThat(total).isEqualTo(14 * 24 * 40 * 1_000);
        assertThat(sum[World.NUMERIC_CELLS] / total).isCloseTo(0.01, within(0.001));
        for (int i = 0; i < World.NUMERIC_CELLS; i++) {
            assertThat(sum[i] / total).as("%s, cell %d", law.name(), i).isCloseTo(0.0495, within(0.006));
        }
    }

    /** An hour's shift has the world's deviation and goes on as an autoregression; told from the share of the lower half. */
    @Test
    void hoursWander() {
        World world = new World(WorldLaw.WANDER_10, 100, 0, new SplittableRandom(12));
        int hours = 400;
        double[][] shift = new double[100][hours];
        for (int hour = 0; hour < hours; hour++) {
            world.next();
            for (int f = 0; f < 100; f++) {
                shift[f][hour] = shiftOf(world.draw(f, ROWS, Drift.NONE, 0));
            }
        }
        double squares = 0;
        double products = 0;
        for (double[] own : shift) {
            for (int hour = 1; hour < hours; hour++) {
                squares += own[hour] * own[hour];
                products += own[hour] * own[hour - 1];
            }
        }
        assertThat(Math.sqrt(squares / (100 * (hours - 1)))).isCloseTo(0.1, within(0.005));
        assertThat(products / squares).isCloseTo(0.8, within(0.03));
    }

    /** The mean of a normal law whose median is known: the lower half's share is Φ(-shift). */
    private static double shiftOf(long[] counts) {
        double lower = Arrays.stream(counts, 0, 10).sum();
        double all = Arrays.stream(counts, 0, 20).sum();
        return (0.5 - lower / all) * Math.sqrt(2 * Math.PI);
    }

    @Test
    void categoriesAreZipfs() {
        World world = new World(WorldLaw.IID, 0, 1, new SplittableRandom(13));
        world.next();
        long[] counts = world.draw(0, 2_000_000, Drift.NONE, 0);
        assertThat(counts[World.UNSEEN]).isZero();
        assertThat(counts[0] / (double) counts[1]).isCloseTo(Math.pow(2, 1.2), within(0.02));
        assertThat(counts[0] / (double) counts[7]).isCloseTo(Math.pow(8, 1.2), within(0.2));
    }

    @Test
    void driftDoesWhatItSays() {
        World world = new World(WorldLaw.IID, 1, 1, new SplittableRandom(14));
        world.next();
        double rows = 1_000_000;
        int n = (int) rows;
        assertThat(shiftOf(world.draw(0, n, Drift.ofMean("", 0.1), 0))).isCloseTo(0.1, within(0.005));
        assertThat(shiftOf(world.draw(0, n, Drift.ofMeanOver("", 0.2, 240), 120)))
                .isCloseTo(0.1, within(0.005));
        assertThat(world.draw(0, n, Drift.RESCALE, 0)[0] / rows).isCloseTo(0.99, within(0.001));
        assertThat(world.draw(0, n, Drift.ofMissing("", 0.6), 0)[20] / rows).isCloseTo(0.6, within(0.003));
        assertThat(world.draw(1, n, Drift.ofUnseen("", 0.03), 0)[World.UNSEEN] / rows)
                .isCloseTo(0.03 * 0.99, within(0.001));
        long[] before = world.draw(1, n, Drift.NONE, 0);
        long[] moved = world.draw(1, n, Drift.ofCategories("", 0.1), 0);
        assertThat((before[0] - moved[0]) / rows).isCloseTo(0.099, within(0.004));
        assertThat((moved[2] - before[2]) / rows).isCloseTo(0.099, within(0.004));
        // Φ(-1.645 / √1.5) below the lowest twentieth's edge.
        assertThat(world.draw(0, n, Drift.ofVariance("", 1.5), 0)[0] / rows / 0.99)
                .isCloseTo(0.08963, within(0.002));
    }
}
