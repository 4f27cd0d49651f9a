package io.tidegauge.backtest;

import io.tidegauge.alert.Severity;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Alarms by the throw of a die: what as many alerts find that know nothing. */
public final class RandomRun implements PolicyRun {

    private final SortedSet<String> features;
    private final double rate;
    private final SplittableRandom die;
    private SortedSet<String> alarmed = new TreeSet<>();

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
        alarmed = features.stream()
                .filter(feature -> die.nextDouble() < rate)
                .collect(Collectors.toCollection(TreeSet::new));
        return alarmed.stream()
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

    /** The features alarmed on in the last window: an alarm lasts for one. */
    @Override
    public SortedSet<String> firing() {
        return new TreeSet<>(alarmed);
    }
}
