package io.tidegauge.cli;

import java.util.function.BooleanSupplier;

/**
 * While open, a signal to end the process (SIGTERM, Ctrl-C) runs the stop first and ends with 0 where that was clean: to
 * be stopped is not a failure. The JVM would otherwise report 143 or 130.
 */
final class StopOnSignal implements AutoCloseable {

    private final Thread hook;

    /**
     * Waits for a signal.
     *
     * @param stop stops the work; says whether it stopped cleanly
     */
    StopOnSignal(BooleanSupplier stop) {
        this.hook = new Thread(
                () -> {
                    int code = stop.getAsBoolean() ? 0 : 1;
                    System.out.flush();
                    System.err.flush();
                    Runtime.getRuntime().halt(code);
                },
                "stop-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Lets the process end as it will; no effect once a signal has come. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The signal has come: the hook is running and ends the process.
        }
    }
}
