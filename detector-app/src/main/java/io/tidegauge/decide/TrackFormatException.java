package io.tidegauge.decide;

/** Bytes that are not an {@link AlertTrack}. */
public final class TrackFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrackFormatException(String message) {
        super(message);
    }
}
