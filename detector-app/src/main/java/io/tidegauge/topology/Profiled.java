package io.tidegauge.topology;

/** What stage 1 makes of an event: a reason to drain at the next commit, or at once, or a dead letter. */
sealed interface Profiled permits Profiled.Token, Profiled.Full, Dead {

    /** Asks for a drain; many of them in one commit are one. */
    record Token() implements Profiled {}

    /** Asks for a drain at once: the memory for live profiles is used up. */
    record Full() implements Profiled {}
}
