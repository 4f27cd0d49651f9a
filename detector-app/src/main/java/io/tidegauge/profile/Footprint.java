package io.tidegauge.profile;

/**
 * An estimate of the heap that live profiles take, kept as they grow, so that asking costs nothing: right to a factor of
 * two, on a JVM with compressed references. For one thread.
 */
public final class Footprint {

    private long bytes;

    /** So many more, or fewer where negative. */
    public void add(long more) {
        bytes += more;
    }

    /** Bytes so far. */
    public long bytes() {
        return bytes;
    }

    /** All of it is given up. */
    public void clear() {
        bytes = 0;
    }

    /** A string's characters: of one byte or of two, which is not asked. */
    public static long ofCharacters(long characters) {
        return characters + characters / 2;
    }
}
