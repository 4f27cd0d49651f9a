package io.tidegauge.demo;

import java.util.Optional;

/**
 * Some windows of the story that are alike.
 *
 * @param windows how many, at least one
 * @param fault what is wrong meanwhile; empty when all is well
 */
record Phase(int windows, Optional<Fault> fault) {

    Phase {
        if (windows < 1) {
            throw new IllegalArgumentException("a phase lasts at least one window, was " + windows);
        }
    }

    static Phase quiet(int windows) {
        return new Phase(windows, Optional.empty());
    }

    static Phase of(Fault fault, int windows) {
        return new Phase(windows, Optional.of(fault));
    }
}
