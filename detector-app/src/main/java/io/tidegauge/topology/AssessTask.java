package io.tidegauge.topology;

import io.tidegauge.assess.Assessment;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineCatalogue;
import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.topology.DetectorListener.Outcome;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import io.tidegauge.topology.InternalMessage.Partial;
import io.tidegauge.topology.OpenWindows.Open;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stage-2 task's life: made anew by every init of its processor, so that nothing of a recycled task's former life is
 * left in it. Merges partials, hears watermarks, closes windows, and forwards what is to be published.
 */
final class AssessTask {

    private static final Logger LOG = LoggerFactory.getLogger(AssessTask.class);

    private final DetectorConfig config;
    private final TopologyPorts ports;
    private final WindowAssessor assessor;
    private final int windowsHash;
    private final ProcessorContext<String, Published> context;
    private final AssessStores stores;
    private final BaselineCatalogue catalogue = new BaselineCatalogue();
    private final OpenWindows open;
    private final WindowClock clock;
    private final long startedMs;
    private boolean baselinesRead;

    AssessTask(
            DetectorConfig config,
            TopologyPorts ports,
            WindowAssessor assessor,
            int windowsHash,
            ProcessorContext<String, Published> context) {
        this.config = config;
        this.ports = ports;
        this.assessor = assessor;
        this.windowsHash = windowsHash;
        this.context = context;
        this.open = new OpenWindows(config);
        this.stores = AssessStores.of(context);
        this.clock = new WindowClock(ports.progress(), config.timing().maxWait());
        this.startedMs = context.currentSystemTimeMs();
    }

    void restore() {
        clock.tick(startedMs);
        stores.progress().forEachWatermark(clock::restore);
        stores.panes().forEachPane(pane -> open.add(pane, closedUpTo(pane.model())));
        stores.baselines().forEach(record -> catalogue.put(record));
    }

    void tick(long wallMs) {
        clock.tick(wallMs);
        clock.expect(ports.progress().eventPartitions());
        closeDue();
        closeOverdue();
    }

    void baselinesReadTo(BaselineProgress progress) {
        stores.progress().baselineRead(progress.partition(), progress.readTo());
        closeDue();
    }

    void count(Partial partial) {
        Pane pane = partial.pane();
        long rows = partial.rows();
        if (open.lastEnd(pane) <= closedUpTo(pane.model())) {
            ports.listener().events(Outcome.LATE, rows);
            stores.progress().addLate(pane.model(), rows);
            return;
        }
        ports.listener().events(Outcome.PROFILED, rows);
        stores.panes().add(partial);
        open.add(pane, closedUpTo(pane.model()));
    }

    void hear(Announcement announcement, long saidAtMs) {
        if (announcement.windowsHash() != windowsHash && saidAtMs >= startedMs) {
            throw new IllegalStateException("an instance of this application counts by other windows than this one:"
                    + " give all of them the same windows and models, then start them again");
        }
        if (clock.hear(announcement)) {
            stores.progress().watermark(WindowClock.partition(announcement), announcement.watermarkMs());
            ports.listener().watermark(announcement.topic(), announcement.partition(), announcement.watermarkMs());
        }
        closeDue();
        clock.forgetBefore(open.earliestEnd().orElse(Long.MAX_VALUE));
    }

    void change(BaselineChange change) {
        BaselineKey key = BaselineKey.parse(change.key());
        if (change.record() == null) {
            stores.baselines().delete(key);
            catalogue.remove(key);
            LOG.info("action=withdraw-baseline key={}", change.key());
            return;
        }
        stores.baselines().put(change.record());
        catalogue
                .put(change.record())
                .ifPresent(problem -> LOG.warn("action=hold-back-baseline reason=\"{}\"", problem));
        revise(key.model());
    }

    private void revise(ModelVersion model) {
        String segment = FeatureNames.ALL;
        for (TimeWindow window : stores.parked().windows(model, segment)) {
            catalogue.inForce(model, window.startMs()).ifPresent(set -> {
                WindowCounts counts = stores.parked().get(model, segment, window);
                assessor.revise(counts, 1, set, config.kindsOf(model.model())).forEach(report -> {
                    publish(new Published.Report(report));
                    ports.listener().reported(report);
                });
                stores.parked().delete(model, segment, window);
            });
        }
    }

    private void closeDue() {
        if (open.isEmpty() || !baselinesRead()) {
            return;
        }
        long wallMs = context.currentSystemTimeMs();
        Map<Long, Boolean> passed = new HashMap<>();
        for (Open window : open.inOrder()) {
            if (!passed.computeIfAbsent(window.window().endMs(), end -> clock.passed(end, wallMs))) {
                // What ends later cannot be due either: a replay holds thousands of windows open.
                return;
            }
            // Models differ in lateness: one window that must wait says nothing of the next one.
            if (passed.computeIfAbsent(dueMs(window), due -> clock.passed(due, wallMs))) {
                close(window, List.of());
            }
        }
    }

    private void closeOverdue() {
        if (open.isEmpty() || !baselinesRead()) {
            return;
        }
        long waiting = context.currentSystemTimeMs() + 1;
        for (Open window : open.inOrder()) {
            long due = dueMs(window);
            if (due >= waiting) {
                continue;
            }
            List<String> missing = clock.overdue(due);
            if (missing.isEmpty()) {
                // Nor is what is due later overdue, and it must not close before this one.
                waiting = due;
            } else {
                LOG.warn(
                        "action=close-incomplete model={} window={} missing={}",
                        window.model(),
                        window.window(),
                        missing);
                close(window, missing);
            }
        }
    }

    private boolean baselinesRead() {
        if (!baselinesRead) {
            baselinesRead = stores.progress().baselinesReadTo(ports.progress().baselineEndOffsets());
        }
        return baselinesRead;
    }

    private void close(Open window, List<String> missing) {
        ModelVersion model = window.model();
        String segment = window.segment();
        SortedMap<String, FeatureProfile> profiles = stores.panes().window(model, segment, window.window());
        FeatureProfile rows = profiles.remove(FeatureNames.ALL);
        WindowCounts counts = new WindowCounts(
                model,
                segment,
                window.window(),
                rows == null ? 0 : rows.rows(),
                profiles,
                stores.progress().takeLate(model),
                missing);
        publish(assess(counts));
        stores.progress().closeUpTo(model.model(), window.window().endMs());
        open.close(window).forEach(stores.panes()::delete);
    }

    private Assessment assess(WindowCounts counts) {
        SortedMap<TrackKey, AlertTrack> tracks = stores.tracks().tracks(counts.model(), counts.segment());
        Optional<BaselineSet> baseline =
                catalogue.inForce(counts.model(), counts.window().startMs());
        if (baseline.isEmpty()) {
            stores.parked().park(counts);
            return assessor.withoutBaseline(counts, tracks);
        }
        Assessment assessment = assessor.assess(
                counts, baseline.get(), config.kindsOf(counts.model().model()), tracks);
        stores.tracks().replace(counts.model(), counts.segment(), tracks, assessment.tracks());
        return assessment;
    }

    private void publish(Assessment assessment) {
        publish(new Published.Report(assessment.summary()));
        assessment.reports().forEach(report -> {
            publish(new Published.Report(report));
            ports.listener().reported(report);
        });
        assessment.alerts().forEach(alert -> {
            publish(new Published.Alert(alert));
            ports.listener().alerted(alert);
        });
        ports.listener().windowClosed(assessment.summary());
    }

    private void publish(Published published) {
        context.forward(new Record<>(published.key(), published, context.currentSystemTimeMs()));
    }

    private long closedUpTo(ModelVersion model) {
        return stores.progress().closedUpTo(model.model());
    }

    /** The event time at which the window closes: its end and the model's lateness. */
    private long dueMs(Open window) {
        return window.window().endMs()
                + config.windowsOf(window.model().model()).lateness().toMillis();
    }
}
