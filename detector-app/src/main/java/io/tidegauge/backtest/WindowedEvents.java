package io.tidegauge.backtest;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Events, in any order, sorted into tumbling windows of their event time. Mutable. */
public final class WindowedEvents {

    private final long sizeMs;
    private final SortedMap<Long, CollectedRows> windows = new TreeMap<>();

    /**
     * Windows of this length.
     *
     * @param sizeMs milliseconds, at least 1
     */
    public WindowedEvents(long sizeMs) {
        if (sizeMs < 1) {
            throw new IllegalArgumentException("windows of " + sizeMs + " ms");
        }
        this.sizeMs = sizeMs;
    }

    /** Adds an event to its window. */
    public void add(InferenceEvent event) {
        windows.computeIfAbsent(Math.floorDiv(event.eventTimeMs(), sizeMs) * sizeMs, start -> new CollectedRows())
                .add(event);
    }

    /** How many rows there are. */
    public long rows() {
        return windows.values().stream().mapToLong(CollectedRows::rows).sum();
    }

    /**
     * The windows that have rows, in their order, the first one's number 0.
     *
     * @param kinds the features whose values are wanted
     */
    public List<PastWindow> windows(Map<String, FeatureKind> kinds) {
        List<PastWindow> past = new ArrayList<>();
        windows.forEach((start, rows) -> past.add(new PastWindow(
                Math.toIntExact((start - windows.firstKey()) / sizeMs),
                new TimeWindow(start, start + sizeMs),
                rows.counted(),
                rows.values(kinds))));
        return past;
    }

    /** The values of features of these kinds over all windows, with the windows as chunks. */
    public SortedMap<String, ReferenceValues> reference(Map<String, FeatureKind> kinds) {
        SortedMap<String, List<Values>> chunks = new TreeMap<>();
        kinds.keySet().forEach(feature -> chunks.put(feature, new ArrayList<>()));
        windows.values()
                .forEach(rows -> rows.values(kinds)
                        .forEach((feature, values) ->
                                chunks.getOrDefault(feature, new ArrayList<>()).add(values)));
        SortedMap<String, ReferenceValues> reference = new TreeMap<>();
        chunks.forEach((feature, values) -> reference.put(feature, ReferenceValues.ofChunks(values)));
        return reference;
    }
}
