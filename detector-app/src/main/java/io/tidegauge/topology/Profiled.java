package io.tidegauge.topology;

/** What stage 1 makes of an event: a reason to drain at the next commit, or a dead letter. */
sealed interface Profiled permits Profiled.Token, Dead {

    /** Asks for a drain; many of them in one commit are one. */
    record Token() implements Profiled {}
}
