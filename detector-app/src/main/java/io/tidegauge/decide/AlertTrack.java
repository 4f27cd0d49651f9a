package io.tidegauge.decide;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What is remembered of one open alert from window to window.
 *
 * @param state PENDING or FIRING; an alert that is neither has no track
 * @param severity the highest so far
 * @param opened the first exceeding window; the alert's id is made of it
 * @param exceedances the last judged windows, newest in the lowest bit, 1 where the window exceeded
 * @param calm calm windows in a row
 * @param incident the first window of the incident it belongs to, empty where it belongs to none
 */
public record AlertTrack(
        AlertState state,
        Severity severity,
        TimeWindow opened,
        long exceedances,
        int calm,
        Optional<TimeWindow> incident) {

    private static final byte ALONE = 1;
    private static final byte IN_INCIDENT = 2;
    private static final int LENGTH = 1 + 1 + 1 + Long.BYTES + Long.BYTES + Long.BYTES + Integer.BYTES;
    private static final int INCIDENT_LENGTH = LENGTH + Long.BYTES + Long.BYTES;

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

    /** A track of no incident. */
    public AlertTrack(AlertState state, Severity severity, TimeWindow opened, long exceedances, int calm) {
        this(state, severity, opened, exceedances, calm, Optional.empty());
    }

    /** The same in an incident that began with the window. */
    AlertTrack in(TimeWindow first) {
        return new AlertTrack(state, severity, opened, exceedances, calm, Optional.of(first));
    }

    /**
     * The track as bytes: version 1, state and severity by number, opening window's start and end, exceedances (8 bytes
     * each) and calm windows (4 bytes), big-endian; 31 bytes. A track of an incident is of version 2, and has its first
     * window's start and end after that; 47 bytes.
     */
    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(incident.isEmpty() ? LENGTH : INCIDENT_LENGTH)
                .put(incident.isEmpty() ? ALONE : IN_INCIDENT)
                .put((byte) (state == AlertState.PENDING ? 0 : 1))
                .put(severityCode(severity))
                .putLong(opened.startMs())
                .putLong(opened.endMs())
                .putLong(exceedances)
                .putInt(calm);
        incident.ifPresent(first -> buffer.putLong(first.startMs()).putLong(first.endMs()));
        return buffer.array();
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
        if (bytes[0] != ALONE && bytes[0] != IN_INCIDENT) {
            throw new TrackFormatException("alert track of version " + bytes[0] + ", this reads " + IN_INCIDENT);
        }
        int length = bytes[0] == ALONE ? LENGTH : INCIDENT_LENGTH;
        if (bytes.length != length) {
            throw new TrackFormatException("alert track has " + bytes.length + " bytes, not " + length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, length - 1);
        try {
            return new AlertTrack(
                    stateOf(buffer.get()),
                    severityOf(buffer.get()),
                    window(buffer),
                    buffer.getLong(),
                    buffer.getInt(),
                    bytes[0] == ALONE ? Optional.empty() : Optional.of(window(buffer)));
        } catch (IllegalArgumentException invalid) {
            throw new TrackFormatException("alert track: " + invalid.getMessage());
        }
    }

    private static TimeWindow window(ByteBuffer buffer) {
        return new TimeWindow(buffer.getLong(), buffer.getLong());
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
