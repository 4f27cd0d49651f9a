package io.tidegauge.performance;

import io.tidegauge.compare.Statistic;

/**
 * Sums over predictions of a number and what came true, that merge (Chan, Golub, LeVeque, 1983): moments of both and of
 * their errors, prediction minus truth. Measures as in scikit-learn, in the target's unit or its square.
 */
public final class RegressionErrors {

    private static final RegressionErrors NONE = new RegressionErrors();

    private long n;
    private double meanTrue;
    private double meanPredicted;
    private double squaresTrue;
    private double squaresPredicted;
    private double products;
    private double errors;
    private double squaredErrors;
    private double absoluteErrors;
    private double largestError;
    private double squaredLogErrors;
    private boolean negative;
    private long relative;
    private double relativeErrors;

    private RegressionErrors() {}

    /** No predictions. */
    public static RegressionErrors none() {
        return NONE;
    }

    /**
     * The sums of one prediction.
     *
     * @throws IllegalArgumentException for numbers that are not finite
     */
    public static RegressionErrors of(double truth, double predicted) {
        if (!Double.isFinite(truth) || !Double.isFinite(predicted)) {
            throw new IllegalArgumentException("truth " + truth + ", prediction " + predicted);
        }
        RegressionErrors one = new RegressionErrors();
        double error = predicted - truth;
        one.n = 1;
        one.meanTrue = truth;
        one.meanPredicted = predicted;
        one.errors = error;
        one.squaredErrors = error * error;
        one.absoluteErrors = Math.abs(error);
        one.largestError = Math.abs(error);
        one.negative = truth < 0 || predicted < 0;
        if (!one.negative) {
            double logError = Math.log1p(truth) - Math.log1p(predicted);
            one.squaredLogErrors = logError * logError;
        }
        if (truth != 0) {
            one.relative = 1;
            one.relativeErrors = Math.abs(error / truth);
        }
        return one;
    }

    /** The sums of both together. */
    public RegressionErrors merge(RegressionErrors other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        RegressionErrors sum = new RegressionErrors();
        sum.n = n + other.n;
        double share = (double) other.n / sum.n;
        double apartTrue = other.meanTrue - meanTrue;
        double apartPredicted = other.meanPredicted - meanPredicted;
        double weight = n * share;
        sum.meanTrue = meanTrue + apartTrue * share;
        sum.meanPredicted = meanPredicted + apartPredicted * share;
        sum.squaresTrue = squaresTrue + other.squaresTrue + apartTrue * apartTrue * weight;
        sum.squaresPredicted = squaresPredicted + other.squaresPredicted + apartPredicted * apartPredicted * weight;
        sum.products = products + other.products + apartTrue * apartPredicted * weight;
        sum.errors = errors + other.errors;
        sum.squaredErrors = squaredErrors + other.squaredErrors;
        sum.absoluteErrors = absoluteErrors + other.absoluteErrors;
        sum.largestError = Math.max(largestError, other.largestError);
        sum.squaredLogErrors = squaredLogErrors + other.squaredLogErrors;
        sum.negative = negative || other.negative;
        sum.relative = relative + other.relative;
        sum.relativeErrors = relativeErrors + other.relativeErrors;
        return sum;
    }

    /** Predictions. */
    public long n() {
        return n;
    }

    /** Mean squared error, in the square of the unit. */
    public Statistic mse() {
        return mean(squaredErrors);
    }

    /** Root of the mean squared error, in the unit. */
    public Statistic rmse() {
        return n == 0 ? mse() : Statistic.finite(Math.sqrt(squaredErrors / n));
    }

    /** Mean absolute error, in the unit. */
    public Statistic mae() {
        return mean(absoluteErrors);
    }

    /** Mean of prediction minus truth, in the unit. */
    public Statistic bias() {
        return mean(errors);
    }

    /** Largest absolute error, in the unit. */
    public Statistic maxError() {
        return n == 0 ? mse() : Statistic.finite(largestError);
    }

    /** Root of the mean squared difference of ln(1 + x); undefined where a number is negative. */
    public Statistic rmsle() {
        if (negative) {
            return Statistic.undefined("there are negative values");
        }
        return n == 0 ? mse() : Statistic.finite(Math.sqrt(squaredLogErrors / n));
    }

    /** 1 - SSE / SST, at most 1. */
    public Statistic r2() {
        if (n == 0 || squaresTrue == 0) {
            return Statistic.undefined("the truth does not vary");
        }
        return Statistic.finite(1 - squaredErrors / squaresTrue);
    }

    /**
     * R² adjusted for the number of predictors k: 1 - (1 - R²)(n - 1)/(n - k - 1).
     *
     * @param predictors k, not negative
     */
    public Statistic r2Adjusted(int predictors) {
        Statistic r2 = r2();
        if (r2.isDefined() && n - predictors - 1 <= 0) {
            return Statistic.undefined(n + " predictions are too few for " + predictors + " predictors");
        }
        return r2.isDefined() ? Statistic.finite(1 - (1 - r2.orNaN()) * (n - 1) / (n - predictors - 1)) : r2;
    }

    /** Mean absolute error relative to the truth, over the predictions whose truth is not 0. */
    public Statistic mape() {
        return relative == 0 ? Statistic.undefined("no truth but 0") : Statistic.finite(relativeErrors / relative);
    }

    /** Pearson's correlation of prediction and truth, in [-1, 1]. */
    public Statistic pearson() {
        if (squaresTrue == 0 || squaresPredicted == 0) {
            return Statistic.undefined("the truth or the prediction does not vary");
        }
        return Statistic.finite(products / Math.sqrt(squaresTrue) / Math.sqrt(squaresPredicted));
    }

    private Statistic mean(double sum) {
        return n == 0 ? Statistic.undefined("there are no predictions") : Statistic.finite(sum / n);
    }
}
