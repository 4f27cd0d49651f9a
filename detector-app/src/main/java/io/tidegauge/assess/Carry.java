package io.tidegauge.assess;

/**
 * What windows with too few rows to decide on leave for the next one.
 *
 * @param fromMs start of the first of them, milliseconds since the epoch
 * @param windows how many they are
 * @param baselineId the set that they were to be compared with
 * @param counted their rows that no later window holds
 */
public record Carry(long fromMs, int windows, String baselineId, Counted counted) {

    public Carry {
        if (windows < 1) {
            throw new IllegalArgumentException("a carry is of at least one window, not of " + windows);
        }
    }
}
