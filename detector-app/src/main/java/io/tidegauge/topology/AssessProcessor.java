package io.tidegauge.topology;

import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import io.tidegauge.topology.InternalMessage.Partial;
import io.tidegauge.topology.InternalMessage.Refused;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2: merges partials into panes, closes windows when every partition has passed them, compares, decides, and
 * writes. All that one model needs is in one task, so a window is closed once and whole.
 */
final class AssessProcessor implements Processor<String, InternalMessage, String, Published> {

    private final DetectorConfig config;
    private final TopologyPorts ports;
    private final WindowAssessor assessor;
    private final WindowAgreement agreement;
    private final StageLimits limits;
    private @Nullable AssessTask task;

    AssessProcessor(
            DetectorConfig config,
            TopologyPorts ports,
            WindowAssessor assessor,
            WindowAgreement agreement,
            StageLimits limits) {
        this.config = config;
        this.ports = ports;
        this.assessor = assessor;
        this.agreement = agreement;
        this.limits = limits;
    }

    @Override
    public void init(ProcessorContext<String, Published> context) {
        close();
        AssessTask started = new AssessTask(config, ports, assessor, agreement, limits, context);
        started.restore();
        context.schedule(WindowClock.TICK, PunctuationType.WALL_CLOCK_TIME, started::tick);
        Duration turns = ClosingTurn.interval(
                config.timing().commitInterval(), config.state().internalPartitions());
        context.schedule(turns, PunctuationType.WALL_CLOCK_TIME, now -> started.goOn());
        task = started;
    }

    @Override
    @SuppressWarnings("NullAway") // task is set by init
    public void process(Record<String, InternalMessage> record) {
        task.hearTime(record.timestamp());
        InternalMessage message = record.value();
        if (message instanceof Partial partial) {
            task.count(partial);
        } else if (message instanceof Announcement announcement) {
            task.hear(announcement, record.timestamp());
        } else if (message instanceof BaselineChange change) {
            task.change(change);
        } else if (message instanceof BaselineProgress progress) {
            task.baselinesReadTo(progress);
        } else if (message instanceof Refused refused) {
            task.refused(refused);
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }
}
