package io.tidegauge.topology;

import io.tidegauge.topology.Watermarks.Moment;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The highest watermark of all partitions, and when it passed which instant of event time. */
final class LeadingEdge {

    private final NavigableMap<Long, Moment> reachedAt = new TreeMap<>();
    private Moment lastMoved = new Moment(0, System.nanoTime());

    /** A watermark of some partition moved. */
    void moved(long watermarkMs, Moment now) {
        lastMoved = now;
        if (reachedAt.isEmpty() || watermarkMs > reachedAt.lastKey()) {
            reachedAt.put(watermarkMs, now);
        }
    }

    /** The highest watermark, {@link Long#MIN_VALUE} before the first. */
    long watermarkMs() {
        return reachedAt.isEmpty() ? Long.MIN_VALUE : reachedAt.lastKey();
    }

    /** When the first partition passed the instant; where none has, when any watermark last moved. */
    Moment passedAt(long timeMs) {
        Map.Entry<Long, Moment> first = reachedAt.ceilingEntry(timeMs);
        return first == null ? lastMoved : first.getValue();
    }

    /** Forgets when instants before this one were passed. */
    void forgetBefore(long timeMs) {
        Long keep = reachedAt.ceilingKey(timeMs);
        if (keep == null) {
            keep = reachedAt.isEmpty() ? null : reachedAt.lastKey();
        }
        if (keep != null) {
            reachedAt.headMap(keep, false).clear();
        }
    }
}
