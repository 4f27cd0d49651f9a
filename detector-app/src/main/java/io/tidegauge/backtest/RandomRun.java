package io.tidegauge.backtest;

import io.tidegauge.alert.Severity;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Alarms by the throw of a die: what as many alerts find that know nothing. */
public final class RandomRun implements PolicyRun {

    private final SortedSet<String> features;
    private final double rate;
    private final SplittableRandom die;

    /**
     * Throws for each feature and window.
     *
     * @param rate the chance of an alarm, in [0, 1]
     * @param seed the same seed throws the same
     */
    public RandomRun(SortedSet<String> features, double rate, long seed) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a chance of " + rate);
        }
        this.features = new TreeSet<>(features);
        this.rate = rate;
        this.die = new SplittableRandom(seed);
    }

    @Override
    public List<Opening> next(PastWindow window) {
        return features.stream()
                .filter(feature -> die.nextDouble() < rate)
                .map(feature -> new Opening(
                        feature,
                        "RANDOM",
                        Severity.WARNING,
                        false,
                        window.number(),
                        window.window(),
                        feature + ": at random"))
                .toList();
    }
}
