package io.tidegauge.sequential;

/**
 * Page-Hinkley's test for a rise of the mean, with a forgetting factor as in River: m = max(0, αm + x - x̄ - δ), a change
 * where m exceeds the threshold. It begins anew after a change.
 */
public final class PageHinkley implements SequentialDetector {

    private final int minInstances;
    private final double delta;
    private final double threshold;
    private final double alpha;
    private boolean changed;
    private long seen;
    private double mean;
    private double sum;

    /** 30 numbers at least, δ = 0.005, a threshold of 50, α = 0.9999. */
    public PageHinkley() {
        this(30, 0.005, 50, 0.9999);
    }

    /**
     * Begins with no numbers.
     *
     * @param minInstances numbers before a change can be told, at least 1
     * @param delta δ in the stream's unit: smaller rises are tolerated
     * @param threshold in the stream's unit, above 0
     * @param alpha α, the forgetting factor, in (0, 1]
     */
    public PageHinkley(int minInstances, double delta, double threshold, double alpha) {
        if (minInstances < 1 || !(delta >= 0) || !(threshold > 0) || !(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("Page-Hinkley: at least " + minInstances + " numbers, δ " + delta
                    + ", threshold " + threshold + ", α " + alpha);
        }
        this.minInstances = minInstances;
        this.delta = delta;
        this.threshold = threshold;
        this.alpha = alpha;
    }

    @Override
    public Signal update(double x) {
        SequentialDetector.requireFinite(x);
        if (changed) {
            seen = 0;
            mean = 0;
            sum = 0;
        }
        seen++;
        mean += (x - mean) / seen;
        sum = Math.max(0, alpha * sum + (x - mean - delta));
        changed = seen >= minInstances && sum > threshold;
        return changed ? Signal.CHANGE : Signal.NONE;
    }

    /** m, the evidence for a rise, in the stream's unit. */
    public double sum() {
        return sum;
    }

    /** x̄, the mean of the numbers since the last change. */
    public double mean() {
        return mean;
    }
}
