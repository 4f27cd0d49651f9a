package io.tidegauge.topology;

import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.Limit;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which features find room in a pane, or in a day: those of the model's baseline or configuration always, others as they
 * come, up to the limit and while there is memory. A pane that has left a feature out takes no other one in any more, so
 * that what is stored of a feature is whole. An index of a store, rebuilt from it.
 */
final class PaneRooms {

    /** What the indexes of open panes and windows take for each. */
    private static final int PANE_BYTES = 500;

    private static final Set<String> ALWAYS = Set.of(FeatureNames.ALL, FeatureNames.PREDICTION, FeatureNames.LATENCY);

    private final int maxFeatures;
    private final BaselineDesk baselines;
    private final StoreWeights weights;
    private final LimitWatch watch;
    private final Book book;
    private final NavigableMap<Pane, Room> rooms = new TreeMap<>();

    private static final class Room {
        private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
        private int others;
        private boolean shut;
    }

    /** Where it is written down what was left out of a pane. */
    interface Book {

        void leftOut(Pane pane, LeftOut what, long times);

        void forget(Pane pane);

        /** Nobody asks. */
        Book NONE = new Book() {
            @Override
            public void leftOut(Pane pane, LeftOut what, long times) {}

            @Override
            public void forget(Pane pane) {}
        };
    }

    PaneRooms(int maxFeatures, BaselineDesk baselines, StoreWeights weights, LimitWatch watch, Book book) {
        this.maxFeatures = maxFeatures;
        this.baselines = baselines;
        this.weights = weights;
        this.watch = watch;
        this.book = book;
    }

    /** Takes up what is stored; the baselines must be known. */
    void restore(Pane pane, String feature) {
        Room room = room(pane);
        if (!belongs(baselines.own(pane.model()).features(), feature)) {
            room.others++;
        }
    }

    /** Takes up what was written down. */
    void restore(Pane pane, LeftOut what, long times) {
        Room room = room(pane);
        room.leftOut.put(what, times);
        room.shut |= what != LeftOut.EVENT;
    }

    /** Says of a feature that the pane does not have yet whether it is to be stored; it counts as stored then. */
    Predicate<String> of(Pane pane) {
        Room room = room(pane);
        Set<String> own = baselines.own(pane.model()).features();
        return feature -> belongs(own, feature) || admits(pane, room, Math.max(0, maxFeatures - own.size()), feature);
    }

    private Room room(Pane pane) {
        return rooms.computeIfAbsent(pane, key -> {
            weights.add(key.model(), PANE_BYTES);
            return new Room();
        });
    }

    private boolean admits(Pane pane, Room room, int most, String feature) {
        boolean memory = room.others < most && weights.pressed(1);
        if (!room.shut && room.others < most && !memory) {
            room.others++;
            return true;
        }
        room.shut = true;
        add(pane, room, memory ? LeftOut.FEATURE_FOR_MEMORY : LeftOut.FEATURE, 1);
        watch.exceeded(
                memory ? Limit.MAX_WINDOW_MEMORY : Limit.MAX_FEATURES,
                () -> "left out a feature of " + pane.model() + " without a baseline: " + feature);
        return false;
    }

    private static boolean belongs(Set<String> own, String feature) {
        return ALWAYS.contains(feature) || own.contains(feature);
    }

    /** Events of the pane were refused in stage 1. */
    void refused(Pane pane, long events) {
        Room room = rooms.get(pane);
        if (room != null) {
            add(pane, room, LeftOut.EVENT, events);
        }
    }

    private void add(Pane pane, Room room, LeftOut what, long times) {
        book.leftOut(pane, what, room.leftOut.merge(what, times, Long::sum));
    }

    /** What was left out of a window's panes. */
    Map<LeftOut, Long> leftOut(ModelVersion model, String segment, TimeWindow window) {
        Map<LeftOut, Long> sum = new EnumMap<>(LeftOut.class);
        rooms.subMap(new Pane(model, segment, window.startMs()), new Pane(model, segment, window.endMs()))
                .values()
                .forEach(room -> room.leftOut.forEach((what, times) -> sum.merge(what, times, Long::sum)));
        return sum;
    }

    /** A pane whose windows have all closed. */
    void forget(Pane pane) {
        Room room = rooms.remove(pane);
        if (room != null) {
            weights.add(pane.model(), -PANE_BYTES);
            if (!room.leftOut.isEmpty()) {
                book.forget(pane);
            }
        }
    }
}
