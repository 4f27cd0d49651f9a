package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FlatEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models that a task meets, by the bytes of their names and versions: what configuration says of each, and the pane it
 * counted into last. Only names and settings are kept, so that nothing is lost when it is emptied. For one thread.
 */
final class LiveModels {

    /** Whoever may publish may invent models. */
    private static final int MOST = 10_000;

    private static final byte[] NOTHING = {};

    private static final char REPLACEMENT = '\uFFFD';

    private final DetectorConfig config;
    private final Map<Key, Model> models = new HashMap<>();
    private final Key sought = new Key();
    private final Ignored ignored;
    private @Nullable Model last;

    LiveModels(DetectorConfig config) {
        this.config = config;
        this.ignored = new Ignored(config.limits().event());
    }

    /** The event's model; null where its name or version is not allowed, or is not of proper characters. */
    @Nullable
    Model of(FlatEvent event) {
        sought.set(event.bytes(), event.model(), event.version());
        Model guess = last == null ? null : last.next;
        if (guess == null || !guess.key.equals(sought)) {
            Model known = models.get(sought);
            guess = known == null ? meet(event) : known;
            if (last != null) {
                last.next = guess;
            }
        }
        last = guess;
        // What was fetched is not to be held by having been asked for.
        sought.set(NOTHING, 0, 0);
        return last;
    }

    private @Nullable Model meet(FlatEvent event) {
        String model = text(event.bytes(), event.model());
        String version = text(event.bytes(), event.version());
        EventLimits limits = config.limits().event();
        boolean proper = model.indexOf(REPLACEMENT) < 0 && version.indexOf(REPLACEMENT) < 0;
        if (!proper || !limits.allowsName(model) || !limits.allowsName(version)) {
            return null;
        }
        if (models.size() >= MOST) {
            models.clear();
        }
        Model met = new Model(
                sought.copy(),
                new ModelVersion(model, version),
                config.windowsOf(model),
                config.ignores(model) ? ignored : null);
        models.put(met.key, met);
        return met;
    }

    private static String text(byte[] bytes, long slice) {
        return new String(bytes, FlatEvent.offset(slice), FlatEvent.length(slice), StandardCharsets.UTF_8);
    }

    /** What is known of one version of a model. */
    static final class Model {
        private final Key key;
        private final ModelVersion name;
        private final WindowSettings windows;
        private final @Nullable Ignored ignored;
        /** The one that came after it last time: models that share a topic tend to take turns. */
        private @Nullable Model next;

        private @Nullable LivePane pane;
        private long paneStartMs;
        private long paneEndMs;
        private long drains;

        private Model(Key key, ModelVersion name, WindowSettings windows, @Nullable Ignored ignored) {
            this.key = key;
            this.name = name;
            this.ignored = ignored;
            this.windows = windows;
        }

        /** Whether configuration excludes it from monitoring. */
        boolean ignored() {
            return ignored != null;
        }

        /** Counts an event in its pane, or looks whether it is fit to be ignored; false where it is out of the ordinary. */
        boolean take(FlatEvent event, LivePanes panes) {
            return ignored != null ? ignored.take(event) : panes.add(event, pane(panes, event.eventTimeMs()));
        }

        /** The pane that the instant belongs to. */
        private LivePane pane(LivePanes panes, long timeMs) {
            LivePane found = pane;
            if (found == null || drains != panes.drains() || timeMs < paneStartMs || timeMs >= paneEndMs) {
                paneStartMs = windows.paneStart(timeMs);
                paneEndMs = paneStartMs + windows.paneMs();
                drains = panes.drains();
                found = panes.pane(name, paneStartMs);
                pane = found;
            }
            return found;
        }
    }

    /** Events that are not counted are checked all the same: one that is not valid is a dead letter, whosever it is. */
    private static final class Ignored {
        private final EventLimits limits;
        private final LiveProfile none = new LiveProfile(KeyMapping.STANDARD);
        private PaneColumns columns;

        Ignored(EventLimits limits) {
            this.limits = limits;
            this.columns = new PaneColumns(limits, name -> none);
        }

        boolean take(FlatEvent event) {
            if (columns.crowded() || columns.size() + event.size() > 2 * limits.maxFeatures()) {
                columns = new PaneColumns(limits, name -> none);
            }
            return columns.admits(event, Integer.MAX_VALUE);
        }
    }

    /** Names as bytes; the one that is sought with lies in the event, the others hold copies. */
    private static final class Key implements Comparable<Key> {
        private byte[] bytes = {};
        private int model;
        private int modelLength;
        private int version;
        private int versionLength;

        void set(byte[] of, long modelSlice, long versionSlice) {
            bytes = of;
            model = FlatEvent.offset(modelSlice);
            modelLength = FlatEvent.length(modelSlice);
            version = FlatEvent.offset(versionSlice);
            versionLength = FlatEvent.length(versionSlice);
        }

        Key copy() {
            Key copy = new Key();
            copy.bytes =
                    Arrays.copyOf(Arrays.copyOfRange(bytes, model, model + modelLength), modelLength + versionLength);
            System.arraycopy(bytes, version, copy.bytes, modelLength, versionLength);
            copy.modelLength = modelLength;
            copy.version = modelLength;
            copy.versionLength = versionLength;
            return copy;
        }

        /** An order lets a hash table cope with names that were chosen to collide. */
        @Override
        public int compareTo(Key that) {
            int models = Arrays.compare(
                    bytes, model, model + modelLength, that.bytes, that.model, that.model + that.modelLength);
            return models != 0
                    ? models
                    : Arrays.compare(
                            bytes,
                            version,
                            version + versionLength,
                            that.bytes,
                            that.version,
                            that.version + that.versionLength);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (int i = model; i < model + modelLength; i++) {
                hash = 31 * hash + bytes[i];
            }
            for (int i = version; i < version + versionLength; i++) {
                hash = 31 * hash + bytes[i];
            }
            return hash;
        }
    }
}
