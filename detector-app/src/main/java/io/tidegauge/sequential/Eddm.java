package io.tidegauge.sequential;

/**
 * Early Drift Detection Method (Baena-García et al., 2006) on a stream of errors, 1 wrong and 0 right: with mean m and
 * standard deviation s of the distances between errors, a warning where (m + 2s) falls below α of its highest, a change
 * below β. A warning lasts until the next error. It begins anew after a change. Alarms often without cause; not used
 * unless asked for.
 */
public final class Eddm implements SequentialDetector {

    private final int warmStart;
    private final double alpha;
    private final double beta;
    private boolean changed;
    private boolean warned;
    private long seen;
    private long errors;
    private long lastError;
    private double mean;
    private double squares;
    private double highest = Double.NEGATIVE_INFINITY;

    /** After 30 errors, a warning below 0.95 and a change below 0.9 of the highest. */
    public Eddm() {
        this(30, 0.95, 0.9);
    }

    /**
     * Begins with no predictions.
     *
     * @param warmStart predictions and errors that are only learned from, at least 1
     * @param alpha α of a warning, in (0, 1]
     * @param beta β of a change, in (0, α]
     */
    public Eddm(int warmStart, double alpha, double beta) {
        if (warmStart < 1 || !(beta > 0 && beta <= alpha && alpha <= 1)) {
            throw new IllegalArgumentException("EDDM: warm start " + warmStart + ", α " + alpha + ", β " + beta);
        }
        this.warmStart = warmStart;
        this.alpha = alpha;
        this.beta = beta;
    }

    @Override
    public Signal update(double x) {
        double error = ErrorStream.requireError(x);
        if (changed) {
            reset();
        }
        seen++;
        if (error == 1) {
            measure();
            judge();
        }
        return changed ? Signal.CHANGE : warned ? Signal.WARNING : Signal.NONE;
    }

    private void reset() {
        changed = false;
        warned = false;
        seen = 0;
        errors = 0;
        lastError = 0;
        mean = 0;
        squares = 0;
        highest = Double.NEGATIVE_INFINITY;
    }

    private void measure() {
        errors++;
        long distance = seen - lastError;
        lastError = seen;
        double before = mean;
        mean += (distance - mean) / errors;
        squares += (distance - mean) * (distance - before);
    }

    private void judge() {
        if (seen < warmStart) {
            return;
        }
        double spread = errors > 1 ? Math.sqrt(squares / (errors - 1)) : 0;
        double level = mean + 2 * spread;
        warned = false;
        if (level > highest) {
            highest = level;
        } else if (errors > warmStart) {
            changed = level < beta * highest;
            warned = !changed && level < alpha * highest;
        }
    }
}
