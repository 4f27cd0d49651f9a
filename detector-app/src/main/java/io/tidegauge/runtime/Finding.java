package io.tidegauge.runtime;

/**
 * Something about the cluster that is not as the detector needs it.
 *
 * @param weight how bad
 * @param subject what it is about, such as {@code topic drift-alerts}
 * @param problem what is wrong
 * @param remedy what to do
 */
public record Finding(Weight weight, String subject, String problem, String remedy) {

    /** What follows from a finding. */
    public enum Weight {
        /** The detector does not start. */
        FATAL,
        /** It would start, and work wrongly some day; {@code validate} fails. */
        WRONG,
        /** Worth knowing. */
        ADVICE
    }

    @Override
    public String toString() {
        return subject + ": " + problem + "; " + remedy;
    }
}
