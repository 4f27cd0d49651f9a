package io.tidegauge.decide;

/**
 * An exact test on one kind of fault, before it is known whether it is significant among all the others.
 *
 * @param pValue chance of as many rows at fault by the baseline's share, in [0, 1]; NaN where nothing was tested
 * @param kept the finding where the test does not refute the baseline's share
 * @param refuted the finding where it does
 */
record FaultTest(double pValue, Finding kept, Finding refuted) {

    /** Nothing to test: the finding stands. */
    static FaultTest none(Verdict verdict) {
        return new FaultTest(Double.NaN, Finding.without(verdict), Finding.without(verdict));
    }

    /** A window that cannot have the fault: a test that could not refute anything. */
    static FaultTest calm() {
        return new FaultTest(1, Finding.without(Verdict.CALM), Finding.without(Verdict.CALM));
    }

    boolean tested() {
        return !Double.isNaN(pValue);
    }

    /** The finding, once it is known whether the test refutes at the level. */
    Finding finding(boolean refutes, double level) {
        return tested() ? (refutes ? refuted : kept).at(level) : kept;
    }
}
