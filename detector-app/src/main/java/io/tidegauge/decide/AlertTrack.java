package io.tidegauge.decide;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import java.nio.ByteBuffer;

/**
 * What is remembered of one open alert from window to window.
 *
 * @param state PENDING or FIRING; an alert that is neither has no track
 * @param severity the highest so far
 * @param opened the first exceeding window; the alert's id is made of it
 * @param exceedances the last judged windows, newest in the lowest bit, 1 where the window exceeded
 * @param calm calm windows in a row
 */
public record AlertTrack(AlertState state, Severity severity, TimeWindow opened, long exceedances, int calm) {

    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + 1 + 1 + Long.BYTES + Long.BYTES + Long.BYTES + Integer.BYTES;

    public AlertTrack {
        if (state != AlertState.PENDING && state != AlertState.FIRING) {
            throw new IllegalArgumentException("an open alert is PENDING or FIRING, not " + state);
        }
        if (severity == Severity.UNKNOWN) {
            throw new IllegalArgumentException("an open alert has a severity");
        }
        if (calm < 0) {
            throw new IllegalArgumentException("calm windows must not be negative, were " + calm);
        }
    }

    /**
     * The track as bytes: version 1, state and severity by number, opening window's start and end, exceedances (8 bytes
     * each) and calm windows (4 bytes), big-endian; 31 bytes.
     */
    public byte[] encode() {
        return ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .put((byte) (state == AlertState.PENDING ? 0 : 1))
                .put(severityCode(severity))
                .putLong(opened.startMs())
                .putLong(opened.endMs())
                .putLong(exceedances)
                .putInt(calm)
                .array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws TrackFormatException when the bytes are anything else
     */
    public static AlertTrack decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw new TrackFormatException("alert track of no bytes");
        }
        if (bytes[0] != VERSION) {
            throw new TrackFormatException("alert track of version " + bytes[0] + ", this reads " + VERSION);
        }
        if (bytes.length != LENGTH) {
            throw new TrackFormatException("alert track has " + bytes.length + " bytes, not " + LENGTH);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        try {
            return new AlertTrack(
                    stateOf(buffer.get()),
                    severityOf(buffer.get()),
                    new TimeWindow(buffer.getLong(), buffer.getLong()),
                    buffer.getLong(),
                    buffer.getInt());
        } catch (IllegalArgumentException invalid) {
            throw new TrackFormatException("alert track: " + invalid.getMessage());
        }
    }

    private static AlertState stateOf(byte code) {
        return switch (code) {
            case 0 -> AlertState.PENDING;
            case 1 -> AlertState.FIRING;
            default -> throw new TrackFormatException("alert track has unknown state " + code);
        };
    }

    private static byte severityCode(Severity severity) {
        return switch (severity) {
            case NOTICE -> 0;
            case WARNING -> 1;
            case CRITICAL -> 2;
            case UNKNOWN -> throw new IllegalStateException("an open alert has a severity");
        };
    }

    private static Severity severityOf(byte code) {
        return switch (code) {
            case 0 -> Severity.NOTICE;
            case 1 -> Severity.WARNING;
            case 2 -> Severity.CRITICAL;
            default -> throw new TrackFormatException("alert track has unknown severity " + code);
        };
    }
}
