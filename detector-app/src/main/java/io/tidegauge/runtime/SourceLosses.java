package io.tidegauge.runtime;

import io.tidegauge.topology.DetectorListener;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what of an event topic went before it was read: retention that overtook the detector, or a topic that lost its
 * end. Each loss once. For one thread.
 */
final class SourceLosses {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLosses.class);

    private final DetectorListener listener;
    private final Map<TopicPartition, Long> settled = new HashMap<>();
    private final Map<TopicPartition, Long> beyondEnd = new HashMap<>();

    SourceLosses(DetectorListener listener) {
        this.listener = listener;
    }

    /** Nothing that can be read lies between what has been committed and this offset. */
    void nothingUpTo(TopicPartition part, long offset) {
        settled.merge(part, offset, Math::max);
    }

    /**
     * Compares what the group has committed with what there is.
     *
     * @param committed null where nothing has been
     * @param begin the first offset there is
     * @param end the offset after the last
     */
    void look(TopicPartition part, @Nullable Long committed, long begin, long end) {
        if (committed == null) {
            return;
        }
        if (committed > end) {
            cutShort(part, committed, end);
            return;
        }
        beyondEnd.remove(part);
        long from = Math.max(committed, settled.getOrDefault(part, committed));
        if (from < begin) {
            settled.put(part, begin);
            listener.lost(part.topic(), begin - from);
            LOG.error(
                    "action=events-lost partition={} from={} to={} events_at_most={} reason=\"deleted before they were"
                            + " read: the topic's retention is shorter than the detector was behind\"",
                    part,
                    from,
                    begin,
                    begin - from);
        }
    }

    private void cutShort(TopicPartition part, long committed, long end) {
        Long before = beyondEnd.put(part, committed);
        if (before == null || before != committed) {
            settled.remove(part);
            LOG.error(
                    "action=offset-beyond-end partition={} committed={} end={} effect=\"read from its beginning; what"
                            + " was between the end and the offset is lost\" reason=\"the topic is not what it was, or"
                            + " a broker without its last records became the leader\"",
                    part,
                    committed,
                    end);
        }
    }
}
