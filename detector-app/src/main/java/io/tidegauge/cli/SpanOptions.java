package io.tidegauge.cli;

import io.tidegauge.event.EventLimits;
import io.tidegauge.event.TimeWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A span of event time. */
final class SpanOptions {

    @Option(names = "--from", paramLabel = "TIME", description = "Windows that start at this time or later.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Windows that end at this time or earlier.")
    private @Nullable Instant to;

    TimeWindow span() {
        long start = from == null ? 0 : from.toEpochMilli();
        long end = to == null ? EventLimits.MAX_EVENT_TIME_MS + 1 : to.toEpochMilli();
        if (end <= start) {
            throw new UsageException("--to must be later than --from");
        }
        return new TimeWindow(start, end);
    }
}
