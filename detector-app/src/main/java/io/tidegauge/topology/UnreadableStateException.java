package io.tidegauge.topology;

import org.apache.kafka.common.errors.SerializationException;

/**
 * State or an internal topic holds what this version cannot read: a newer version wrote it, or it is damaged. To go on
 * without it would give wrong figures, so nothing is skipped.
 */
public final class UnreadableStateException extends SerializationException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what was found where.
     *
     * @param place the store or the topic
     * @param found what it holds, and what could be read
     */
    UnreadableStateException(String place, String found) {
        super(place + " holds what this version does not read: " + found);
    }

    UnreadableStateException(String place, RuntimeException failure) {
        super(
                place + " holds what this version does not read: "
                        + (failure.getMessage() == null ? failure.toString() : failure.getMessage()),
                failure);
    }
}
