package io.tidegauge.simulate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Erf;

/**
 * A world going on from hour to hour: the chances of every feature's cells. Numeric features have 20 cells between the
 * quantiles of their values over all hours, categorical ones eight categories of Zipf's law (exponent 1.2) and one that
 * never occurs; behind these the missing values.
 */
final class World {

    /** Cells of a numeric feature's values. */
    static final int NUMERIC_CELLS = 20;

    /** Categories that occur. */
    static final int CATEGORIES = 8;

    /** Place of the category that does not occur before drift. */
    static final int UNSEEN = CATEGORIES;

    private static final double MISSING = 0.01;
    private static final double ZIPF = 1.2;
    private static final double DAY = 24;

    private final WorldLaw law;
    private final SplittableRandom random;
    private final int numeric;
    private final double[] edges = new double[NUMERIC_CELLS - 1];
    private final double[] logShares = new double[CATEGORIES];
    private final double[] phases;
    private final double[][] labelPhases;
    private final double[] shifts;
    private final double[][] labelShifts;
    private double common;
    private int hour = -1;

    World(WorldLaw law, int numeric, int categorical, SplittableRandom random) {
        this.law = law;
        this.random = random;
        this.numeric = numeric;
        for (int i = 0; i < edges.length; i++) {
            edges[i] = Math.sqrt(2) * Erf.erfInv(2 * (i + 1.0) / NUMERIC_CELLS - 1) * law.deviation();
        }
        for (int k = 0; k < CATEGORIES; k++) {
            logShares[k] = -ZIPF * Math.log(k + 1.0);
        }
        phases = random.doubles(numeric, 0, 2 * Math.PI).toArray();
        labelPhases = new double[categorical][];
        for (int f = 0; f < categorical; f++) {
            labelPhases[f] = random.doubles(CATEGORIES, 0, 2 * Math.PI).toArray();
        }
        shifts = new double[numeric];
        labelShifts = new double[categorical][CATEGORIES];
        wander(0);
    }

    private World(World other, SplittableRandom random) {
        this.law = other.law;
        this.random = random;
        this.numeric = other.numeric;
        System.arraycopy(other.edges, 0, edges, 0, edges.length);
        System.arraycopy(other.logShares, 0, logShares, 0, logShares.length);
        this.phases = other.phases;
        this.labelPhases = other.labelPhases;
        this.shifts = other.shifts.clone();
        this.labelShifts = Arrays.stream(other.labelShifts).map(double[]::clone).toArray(double[][]::new);
        this.common = other.common;
        this.hour = other.hour;
    }

    /** Goes on by an hour. */
    void next() {
        hour++;
        wander(law.memory());
    }

    /** A world that goes on from here by draws of its own; this one stays where it is. */
    World goingOn(SplittableRandom otherRandom) {
        return new World(this, otherRandom);
    }

    private void wander(double memory) {
        double fresh = law.wander() * Math.sqrt(1 - memory * memory);
        if (fresh == 0) {
            return;
        }
        common = memory * common + fresh * random.nextGaussian();
        for (int f = 0; f < shifts.length; f++) {
            shifts[f] = memory * shifts[f] + fresh * random.nextGaussian();
        }
        for (double[] own : labelShifts) {
            for (int k = 0; k < CATEGORIES; k++) {
                own[k] = memory * own[k] + fresh * random.nextGaussian();
            }
        }
    }

    /** How many features there are, the numeric ones first. */
    int features() {
        return numeric + labelShifts.length;
    }

    /**
     * Draws an hour's rows of one feature.
     *
     * @param rows of the hour, rounded down to whole groups of repeated rows, at least one group
     * @param since hours since the drift began
     * @return rows by cell
     */
    long[] draw(int feature, int rows, Drift drift, int since) {
        double[] chances =
                feature < numeric ? numericChances(feature, drift, since) : labelChances(feature - numeric, drift);
        double missing = Math.max(MISSING, drift.missing());
        for (int i = 0; i < chances.length - 1; i++) {
            chances[i] *= 1 - missing;
        }
        chances[chances.length - 1] = missing;
        return Multinomial.draw(random, Math.max(1, rows / law.repeated()), chances, law.repeated());
    }

    private double[] numericChances(int feature, Drift drift, int since) {
        double[] chances = new double[NUMERIC_CELLS + 1];
        if (drift.rescaled()) {
            chances[0] = 1;
            return chances;
        }
        double wandered = Math.sqrt(1 - law.shared()) * shifts[feature] + Math.sqrt(law.shared()) * common;
        double mean = cycle(phases[feature]) + weekend() + wandered + drift.shift(since);
        double perDeviation = 1 / Math.sqrt(drift.variance());
        double below = 0;
        for (int i = 0; i < edges.length; i++) {
            double upTo = StandardNormal.below((edges[i] - mean) * perDeviation);
            chances[i] = Math.max(0, upTo - below);
            below = upTo;
        }
        chances[edges.length] = Math.max(0, 1 - below);
        return chances;
    }

    private double[] labelChances(int feature, Drift drift) {
        double[] chances = new double[CATEGORIES + 2];
        double sum = 0;
        for (int k = 0; k < CATEGORIES; k++) {
            double weight =
                    logShares[k] + cycle(labelPhases[feature][k]) + weekend() * (k % 2) + labelShifts[feature][k];
            chances[k] = Math.exp(weight);
            sum += chances[k];
        }
        for (int k = 0; k < CATEGORIES; k++) {
            chances[k] *= (1 - drift.unseen()) / sum;
        }
        double moved = Math.min(drift.moved(), chances[0]);
        chances[0] -= moved;
        chances[2] += moved;
        chances[UNSEEN] = drift.unseen();
        return chances;
    }

    private double cycle(double phase) {
        return law.season() == 0 ? 0 : law.season() * Math.sin(2 * Math.PI * hour / DAY + phase);
    }

    private double weekend() {
        return hour / (int) DAY % 7 >= 5 ? law.weekend() : 0;
    }
}
