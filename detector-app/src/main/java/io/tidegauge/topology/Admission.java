package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.Limit;
import io.tidegauge.event.ModelVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which models and versions a task takes in. Those with a baseline, and models with a place in the configuration, always;
 * others while there is room. A version that has been silent for long makes room for another, and is forgotten.
 */
final class Admission {

    /** How long, in event time, a version that is silent keeps its place. */
    static final Duration PLACE_KEPT = Duration.ofDays(30);

    /** Before all baselines have been read nobody knows who has one: so many times the limits may enter until then. */
    private static final int UNTIL_READ = 10;

    private final DetectorConfig config;
    private final BaselineDesk baselines;
    private final AssessStores stores;
    private final OpenWindows open;
    private final WindowClock clock;
    private final SilenceWatch silence;
    private final LimitWatch watch;
    private final RefusalAlerts alerts;

    /** The end of the last window, by model and version. */
    private final SortedMap<String, SortedMap<String, Long>> admitted = new TreeMap<>();

    private int strangers = -1;
    private long nothingSilentBeforeMs = Long.MIN_VALUE;

    Admission(
            DetectorConfig config,
            BaselineDesk baselines,
            AssessStores stores,
            OpenWindows open,
            WindowClock clock,
            SilenceWatch silence,
            LimitWatch watch,
            Publisher publisher) {
        this.config = config;
        this.baselines = baselines;
        this.stores = stores;
        this.open = open;
        this.clock = clock;
        this.silence = silence;
        this.watch = watch;
        this.alerts = new RefusalAlerts(config, stores.tracks(), publisher);
    }

    /** Takes up whom the stores know; the baselines must be known. */
    void restore() {
        stores.bounds().forEachSeen((model, lastEndMs) -> versions(model).put(model.version(), lastEndMs));
        alerts.restore();
    }

    /** Baselines have changed: who has one may be another. */
    void baselinesChanged() {
        strangers = -1;
        nothingSilentBeforeMs = Long.MIN_VALUE;
    }

    /** Whether rows of the pane are to be counted. Where they are not, the limit that forbids it has been told. */
    boolean admits(Pane pane, long rows) {
        ModelVersion model = pane.model();
        long endMs = open.lastEnd(pane);
        Long known = known(model.model()).get(model.version());
        if (known == null) {
            Limit full = full(model);
            if (full != null && !makeRoom(full, model)) {
                watch.exceeded(full, () -> "ignored rows of " + model + ", which has no baseline");
                alerts.refused(full, pane, rows);
                return false;
            }
        }
        if (known == null || known < endMs) {
            if (!admitted.containsKey(model.model())) {
                strangers = -1;
            }
            versions(model).put(model.version(), endMs);
            stores.bounds().seen(model, endMs);
        }
        return true;
    }

    /** Tells of limits that no longer keep anybody out. */
    void settle() {
        alerts.settle((limit, refused) -> hasRoom(limit, refused) || makeRoom(limit, refused), clock.leadingMs());
    }

    /** The limit that leaves no room for the version, or null. */
    private @Nullable Limit full(ModelVersion model) {
        if (baselines.own(model).baseline()) {
            return null;
        }
        if (!admitted.containsKey(model.model()) && !hasRoom(Limit.MAX_MODELS, model)) {
            return Limit.MAX_MODELS;
        }
        return hasRoom(Limit.MAX_VERSIONS, model) ? null : Limit.MAX_VERSIONS;
    }

    private boolean hasRoom(Limit limit, ModelVersion model) {
        int times = baselines.read() ? 1 : UNTIL_READ;
        return limit == Limit.MAX_MODELS
                ? !stranger(model.model())
                        || strangers() < (long) times * config.limits().maxModels()
                : versionsWithoutBaseline(model.model()).size()
                        < (long) times * config.limits().maxVersions();
    }

    private int strangers() {
        if (strangers < 0) {
            strangers = (int) admitted.keySet().stream().filter(this::stranger).count();
        }
        return strangers;
    }

    /** Whether the model has neither a baseline, of any version that is here, nor a place in the configuration. */
    private boolean stranger(String model) {
        return !config.models().containsKey(model)
                && known(model).keySet().stream()
                        .noneMatch(version ->
                                baselines.own(new ModelVersion(model, version)).baseline());
    }

    private List<ModelVersion> versionsWithoutBaseline(String model) {
        return known(model).keySet().stream()
                .map(version -> new ModelVersion(model, version))
                .filter(version -> !baselines.own(version).baseline())
                .toList();
    }

    /** Forgets whoever has been silent for longest, if that is long enough. */
    private boolean makeRoom(Limit limit, ModelVersion wanted) {
        if (limit == Limit.MAX_MODELS && clock.leadingMs() < nothingSilentBeforeMs) {
            return false;
        }
        List<ModelVersion> candidates = new ArrayList<>();
        if (limit == Limit.MAX_VERSIONS) {
            candidates.addAll(versionsWithoutBaseline(wanted.model()));
        } else {
            admitted.keySet().stream()
                    .filter(this::stranger)
                    .forEach(model -> candidates.addAll(versionsWithoutBaseline(model)));
        }
        candidates.sort(Comparator.comparingLong(this::lastEnd));
        boolean made = false;
        for (ModelVersion model : candidates) {
            if (!silent(model)) {
                break;
            }
            forget(model);
            made = limit == Limit.MAX_VERSIONS || !admitted.containsKey(model.model());
            if (made) {
                break;
            }
        }
        if (!made && limit == Limit.MAX_MODELS && !candidates.isEmpty()) {
            nothingSilentBeforeMs = lastEnd(candidates.get(0)) + PLACE_KEPT.toMillis();
        }
        return made;
    }

    private boolean silent(ModelVersion model) {
        return open.count(model) == 0 && lastEnd(model) + PLACE_KEPT.toMillis() < clock.leadingMs();
    }

    private long lastEnd(ModelVersion model) {
        Long end = known(model.model()).get(model.version());
        return end == null ? Long.MIN_VALUE : end;
    }

    private void forget(ModelVersion model) {
        SortedMap<String, Long> versions = versions(model);
        long endMs = lastEnd(model);
        versions.remove(model.version());
        stores.forget(model, endMs);
        if (versions.isEmpty()) {
            admitted.remove(model.model());
            stores.progress().forget(model.model());
            silence.forget(model.model());
        }
        strangers = -1;
    }

    private SortedMap<String, Long> known(String model) {
        return admitted.getOrDefault(model, Collections.emptySortedMap());
    }

    private SortedMap<String, Long> versions(ModelVersion model) {
        return admitted.computeIfAbsent(model.model(), key -> new TreeMap<>());
    }
}
