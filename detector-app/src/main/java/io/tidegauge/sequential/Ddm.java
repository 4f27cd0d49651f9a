package io.tidegauge.sequential;

/**
 * Drift Detection Method (Gama, Medas, Castillo, Rodrigues, SBIA 2004) on a stream of errors, 1 wrong and 0 right: with
 * error rate p and s = √(p(1 - p)/n), a warning where p + s exceeds p + 2s at their lowest, a change at p + 3s. It begins
 * anew after a change.
 */
public final class Ddm implements SequentialDetector {

    private final int warmStart;
    private final double warning;
    private final double drift;
    private boolean changed;
    private long seen;
    private double rate;
    private double lowest = Double.POSITIVE_INFINITY;
    private double lowestRate;
    private double lowestDeviation;

    /** A warning at 2 and a change at 3 standard deviations, after 30 predictions. */
    public Ddm() {
        this(30, 2, 3);
    }

    /**
     * Begins with no predictions.
     *
     * @param warmStart predictions that are only learned from, at least 1
     * @param warning standard deviations of a warning
     * @param drift standard deviations of a change, at least the warning's
     */
    public Ddm(int warmStart, double warning, double drift) {
        if (warmStart < 1 || !(warning > 0) || !(drift >= warning)) {
            throw new IllegalArgumentException(
                    "DDM: warm start " + warmStart + ", warning at " + warning + ", change at " + drift);
        }
        this.warmStart = warmStart;
        this.warning = warning;
        this.drift = drift;
    }

    @Override
    public Signal update(double x) {
        double error = ErrorStream.requireError(x);
        if (changed) {
            seen = 0;
            rate = 0;
            lowest = Double.POSITIVE_INFINITY;
            changed = false;
        }
        seen++;
        rate += (error - rate) / seen;
        return seen > warmStart ? judge() : Signal.NONE;
    }

    private Signal judge() {
        double deviation = Math.sqrt(Math.max(0, rate * (1 - rate)) / seen);
        double now = rate + deviation;
        if (now <= lowest) {
            lowest = now;
            lowestRate = rate;
            lowestDeviation = deviation;
        }
        changed = now > lowestRate + drift * lowestDeviation;
        if (changed) {
            return Signal.CHANGE;
        }
        return now > lowestRate + warning * lowestDeviation ? Signal.WARNING : Signal.NONE;
    }
}
