package io.tidegauge.profile;

import java.util.OptionalDouble;

/**
 * Mean and central moments of the finite values, each the exact result rounded once to the nearest double, so that they
 * depend on the values only and not on the order they came in. See {@link PowerSums}.
 *
 * <p>A central moment beyond the largest double is infinite here, and what is derived from it undefined.
 *
 * @param n how many values
 * @param mean their mean; 0 when there are none
 * @param m2 sum of (x - mean)², at least 0
 * @param m3 sum of (x - mean)³
 * @param m4 sum of (x - mean)⁴, at least 0
 * @param min the smallest value; 0 when there are none
 * @param max the largest value; 0 when there are none
 */
public record Moments(long n, double mean, double m2, double m3, double m4, double min, double max) {

    /** The moments of no values. */
    public static final Moments EMPTY = new Moments(0, 0, 0, 0, 0, 0, 0);

    public Moments {
        if (n < 0) {
            throw new IllegalArgumentException("n is negative: " + n);
        }
        if (!(min <= mean && mean <= max)) {
            throw new IllegalArgumentException("mean " + mean + " is not between " + min + " and " + max);
        }
        if (!(m2 >= 0 && m4 >= 0) || Double.isNaN(m3)) {
            throw new IllegalArgumentException("no values have the moments " + m2 + ", " + m3 + ", " + m4);
        }
    }

    /** Variance with divisor n - 1; undefined below two values. */
    public OptionalDouble varianceSample() {
        return n < 2 ? OptionalDouble.empty() : finite(m2 / (n - 1));
    }

    /** Standard deviation with divisor n - 1; undefined below two values. */
    public OptionalDouble stdSample() {
        return squareRoot(varianceSample());
    }

    /** Variance with divisor n; undefined without values. */
    public OptionalDouble variancePopulation() {
        return n < 1 ? OptionalDouble.empty() : finite(m2 / n);
    }

    /** Standard deviation with divisor n; undefined without values. */
    public OptionalDouble stdPopulation() {
        return squareRoot(variancePopulation());
    }

    /** Skewness √n·M3 / M2^1.5 (biased); undefined where all values are equal or the moments leave the doubles. */
    public OptionalDouble skewness() {
        return shapeDefined() ? finite(Math.sqrt(n) * (m3 / m2 / Math.sqrt(m2))) : OptionalDouble.empty();
    }

    /** Excess kurtosis n·M4 / M2² - 3 (biased); undefined where all values are equal or the moments leave the doubles. */
    public OptionalDouble excessKurtosis() {
        return shapeDefined() ? finite(n * (m4 / m2 / m2) - 3) : OptionalDouble.empty();
    }

    /** Below the normal range M4 has lost digits; as M2² is at least M4, M2 is then safe as well. */
    private boolean shapeDefined() {
        return m4 >= Double.MIN_NORMAL && m4 <= Double.MAX_VALUE;
    }

    private static OptionalDouble squareRoot(OptionalDouble square) {
        return square.isPresent() ? OptionalDouble.of(Math.sqrt(square.getAsDouble())) : square;
    }

    private static OptionalDouble finite(double x) {
        return Double.isFinite(x) ? OptionalDouble.of(x) : OptionalDouble.empty();
    }
}
