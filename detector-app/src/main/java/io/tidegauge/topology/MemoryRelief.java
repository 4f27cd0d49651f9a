package io.tidegauge.topology;

import io.tidegauge.config.LimitSettings;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.Limit;
import io.tidegauge.event.ModelVersion;
import java.util.Optional;

/**
 * Closes windows before their time where there are too many, or where they take too much memory even though features
 * without a baseline find no room any more. What is only kept in case that something still comes goes first.
 */
final class MemoryRelief {

    /** Windows may grow a little beyond the budget by what always finds room, before any of them closes for it. */
    private static final double ROOM_TO_GROW = 1.25;

    /** What is kept has been given up when this has been looked at once; little comes to it while memory is short. */
    private static final long PAUSE_MS = 1_000;

    private final int maxOpenWindows;
    private final StoreWeights weights;
    private final AssessStores stores;
    private final OpenWindows open;
    private final DayWindows days;
    private final WindowCloser closer;
    private final LimitWatch watch;
    private long nextLookMs = Long.MIN_VALUE;

    MemoryRelief(
            LimitSettings limits,
            AssessStores stores,
            OpenWindows open,
            DayWindows days,
            WindowCloser closer,
            LimitWatch watch) {
        this.maxOpenWindows = limits.maxOpenWindows();
        this.weights = stores.weights();
        this.stores = stores;
        this.open = open;
        this.days = days;
        this.closer = closer;
        this.watch = watch;
    }

    /**
     * Sees to it that the limits are kept after rows of a version have been counted.
     *
     * @param wallMs the clock on the wall
     */
    void afterCounting(ModelVersion model, long wallMs) {
        while (open.count(model) > maxOpenWindows) {
            open.oldest(model).ifPresent(window -> close(window, Limit.MAX_OPEN_WINDOWS, wallMs));
        }
        if (weights.pressed(1) && wallMs >= nextLookMs) {
            nextLookMs = wallMs + PAUSE_MS;
            weights.heaviestFirst().forEach(this::giveUpKept);
        }
        if (weights.pressed(ROOM_TO_GROW)) {
            weights.heaviestFirst().forEach(each -> closeWhilePressed(each, wallMs));
        }
    }

    private void giveUpKept(ModelVersion model) {
        if (weights.pressed(1)) {
            stores.parked().drop(model, FeatureNames.ALL);
            days.drop(model, FeatureNames.ALL);
        }
    }

    private void closeWhilePressed(ModelVersion model, long wallMs) {
        Optional<OpenWindows.Open> oldest = open.oldest(model);
        while (oldest.isPresent() && weights.pressed(ROOM_TO_GROW)) {
            close(oldest.get(), Limit.MAX_WINDOW_MEMORY, wallMs);
            giveUpKept(model);
            oldest = open.oldest(model);
        }
        if (weights.pressed(ROOM_TO_GROW)
                && !stores.references().windows(model, FeatureNames.ALL).isEmpty()) {
            // The last to go: until it has new ones the version has nothing to be compared with.
            watch.exceeded(Limit.MAX_WINDOW_MEMORY, () -> "gave up the windows that " + model + " is compared with");
            stores.references().drop(model, FeatureNames.ALL);
        }
    }

    private void close(OpenWindows.Open window, Limit limit, long wallMs) {
        watch.exceeded(limit, () -> "closed a window of " + window.model() + " early: " + window.window());
        closer.closeEarly(window, limit, wallMs);
    }
}
