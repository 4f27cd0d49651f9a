package io.tidegauge.topology;

import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.LimitSettings;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.topology.DetectorListener.Outcome;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import io.tidegauge.topology.InternalMessage.Partial;
import io.tidegauge.topology.InternalMessage.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stage-2 task's life: made anew by every init of its processor, so that nothing of a recycled task's former life is
 * left in it. Receives messages and ticks: partials go to their panes, watermarks to the clock, baselines to their desk,
 * and what is due is closed.
 */
final class AssessTask {

    private static final Logger LOG = LoggerFactory.getLogger(AssessTask.class);

    /** Whoever has a partition announces it more often than this, and is heard at the commit after. */
    private static final Duration LONGEST_ANNOUNCED = Duration.ofSeconds(5);

    private final TopologyPorts ports;
    private final WindowAgreement agreement;
    private final AssessStores stores;
    private final OpenWindows open;
    private final WindowClock clock;
    private final HeardTime time;
    private final BaselineDesk baselines;
    private final ReferenceDesk references;
    private final DayWindows days;
    private final ClosingTurn turn;
    private final WindowCloser closer;
    private final SilenceWatch silence;
    private final PaneRooms rooms;
    private final Admission admission;
    private final MemoryRelief relief;
    private final long startedMs;
    private final long listenMs;
    /** Panes whose windows have all closed by these settings, left by others. */
    private final List<Pane> shut = new ArrayList<>();

    private boolean agreed;

    AssessTask(
            DetectorConfig config,
            TopologyPorts ports,
            WindowAssessor assessor,
            WindowAgreement agreement,
            StageLimits limits,
            ProcessorContext<String, Published> context) {
        this.ports = ports;
        this.agreement = agreement;
        LimitSettings settings = config.limits();
        StoreWeights weights = new StoreWeights(limits.windows().share());
        this.stores = AssessStores.of(context, settings, weights);
        this.open = new OpenWindows(config);
        this.clock = new WindowClock(ports.progress(), config.timing().maxWait());
        this.time = new HeardTime(context::currentSystemTimeMs);
        Publisher publisher = new Publisher(context, time, ports.listener());
        this.baselines = new BaselineDesk(config, ports.progress(), assessor, stores, publisher);
        LimitWatch watch = limits.watch();
        int features = settings.event().maxFeatures();
        this.rooms = new PaneRooms(features, baselines, weights, watch, stores.bounds());
        PaneRooms dayRooms = new PaneRooms(features, baselines, weights, watch, PaneRooms.Book.NONE);
        this.references = new ReferenceDesk(config, stores.references(), weights, watch);
        AssessDesk assess = new AssessDesk(config, assessor, stores, baselines, references);
        this.days = new DayWindows(config, stores, open, assess, dayRooms, publisher);
        this.turn = new ClosingTurn(
                config.timing().commitInterval(), config.state().internalPartitions(), context::currentSystemTimeMs);
        LimitDesk desk = new LimitDesk(settings, stores.tracks(), rooms, watch, publisher);
        this.closer =
                new WindowCloser(config, stores, open, clock, baselines, assess, days, rooms, desk, publisher, turn);
        this.silence = new SilenceWatch(config, stores, open, clock, baselines, references, publisher);
        this.admission = new Admission(config, baselines, stores, open, clock, silence, watch, publisher);
        this.relief = new MemoryRelief(settings, stores, open, days, closer, watch);
        this.startedMs = context.currentSystemTimeMs();
        this.listenMs = LONGEST_ANNOUNCED
                .plus(config.timing().commitInterval().multipliedBy(2))
                .toMillis();
    }

    void restore() {
        StateFormat.enter(stores.progress());
        clock.tick(startedMs);
        stores.progress().forEachWatermark(clock::restore);
        baselines.restore();
        admission.restore();
        stores.panes().forEachFeature(rooms::restore);
        stores.bounds().forEachLeftOut(rooms::restore);
        for (Pane pane : stores.panes().panes()) {
            if (open.lastEnd(pane) <= closedUpTo(pane.model())) {
                shut.add(pane);
            } else {
                open(pane);
            }
        }
        days.restore();
        references.restore();
        silence.restore();
        int own = agreement.windowsHash();
        if (stores.progress().countedBy().orElse(own) == own) {
            agree();
        } else {
            LOG.info("action=listen-before-closing reason=\"the windows are not those of before\" for_ms={}", listenMs);
        }
    }

    /** From here on this instance's windows are those of the state; what only others had use for goes. */
    private void agree() {
        agreed = true;
        stores.progress().countedBy(agreement.windowsHash());
        days.dropUnwanted();
        references.dropUnwanted();
        for (Pane pane : shut) {
            // The listener was told of its rows when they were counted.
            long rows = stores.panes().counted(List.of(pane)).rows();
            LOG.warn(
                    "action=drop-pane reason=\"by these windows it is closed\" model={} start={} late_rows={}",
                    pane.model(),
                    Instant.ofEpochMilli(pane.startMs()),
                    rows);
            stores.progress().addLate(pane.model(), rows);
            stores.panes().delete(pane);
            rooms.forget(pane);
        }
        shut.clear();
    }

    /** A message was stamped at this time. */
    void hearTime(long stampMs) {
        time.hear(stampMs);
    }

    void tick(long wallMs) {
        clock.tick(wallMs);
        clock.expect(ports.progress().eventPartitions());
        turn.begin();
        closeAll();
        if (mayClose()) {
            silence.look();
        }
        admission.settle();
    }

    /** Goes on closing where the last turn was over before all was closed. */
    void goOn() {
        if (turn.isOver()) {
            turn.begin();
            closeAll();
        }
    }

    private void closeAll() {
        if (mayClose()) {
            closer.closeDue(time.nowMs());
            closer.closeOverdue(time.nowMs());
        }
    }

    void baselinesReadTo(BaselineProgress progress) {
        baselines.readTo(progress);
        closeDue();
    }

    void count(Partial partial) {
        Pane pane = partial.pane();
        long rows = partial.rows();
        if (!admission.admits(pane, rows)) {
            ports.listener().events(Outcome.IGNORED, rows);
            return;
        }
        if (open.lastEnd(pane) <= closedUpTo(pane.model())) {
            ports.listener().events(Outcome.LATE, rows);
            stores.progress().addLate(pane.model(), rows);
            return;
        }
        ports.listener().events(Outcome.PROFILED, rows);
        stores.panes().add(partial, rooms.of(pane));
        open(pane);
        silence.counted(pane, rows);
        if (baselines.read() && mayClose()) {
            relief.afterCounting(pane.model(), time.nowMs());
        }
    }

    /** Stage 1 refused events of a pane; the partial that it told before has opened it. */
    void refused(Refused refused) {
        rooms.refused(refused.pane(), refused.events());
    }

    private void open(Pane pane) {
        if (open.add(pane, closedUpTo(pane.model()))) {
            days.opened(pane);
        }
    }

    void hear(Announcement announcement, long saidAtMs) {
        agreement.hear(announcement, saidAtMs);
        if (clock.hear(announcement)) {
            stores.progress().watermark(WindowClock.partition(announcement), announcement.watermarkMs());
            ports.listener().watermark(announcement.topic(), announcement.partition(), announcement.watermarkMs());
        }
        closeDue();
        clock.forgetBefore(open.earliestClose().orElse(Long.MAX_VALUE));
    }

    void change(BaselineChange change) {
        baselines.change(change);
        admission.baselinesChanged();
    }

    /** The task is over: what it held is held no longer. */
    void close() {
        stores.weights().release();
    }

    private void closeDue() {
        if (mayClose()) {
            closer.closeDue(time.nowMs());
        }
    }

    /**
     * Not while this instance may be the newcomer that counts by other windows than the rest: where its windows are not
     * those the state was kept by, it listens first.
     */
    private boolean mayClose() {
        if (agreement.broken()) {
            return false;
        }
        if (!agreed && clock.livedMs() >= listenMs) {
            agree();
        }
        return agreed;
    }

    private long closedUpTo(ModelVersion model) {
        long ofModel = stores.progress().closedUpTo(model.model());
        long ofVersion = stores.bounds().closedEarlyUpTo(model);
        // Whether a model that nothing is known of has never been seen, or was forgotten, nobody can say.
        long before = ofModel == Long.MIN_VALUE ? stores.bounds().forgottenUpTo() : ofModel;
        return Math.max(before, ofVersion);
    }
}
