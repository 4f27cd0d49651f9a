package io.tidegauge.cli;

/** The command was asked for something that cannot be: exit code 2, and the message is all that is printed. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
