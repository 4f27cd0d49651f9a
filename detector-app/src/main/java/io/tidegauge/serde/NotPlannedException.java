package io.tidegauge.serde;

/** A writer's schema has something that events are not read in place with; the message names it. */
final class NotPlannedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPlannedException(String message) {
        super(message);
    }
}
