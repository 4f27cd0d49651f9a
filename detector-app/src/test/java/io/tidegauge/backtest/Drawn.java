package io.tidegauge.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values that any language can draw again: a linear congruential generator, 31 bits, exact in doubles. */
final class Drawn {

    private static final long MODULUS = 1L << 31;

    private long state;

    private Drawn(long seed) {
        this.state = seed;
    }

    /** Bell-shaped: four uniform draws less 2, times the scale, plus the shift. */
    static Numbers bell(long seed, int rows, double shift, double scale) {
        Drawn drawn = new Drawn(seed);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int draw = 0; draw < 4; draw++) {
                sum += drawn.next();
            }
            values[i] = (sum - 2) * scale + shift;
        }
        return Numbers.of(values);
    }

    /** The number of cuts that a uniform draw reaches. */
    static Labels labels(long seed, int rows, double... cuts) {
        List<Optional<String>> labels = new ArrayList<>();
        for (double code : codes(seed, rows, cuts)) {
            labels.add(Optional.of("label " + (int) code));
        }
        return Labels.of(labels);
    }

    /** The same as numbers. */
    static double[] codes(long seed, int rows, double... cuts) {
        Drawn drawn = new Drawn(seed);
        double[] codes = new double[rows];
        for (int i = 0; i < rows; i++) {
            double draw = drawn.next();
            for (double cut : cuts) {
                codes[i] += draw >= cut ? 1 : 0;
            }
        }
        return codes;
    }

    private double next() {
        state = (state * 1_103_515_245L + 12_345L) % MODULUS;
        return (double) state / MODULUS;
    }
}
