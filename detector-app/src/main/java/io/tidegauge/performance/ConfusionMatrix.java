package io.tidegauge.performance;

import io.tidegauge.compare.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Predictions among several classes: {@code counts[actual][predicted]}. Averages over classes take 0 for a class whose
 * own measure divides by 0, as scikit-learn does by default.
 *
 * @param labels the classes, each once
 * @param counts rows by actual, columns by predicted class, in the order of the labels
 */
public record ConfusionMatrix(List<String> labels, long[][] counts) {

    /** How the measures of single classes become one. */
    public enum Average {
        /** Every class alike. */
        MACRO,
        /** Every prediction alike. */
        MICRO,
        /** Every class by its support. */
        WEIGHTED
    }

    /** Measures of a class or an average, each in [0, 1]. */
    public record Scores(double precision, double recall, double f1) {}

    public ConfusionMatrix {
        labels = List.copyOf(labels);
        if (new TreeSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("labels are not distinct: " + labels);
        }
        int size = labels.size();
        if (counts.length != size || Arrays.stream(counts).anyMatch(row -> row.length != size)) {
            throw new IllegalArgumentException(
                    labels.size() + " labels need as many rows and columns: " + Arrays.deepToString(counts));
        }
        if (Arrays.stream(counts).flatMapToLong(Arrays::stream).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("counts must not be negative: " + Arrays.deepToString(counts));
        }
        counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /** Predictions. */
    public long n() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /** Predictions that actually were of the class. */
    public long support(int label) {
        return Arrays.stream(counts[label]).sum();
    }

    private long predicted(int label) {
        return Arrays.stream(counts).mapToLong(row -> row[label]).sum();
    }

    private long right() {
        return IntStream.range(0, labels.size()).mapToLong(i -> counts[i][i]).sum();
    }

    /** One class against all others. */
    public BinaryCounts against(int label) {
        long tp = counts[label][label];
        long fp = predicted(label) - tp;
        long fn = support(label) - tp;
        return new BinaryCounts(tp, fp, n() - tp - fp - fn, fn);
    }

    /** Share of predictions that were right, in [0, 1]. */
    public Statistic accuracy() {
        return n() == 0 ? Statistic.undefined("there are no predictions") : Statistic.of((double) right() / n());
    }

    /** Measures of one class, 0 where they divide by 0. */
    public Scores scores(int label) {
        BinaryCounts one = against(label);
        return new Scores(orZero(one.precision()), orZero(one.recall()), orZero(one.f1()));
    }

    /** Measures averaged over the classes; all 0 where there are no predictions. */
    public Scores scores(Average average) {
        if (n() == 0) {
            return new Scores(0, 0, 0);
        }
        if (average == Average.MICRO) {
            double accuracy = accuracy().orNaN();
            return new Scores(accuracy, accuracy, accuracy);
        }
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        for (int i = 0; i < labels.size(); i++) {
            double weight = average == Average.MACRO ? 1.0 / labels.size() : (double) support(i) / n();
            Scores one = scores(i);
            precision += weight * one.precision;
            recall += weight * one.recall;
            f1 += weight * one.f1;
        }
        return new Scores(precision, recall, f1);
    }

    /** Matthews' correlation for several classes (Gorodkin, 2004), in [-1, 1]; 0 where a margin leaves nothing. */
    public Statistic matthews() {
        double n = n();
        if (n == 0) {
            return Statistic.undefined("there are no predictions");
        }
        double actual = n * n;
        double predicted = n * n;
        double agreement = n * right();
        for (int i = 0; i < labels.size(); i++) {
            actual -= (double) support(i) * support(i);
            predicted -= (double) predicted(i) * predicted(i);
            agreement -= (double) support(i) * predicted(i);
        }
        return Statistic.of(actual == 0 || predicted == 0 ? 0 : agreement / Math.sqrt(actual) / Math.sqrt(predicted));
    }

    /** Cohen's kappa (1960), at most 1: agreement beyond that of chance. */
    public Statistic kappa() {
        double n = n();
        if (n == 0) {
            return Statistic.undefined("there are no predictions");
        }
        double chance = IntStream.range(0, labels.size())
                .mapToDouble(i -> support(i) / n * (predicted(i) / n))
                .sum();
        return chance == 1
                ? Statistic.undefined("there is only one class")
                : Statistic.of((right() / n - chance) / (1 - chance));
    }

    private static double orZero(Statistic statistic) {
        return statistic.isDefined() ? statistic.orNaN() : 0;
    }
}
