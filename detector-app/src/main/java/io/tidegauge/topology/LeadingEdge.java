package io.tidegauge.topology;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The highest watermark of all partitions, and when it passed which instant of event time. */
final class LeadingEdge {

    private final NavigableMap<Long, Long> reachedAtNanos = new TreeMap<>();
    private long lastMovedNanos = System.nanoTime();

    /** A watermark of some partition moved. */
    void moved(long watermarkMs, long nowNanos) {
        lastMovedNanos = nowNanos;
        if (reachedAtNanos.isEmpty() || watermarkMs > reachedAtNanos.lastKey()) {
            reachedAtNanos.put(watermarkMs, nowNanos);
        }
    }

    /** The highest watermark, {@link Long#MIN_VALUE} before the first. */
    long watermarkMs() {
        return reachedAtNanos.isEmpty() ? Long.MIN_VALUE : reachedAtNanos.lastKey();
    }

    /** When the first partition passed the instant; where none has, when any watermark last moved. */
    long passedAtNanos(long timeMs) {
        Map.Entry<Long, Long> first = reachedAtNanos.ceilingEntry(timeMs);
        return first == null ? lastMovedNanos : first.getValue();
    }

    /** Forgets when instants before this one were passed. */
    void forgetBefore(long timeMs) {
        Long keep = reachedAtNanos.ceilingKey(timeMs);
        if (keep == null) {
            keep = reachedAtNanos.isEmpty() ? null : reachedAtNanos.lastKey();
        }
        if (keep != null) {
            reachedAtNanos.headMap(keep, false).clear();
        }
    }
}
