package io.tidegauge.baseline;

import java.nio.file.Path;

/** A row of a file that cannot be taken: the message names the file, the line and what is wrong there. */
public final class BadRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param line the line the row begins on, from 1
     * @param problem what is wrong, with the value
     */
    public BadRowException(Path file, long line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
