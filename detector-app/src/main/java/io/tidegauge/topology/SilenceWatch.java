package io.tidegauge.topology;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.decide.SilenceRule;
import io.tidegauge.decide.SilenceRule.Stillness;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the task's models for silence. What fires is kept among the alert tracks, so that no restart tells it again;
 * since when a model has had no rows is known from this task's own life only, and begins anew with it.
 */
final class SilenceWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);

    private final DetectorConfig config;
    private final AssessStores stores;
    private final OpenWindows open;
    private final WindowClock clock;
    private final BaselineDesk baselines;
    private final ReferenceDesk references;
    private final Publisher publisher;
    private final Map<String, Life> lives = new HashMap<>();

    SilenceWatch(
            DetectorConfig config,
            AssessStores stores,
            OpenWindows open,
            WindowClock clock,
            BaselineDesk baselines,
            ReferenceDesk references,
            Publisher publisher) {
        this.config = config;
        this.stores = stores;
        this.open = open;
        this.clock = clock;
        this.baselines = baselines;
        this.references = references;
        this.publisher = publisher;
    }

    void restore() {
        stores.progress().forEachLastSeen(this::life);
        stores.tracks()
                .forEach(
                        SilenceRule.KEY, (last, track) -> life(last.model()).firing = new Firing(last, track.opened()));
    }

    /** Takes note that rows of a model have been counted, none of them late. */
    void counted(Pane pane, long rows) {
        Life life = life(pane.model().model());
        life.rowsAtMs = clock.livedMs();
        Firing firing = life.firing;
        if (firing != null && rows > 0) {
            resolve(
                    life,
                    firing,
                    SilenceRule.ends(firing.last, firing.silence, pane.model(), open.firstOpen(pane), rows));
        }
    }

    /** The model has been forgotten: it had no baseline, and has been silent for long. */
    void forget(String model) {
        lives.remove(model);
    }

    /** Looks at all models; nothing is decided before all baselines have been read. */
    void look() {
        if (!baselines.read()) {
            return;
        }
        Set<String> withOpenWindows = open.models();
        lives.forEach((model, life) -> {
            if (!withOpenWindows.contains(model)) {
                look(model, life);
            }
        });
    }

    private void look(String model, Life life) {
        Firing firing = life.firing;
        if (firing != null) {
            if (config.silenceAfter(model).isEmpty() || !monitors(model, firing.silence)) {
                resolve(life, firing, SilenceRule.lapses(firing.last, firing.silence));
            }
            return;
        }
        config.silenceAfter(model)
                .ifPresent(allowed -> stores.progress()
                        .lastSeen(model)
                        .ifPresent(last -> look(
                                last,
                                SilenceRule.silence(stores.progress().closedUpTo(model), allowed),
                                allowed,
                                life)));
    }

    /** Whether the model's windows are compared with anything, so that it is missed. */
    private boolean monitors(String model, TimeWindow silence) {
        return references.pastOf(model).isPresent() || baselines.monitors(model, silence.startMs());
    }

    private void look(ModelVersion last, TimeWindow silence, Duration allowed, Life life) {
        Stillness still = new Stillness(
                clock.passedByEvents(silence.endMs()),
                clock.allIdle(),
                Duration.ofMillis(clock.livedMs() - life.rowsAtMs));
        if (SilenceRule.silent(still, allowed) && monitors(last.model(), silence)) {
            stores.tracks().put(last, FeatureNames.ALL, SilenceRule.KEY, SilenceRule.track(silence));
            life.firing = new Firing(last, silence);
            publish(SilenceRule.fires(last, silence));
        }
    }

    private void resolve(Life life, Firing firing, DriftAlert end) {
        stores.tracks().delete(firing.last, FeatureNames.ALL, SilenceRule.KEY);
        life.firing = null;
        publish(end);
    }

    private void publish(DriftAlert alert) {
        LOG.info("action=tell-silence state={} summary=\"{}\"", alert.state(), alert.summary());
        publisher.alert(alert);
    }

    private Life life(String model) {
        return lives.computeIfAbsent(model, key -> new Life(clock.livedMs()));
    }

    /** A model, since when it has had no rows, and whether its silence has been told. */
    private static final class Life {
        private long rowsAtMs;
        private @Nullable Firing firing;

        Life(long rowsAtMs) {
            this.rowsAtMs = rowsAtMs;
        }
    }

    /** A silence that has been told: the version it was told of, and the span it began with. */
    private record Firing(ModelVersion last, TimeWindow silence) {}
}
