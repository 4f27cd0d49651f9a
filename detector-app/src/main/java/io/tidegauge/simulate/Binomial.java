package io.tidegauge.simulate;

import java.util.SplittableRandom;

/**
 * Exact draws from binomial laws. Few expected successes are drawn by inverting the distribution function; many by
 * transformed rejection with squeeze (algorithm BTRS of Hörmann, Journal of Statistical Computation and Simulation 46,
 * 1993), which takes about two uniform numbers whatever the number of trials.
 */
final class Binomial {

    /** Fewer expected successes are counted up from none. */
    private static final double FEW = 10;

    /** ln k! less Stirling's formula, for the k that its series is too coarse for. */
    private static final double[] STIRLING_REST = rests(16);

    private Binomial() {}

    /**
     * Draws how many of so many trials succeed.
     *
     * @param trials not negative
     * @param chance of each; what is outside of [0, 1] by rounding is 0 or 1
     */
    static int draw(SplittableRandom random, int trials, double chance) {
        if (trials == 0 || !(chance > 0)) {
            return 0;
        }
        if (chance >= 1) {
            return trials;
        }
        if (chance > 0.5) {
            return trials - drawRare(random, trials, 1 - chance);
        }
        return drawRare(random, trials, chance);
    }

    private static int drawRare(SplittableRandom random, int trials, double chance) {
        return trials * chance < FEW ? inverted(random, trials, chance) : rejected(random, trials, chance);
    }

    /** The smallest count whose distribution function exceeds a uniform number. */
    private static int inverted(SplittableRandom random, int trials, double chance) {
        double odds = chance / (1 - chance);
        double none = Math.exp(trials * Math.log(1 - chance));
        while (true) {
            double left = random.nextDouble();
            double probability = none;
            for (int k = 0; k <= trials; k++) {
                left -= probability;
                if (left < 0) {
                    return k;
                }
                probability *= odds * (trials - k) / (k + 1);
            }
        }
    }

    private static int rejected(SplittableRandom random, int trials, double chance) {
        double deviation = Math.sqrt(trials * chance * (1 - chance));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * chance;
        double centre = trials * chance + 0.5;
        double inner = 0.92 - 4.2 / b;
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double rim = 0.5 - Math.abs(u);
            double place = Math.floor((2 * a / rim + b) * u + centre);
            if (place < 0 || place > trials) {
                continue;
            }
            int k = (int) place;
            if (rim >= 0.07 && v <= inner) {
                return k;
            }
            double height = Math.log(v * (2.83 + 5.1 / b) * deviation / (a / (rim * rim) + b));
            if (height <= toMode(trials, chance, k)) {
                return k;
            }
        }
    }

    /** ln of a count's probability over that of the most probable one. */
    private static double toMode(int trials, double chance, int k) {
        double odds = chance / (1 - chance);
        int mode = (int) ((trials + 1) * chance);
        double rest = trials - mode + 1.0;
        return (mode + 0.5) * Math.log((mode + 1) / (odds * rest))
                + (trials + 1.0) * Math.log(rest / (trials - k + 1.0))
                + (k + 0.5) * Math.log(odds * (trials - k + 1.0) / (k + 1))
                + stirlingRest(mode)
                + stirlingRest(trials - mode)
                - stirlingRest(k)
                - stirlingRest(trials - k);
    }

    /** ln k! - (½ ln 2π + (k + ½) ln(k + 1) - (k + 1)). */
    private static double stirlingRest(int k) {
        if (k < STIRLING_REST.length) {
            return STIRLING_REST[k];
        }
        double n = k + 1.0;
        double square = n * n;
        return (1 / 12.0 - (1 / 360.0 - 1 / 1260.0 / square) / square) / n;
    }

    private static double[] rests(int count) {
        double[] rests = new double[count];
        double factorial = 0;
        for (int k = 0; k < count; k++) {
            factorial += k == 0 ? 0 : Math.log(k);
            rests[k] = factorial - 0.5 * Math.log(2 * Math.PI) - (k + 0.5) * Math.log(k + 1.0) + (k + 1);
        }
        return rests;
    }
}
