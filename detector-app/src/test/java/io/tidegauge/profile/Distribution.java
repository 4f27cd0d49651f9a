package io.tidegauge.profile;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Seeded samples of many shapes for the tests of this package. */
enum Distribution {
    NORMAL(random -> random.nextGaussian()),
    LOGNORMAL(random -> Math.exp(random.nextGaussian())),
    PARETO(random -> Math.pow(1 - random.nextDouble(), -1 / 1.5)),
    UNIFORM(random -> random.nextDouble()),
    LAPLACE(random -> (random.nextBoolean() ? 1 : -1) * -Math.log(1 - random.nextDouble())),
    STUDENT_T2(random -> random.nextGaussian() / Math.sqrt(-Math.log(1 - random.nextDouble()))),
    PRICES(random -> Math.round(100 * Math.exp(3 + random.nextGaussian())) / 100.0),
    AROUND_1E9(random -> 1e9 + random.nextGaussian()),
    SIXTY_DECADES(random -> Math.pow(10, random.nextDouble(-30, 30)) * (random.nextBoolean() ? 1 : -1)),
    DISCRETE(random -> random.nextInt(-20, 100)),
    MANY_INTEGERS(random -> random.nextInt(100_000)),
    DENORMALS(random -> random.nextInt(-5_000_000, 5_000_000) * Double.MIN_VALUE),
    WHOLE_RANGE(Distribution::anyFinite),
    ZEROS_AND_TAIL(random -> random.nextInt(10) < 7 ? (random.nextBoolean() ? 0.0 : -0.0) : random.nextGaussian()),
    SENTINELS(random -> random.nextInt(20) == 0 ? -999 : random.nextInt(20) == 0 ? 1e30 : 50 + random.nextGaussian()),
    MIXTURE(random -> random.nextInt(20) == 0 ? Math.exp(3 * random.nextGaussian()) : 1e6 + 10 * random.nextGaussian());

    private interface Shape {
        double next(RandomGenerator random);
    }

    private final Shape shape;

    Distribution(Shape shape) {
        this.shape = shape;
    }

    double next(RandomGenerator random) {
        return shape.next(random);
    }

    double[] sample(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed * 31 + ordinal());
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = next(random);
        }
        return values;
    }

    private static double anyFinite(RandomGenerator random) {
        double value;
        do {
            value = Double.longBitsToDouble(random.nextLong());
        } while (!Double.isFinite(value));
        return value;
    }
}
