package io.tidegauge.topology;

import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.topology.DetectorListener.Outcome;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import io.tidegauge.topology.InternalMessage.Partial;
import java.time.Duration;
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
    private final ProcessorContext<String, Published> context;
    private final AssessStores stores;
    private final OpenWindows open;
    private final WindowClock clock;
    private final BaselineDesk baselines;
    private final ClosingTurn turn;
    private final WindowCloser closer;
    private final SilenceWatch silence;
    private final long startedMs;
    private final long listenMs;
    private boolean agreed;

    AssessTask(
            DetectorConfig config,
            TopologyPorts ports,
            WindowAssessor assessor,
            WindowAgreement agreement,
            ProcessorContext<String, Published> context) {
        this.ports = ports;
        this.agreement = agreement;
        this.context = context;
        this.stores = AssessStores.of(context);
        this.open = new OpenWindows(config);
        this.clock = new WindowClock(ports.progress(), config.timing().maxWait());
        Publisher publisher = new Publisher(context, ports.listener());
        this.baselines = new BaselineDesk(config, ports.progress(), assessor, stores, publisher);
        this.turn = new ClosingTurn(
                config.timing().commitInterval(), config.state().internalPartitions(), context::currentSystemTimeMs);
        this.closer = new WindowCloser(config, assessor, stores, open, clock, baselines, publisher, turn);
        this.silence = new SilenceWatch(config, stores, open, clock, baselines, publisher);
        this.startedMs = context.currentSystemTimeMs();
        this.listenMs = LONGEST_ANNOUNCED
                .plus(config.timing().commitInterval().multipliedBy(2))
                .toMillis();
    }

    void restore() {
        StateFormat.enter(stores.progress());
        clock.tick(startedMs);
        stores.progress().forEachWatermark(clock::restore);
        stores.panes().forEachPane(pane -> open.add(pane, closedUpTo(pane.model())));
        baselines.restore();
        silence.restore();
        int own = agreement.windowsHash();
        agreed = stores.progress().countedBy().orElse(own) == own;
        if (agreed) {
            stores.progress().countedBy(own);
        } else {
            LOG.info("action=listen-before-closing reason=\"the windows are not those of before\" for_ms={}", listenMs);
        }
    }

    void tick(long wallMs) {
        clock.tick(wallMs);
        clock.expect(ports.progress().eventPartitions());
        turn.begin();
        if (mayClose()) {
            closer.closeDue(context.currentSystemTimeMs());
            closer.closeOverdue(context.currentSystemTimeMs());
            silence.look();
        }
    }

    /** Goes on closing where the last turn was over before all was closed. */
    void goOn() {
        if (turn.isOver()) {
            turn.begin();
            closeDue();
        }
    }

    void baselinesReadTo(BaselineProgress progress) {
        baselines.readTo(progress);
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
        silence.counted(pane, rows);
    }

    void hear(Announcement announcement, long saidAtMs) {
        agreement.hear(announcement, saidAtMs);
        if (clock.hear(announcement)) {
            stores.progress().watermark(WindowClock.partition(announcement), announcement.watermarkMs());
            ports.listener().watermark(announcement.topic(), announcement.partition(), announcement.watermarkMs());
        }
        closeDue();
        clock.forgetBefore(open.earliestEnd().orElse(Long.MAX_VALUE));
    }

    void change(BaselineChange change) {
        baselines.change(change);
    }

    private void closeDue() {
        if (mayClose()) {
            closer.closeDue(context.currentSystemTimeMs());
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
            stores.progress().countedBy(agreement.windowsHash());
            agreed = true;
        }
        return agreed;
    }

    private long closedUpTo(ModelVersion model) {
        return stores.progress().closedUpTo(model.model());
    }
}
