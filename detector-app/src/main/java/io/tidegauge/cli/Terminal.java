package io.tidegauge.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Whether somebody watches. */
final class Terminal {

    private Terminal() {}

    /**
     * Whether standard error is a terminal. Java can only tell of standard input and output together, so the system is
     * asked; where it has no {@code test}, nobody watches.
     */
    static boolean showsErrors() {
        try {
            return new ProcessBuilder("test", "-t", "2")
                            .redirectInput(Redirect.INHERIT)
                            .redirectError(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
