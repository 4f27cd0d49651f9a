package io.tidegauge.simulate;

/**
 * What was alerted in a world where nothing happened.
 *
 * @param scenario the world
 * @param effect the effect from which a difference mattered
 * @param months months of one model
 * @param significant features of windows that were significant at the level of the persistent path
 * @param warnings alerts on features that began to page: of severity WARNING or CRITICAL
 * @param daily those of them that a day's merged windows told
 * @param incidents incidents that began: warnings of one model that page at the same time are one
 * @param notices alerts on features that were noticed without paging
 */
public record FalseAlarms(
        Scenario scenario,
        double effect,
        int months,
        long significant,
        long warnings,
        long daily,
        long incidents,
        long notices) {

    /** Two models' months, or more, together. */
    FalseAlarms plus(FalseAlarms other) {
        return new FalseAlarms(
                scenario,
                effect,
                months + other.months,
                significant + other.significant,
                warnings + other.warnings,
                daily + other.daily,
                incidents + other.incidents,
                notices + other.notices);
    }

    /** Of a number of events, how many a month of one model has. */
    public double perMonth(long events) {
        return (double) events / months;
    }

    /** What the rate of warnings per month of one model is below, with 95 % confidence, exact for a Poisson law. */
    public double upperBound() {
        return PoissonBound.upper95(warnings) / months;
    }
}
