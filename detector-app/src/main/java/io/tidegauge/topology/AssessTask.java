package io.tidegauge.topology;

import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.topology.DetectorListener.Outcome;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import io.tidegauge.topology.InternalMessage.Partial;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * One stage-2 task's life: made anew by every init of its processor, so that nothing of a recycled task's former life is
 * left in it. Receives messages and ticks: partials go to their panes, watermarks to the clock, baselines to their desk,
 * and what is due is closed.
 */
final class AssessTask {

    private final TopologyPorts ports;
    private final int windowsHash;
    private final ProcessorContext<String, Published> context;
    private final AssessStores stores;
    private final OpenWindows open;
    private final WindowClock clock;
    private final BaselineDesk baselines;
    private final WindowCloser closer;
    private final long startedMs;

    AssessTask(
            DetectorConfig config,
            TopologyPorts ports,
            WindowAssessor assessor,
            int windowsHash,
            ProcessorContext<String, Published> context) {
        this.ports = ports;
        this.windowsHash = windowsHash;
        this.context = context;
        this.stores = AssessStores.of(context);
        this.open = new OpenWindows(config);
        this.clock = new WindowClock(ports.progress(), config.timing().maxWait());
        Publisher publisher = new Publisher(context, ports.listener());
        this.baselines = new BaselineDesk(config, ports.progress(), assessor, stores, publisher);
        this.closer = new WindowCloser(config, assessor, stores, open, clock, baselines, publisher);
        this.startedMs = context.currentSystemTimeMs();
    }

    void restore() {
        clock.tick(startedMs);
        stores.progress().forEachWatermark(clock::restore);
        stores.panes().forEachPane(pane -> open.add(pane, closedUpTo(pane.model())));
        baselines.restore();
    }

    void tick(long wallMs) {
        clock.tick(wallMs);
        clock.expect(ports.progress().eventPartitions());
        closer.closeDue(context.currentSystemTimeMs());
        closer.closeOverdue(context.currentSystemTimeMs());
    }

    void baselinesReadTo(BaselineProgress progress) {
        baselines.readTo(progress);
        closer.closeDue(context.currentSystemTimeMs());
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
        closer.closeDue(context.currentSystemTimeMs());
        clock.forgetBefore(open.earliestEnd().orElse(Long.MAX_VALUE));
    }

    void change(BaselineChange change) {
        baselines.change(change);
    }

    private long closedUpTo(ModelVersion model) {
        return stores.progress().closedUpTo(model.model());
    }
}
