package io.tidegauge.sequential;

/**
 * Control chart of the exponentially weighted moving average (Roberts, Technometrics 1959) of standardised numbers: z =
 * (1 - λ)z + λx, a change where |z| exceeds L of its exact standard deviations, √(λ/(2 - λ)·(1 - (1 - λ)^2t)). It goes on
 * after a change.
 */
public final class Ewma implements SequentialDetector {

    private final double weight;
    private final double limit;
    private double average;
    private long seen;

    /**
     * Begins at 0.
     *
     * @param weight λ, in (0, 1]; usually 0.2
     * @param limit L in standard deviations, above 0; usually 3
     */
    public Ewma(double weight, double limit) {
        if (!(weight > 0 && weight <= 1) || !(limit > 0)) {
            throw new IllegalArgumentException("EWMA: λ " + weight + ", L " + limit);
        }
        this.weight = weight;
        this.limit = limit;
    }

    @Override
    public Signal update(double x) {
        average = (1 - weight) * average + weight * SequentialDetector.requireFinite(x);
        seen++;
        double variance = weight / (2 - weight) * (1 - Math.pow(1 - weight, 2.0 * seen));
        return Math.abs(average) > limit * Math.sqrt(variance) ? Signal.CHANGE : Signal.NONE;
    }

    /** z, the average, in standard deviations of one number. */
    public double average() {
        return average;
    }
}
