package io.tidegauge.sequential;

/**
 * Two-sided CUSUM (Page, Biometrika 1954) of standardised numbers: C⁺ = max(0, C⁺ + z - k), C⁻ = max(0, C⁻ - z - k), a
 * change where one exceeds h. Both sums begin anew after a change.
 */
public final class Cusum implements SequentialDetector {

    private final double allowance;
    private final double threshold;
    private double up;
    private double down;
    private boolean lastWasUp;

    /**
     * Begins with both sums at 0.
     *
     * @param allowance k in standard deviations, half the shift to be found; usually 0.5
     * @param threshold h in standard deviations, above 0; 5 gives a false alarm in 460 numbers, see {@link #forRunLength(double)}
     */
    public Cusum(double allowance, double threshold) {
        if (!(allowance >= 0) || !(threshold > 0)) {
            throw new IllegalArgumentException("CUSUM: k " + allowance + ", h " + threshold);
        }
        this.allowance = allowance;
        this.threshold = threshold;
    }

    /**
     * The detector with k = 0.5 whose mean run without a false alarm is as given, by Siegmund's approximation (Sequential
     * Analysis, 1985): one side (e^{2kb} - 1 - 2kb) / 2k² with b = h + 1.166, two sides half of it.
     *
     * @param runLength numbers between false alarms on a standard normal stream, at least 2
     */
    public static Cusum forRunLength(double runLength) {
        if (!(runLength >= 2)) {
            throw new IllegalArgumentException("CUSUM: a run length of " + runLength);
        }
        double low = 0;
        double high = 64;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (runLength(middle) < runLength) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Cusum(0.5, high);
    }

    private static double runLength(double threshold) {
        double b = threshold + 1.166;
        return Math.expm1(b) - b;
    }

    @Override
    public Signal update(double x) {
        double z = SequentialDetector.requireFinite(x);
        up = Math.max(0, up + z - allowance);
        down = Math.max(0, down - z - allowance);
        if (up <= threshold && down <= threshold) {
            return Signal.NONE;
        }
        lastWasUp = up > threshold;
        up = 0;
        down = 0;
        return Signal.CHANGE;
    }

    /** C⁺, the evidence for a rise since the last change, in standard deviations. */
    public double up() {
        return up;
    }

    /** C⁻, the evidence for a fall since the last change, in standard deviations. */
    public double down() {
        return down;
    }

    /** Whether the last change was a rise; false before the first. */
    public boolean lastWasUp() {
        return lastWasUp;
    }

    /** h, in standard deviations. */
    public double threshold() {
        return threshold;
    }
}
