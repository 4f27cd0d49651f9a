package io.tidegauge.topology;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.GridFloor;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells partials on the grids that their panes need anyway, for what a task has told of them before: a third of the bytes,
 * and the same panes. It is forgotten whenever the task begins anew, so that what it knows of was told, in the same
 * transaction or in one that is committed: what is not in the pane must not make its grid coarser.
 *
 * <p>Panes that a drain had no rows of are forgotten, and beyond {@value #MOST} features the others are told as they are,
 * which bounds the memory to 8 MB.
 */
final class SettledGrids {

    private static final int MOST = 512;

    /** With fewer buckets, and so values, hardly two share one of a coarser grid. */
    private static final int FEWEST_BUCKETS = 256;

    private final Map<Pane, Map<String, GridFloor>> before = new HashMap<>();
    private final Map<Pane, Map<String, GridFloor>> now = new HashMap<>();
    private int known;

    /** A profile of a pane's next partial, on the grid to tell it on. */
    FeatureProfile settle(Pane pane, String feature, FeatureProfile profile) {
        if (profile.numbers().size() < FEWEST_BUCKETS) {
            return profile;
        }
        Map<String, GridFloor> floors = floors(pane);
        GridFloor floor = floors.get(feature);
        if (floor == null) {
            if (known >= MOST) {
                return profile;
            }
            known++;
            floor = new GridFloor();
            floors.put(feature, floor);
        }
        return floor.settle(profile);
    }

    private Map<String, GridFloor> floors(Pane pane) {
        return now.computeIfAbsent(pane, key -> {
            Map<String, GridFloor> floors = before.remove(pane);
            return floors == null ? new HashMap<>() : floors;
        });
    }

    /** A drain is over: what it had no rows of is forgotten. */
    void drained() {
        before.values().forEach(floors -> known -= floors.size());
        before.clear();
        before.putAll(now);
        now.clear();
    }

    void clear() {
        before.clear();
        now.clear();
        known = 0;
    }
}
