package io.tidegauge.topology;

import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.Partial;
import io.tidegauge.topology.InternalMessage.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1, second half: at each commit, inside its transaction, sends what was counted as partials and then says how far
 * each partition has come. A watermark never overtakes the rows it vouches for: whoever announces, drains first. Where
 * the memory for live profiles is used up it drains earlier, inside the same transaction, and announces nothing.
 */
final class DrainProcessor implements Processor<RawKey, Profiled, String, InternalMessage> {

    /** Features in one message: with as many categories as a profile holds, in the widest characters, they fit. */
    private static final int FEATURES_PER_MESSAGE = 8;

    private final SourceProgress progress;
    private final long idleTimeoutMs;
    private final Duration announceEvery;
    private final WindowAgreement agreement;
    private final Map<TopicPartition, Said> said = new HashMap<>();
    private final SettledGrids grids = new SettledGrids();
    private @Nullable ProcessorContext<String, InternalMessage> context;
    private @Nullable LivePanes live;

    DrainProcessor(SourceProgress progress, Duration idleTimeout, Duration announceEvery, WindowAgreement agreement) {
        this.progress = progress;
        this.idleTimeoutMs = idleTimeout.toMillis();
        this.announceEvery = announceEvery;
        this.agreement = agreement;
    }

    @Override
    public void init(ProcessorContext<String, InternalMessage> newContext) {
        context = newContext;
        LivePanesStore store = newContext.getStateStore(Names.LIVE_STORE);
        live = store.panes();
        said.clear();
        grids.clear();
        newContext.schedule(announceEvery, PunctuationType.WALL_CLOCK_TIME, now -> announceSilentOnes());
    }

    @Override
    @SuppressWarnings("NullAway") // live is set by init
    public void process(Record<RawKey, Profiled> reason) {
        live.drain(FEATURES_PER_MESSAGE, this::send);
        grids.drained();
        if (reason.value() instanceof Profiled.Full) {
            // The token still waits for the commit: it will drain what comes until then, and announce how far that is.
            return;
        }
        live.disarm();
        SortedMap<String, Integer> sources = progress.eventPartitions();
        for (TopicPartition source : sourcesOf(sources)) {
            if (received(source) != said(source).received()) {
                announce(source, sources);
            }
        }
    }

    /** All that a silent partition ever said has been drained, so this announces without a drain. */
    private void announceSilentOnes() {
        SortedMap<String, Integer> sources = progress.eventPartitions();
        for (TopicPartition source : sourcesOf(sources)) {
            if (received(source) == said(source).received()) {
                announce(source, sources);
            }
        }
    }

    @SuppressWarnings("NullAway") // context is set by init
    private List<TopicPartition> sourcesOf(SortedMap<String, Integer> sources) {
        int partition = context.taskId().partition();
        return sources.entrySet().stream()
                .filter(topic -> partition < topic.getValue())
                .map(topic -> new TopicPartition(topic.getKey(), partition))
                .toList();
    }

    @SuppressWarnings("NullAway") // live is set by init
    private long received(TopicPartition source) {
        return live.received(source);
    }

    @SuppressWarnings("NullAway") // context is set by init
    private Said said(TopicPartition source) {
        return said.computeIfAbsent(source, key -> new Said(0, context.currentSystemTimeMs()));
    }

    private void send(Pane pane, LivePane.Part part) {
        String model = pane.model().model();
        part.features().replaceAll((feature, profile) -> grids.settle(pane, feature, profile));
        forward(model, new Partial(pane, part.rows(), part.features()));
        if (part.refused() > 0) {
            forward(model, new Refused(pane, part.refused()));
        }
    }

    @SuppressWarnings("NullAway") // context and live are set by init
    private void announce(TopicPartition source, SortedMap<String, Integer> sources) {
        long now = context.currentSystemTimeMs();
        Said before = said(source);
        long received = received(source);
        Said next = received == before.received() ? before : new Said(received, now);
        said.put(source, next);
        boolean silent = now - next.sinceMs() >= idleTimeoutMs;
        // What was committed before this task began was told before, too.
        long readTo = Math.max(live.readTo(source), progress.committed(source.topic(), source.partition()));
        long watermark = live.watermark(source).orElse(Announcement.NO_WATERMARK);
        forward(
                ModelPartitioner.EVERYONE,
                new Announcement(
                        source.topic(),
                        source.partition(),
                        watermark,
                        readTo,
                        silent,
                        sources,
                        agreement.windowsHash(),
                        agreement.name()));
    }

    @SuppressWarnings("NullAway") // context is set by init
    private void forward(String key, InternalMessage message) {
        context.forward(new Record<>(key, message, context.currentSystemTimeMs()));
    }

    /**
     * What a partition's last announcement spoke for.
     *
     * @param received events of it by then
     * @param sinceMs when the last of them was announced, or this task began
     */
    private record Said(long received, long sinceMs) {}
}
