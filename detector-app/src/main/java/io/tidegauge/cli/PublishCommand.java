package io.tidegauge.cli;

import io.tidegauge.baseline.ColumnRoles;
import io.tidegauge.baseline.RowEvents;
import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.baseline.RowTimes;
import io.tidegauge.event.InferenceEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes the rows of a file as inference events. */
@Command(
        name = "publish",
        description =
                "Publishes the rows of a CSV or JSONL file, gzipped or not, as inference events. The whole file is"
                        + " checked before the first row is sent.")
final class PublishCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Parameters(paramLabel = "FILE", description = "The rows: CSV with a header, or JSON lines.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private RoleOptions roles = new RoleOptions();

    @Option(
            names = "--segment",
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns whose values are segments; they are features too unless excluded.")
    private Set<String> segments = new LinkedHashSet<>();

    @Option(
            names = "--id-column",
            paramLabel = "COLUMN",
            description = "The column of event ids (default: the file's name and the row's number).")
    private @Nullable String id;

    @Mixin
    private TypeOptions types = new TypeOptions();

    @Mixin
    private RangeOptions rows = new RangeOptions();

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "Event time of row 0, where there is no --time-column.")
    private @Nullable Instant start;

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            defaultValue = "1s",
            description = "Event time from one row to the next, with --start (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration step;

    @Option(names = "--rate", paramLabel = "N/s", description = "Events per second (default: as fast as it goes).")
    private Rate rate = Rate.UNLIMITED;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic (default: the configured one).")
    private @Nullable String topic;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        ColumnRoles columns = roles.roles(id, segments);
        RowEvents events = new RowEvents(file, model.model(), columns, times(columns));
        RowRange range = rows.range();
        Connection cluster = connection.connection();
        String target = target(cluster);
        Tally tally = new Tally();
        Rate.Pace pace = rate.start();
        try (RowReader reader = types.open(file, columns);
                EventSender sender = new EventSender(cluster, target);
                Progress progress = new Progress(
                        spec.commandLine().getErr(),
                        Terminal.showsErrors(),
                        "publishing",
                        range.within(reader.rows()))) {
            reader.forEach(range, row -> {
                InferenceEvent event = events.eventOf(row);
                pace.await();
                sender.send(event);
                tally.add(event);
                progress.step();
            });
            sender.flush();
        }
        spec.commandLine().getOut().println(tally.text(target));
        return 0;
    }

    private RowTimes times(ColumnRoles columns) {
        String time = columns.time();
        if ((time == null) == (start == null)) {
            throw new UsageException(
                    "say when the rows happened: --time-column COLUMN, or --start TIME and --step, one of them");
        }
        return time != null
                ? new RowTimes.Column(time)
                : new RowTimes.Stepped(Objects.requireNonNull(start).toEpochMilli(), step.toMillis());
    }

    private String target(Connection cluster) {
        List<String> configured = cluster.topics().events();
        if (topic != null) {
            return topic;
        }
        if (configured.size() != 1) {
            throw new UsageException("say which topic by --topic; configured are "
                    + (configured.isEmpty() ? cluster.topics().eventsPattern() : String.join(", ", configured)));
        }
        return configured.get(0);
    }

    /** What was sent. */
    private static final class Tally {

        private final long startNanos = System.nanoTime();
        private long count;
        private long firstMs = Long.MAX_VALUE;
        private long lastMs = Long.MIN_VALUE;

        void add(InferenceEvent event) {
            count++;
            firstMs = Math.min(firstMs, event.eventTimeMs());
            lastMs = Math.max(lastMs, event.eventTimeMs());
        }

        String text(String topic) {
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            return count == 0
                    ? "published 0 events to " + topic
                    : String.format(
                            Locale.ROOT,
                            "published %d events to %s in %.1f s (%.0f/s), event time %s to %s",
                            count,
                            topic,
                            seconds,
                            count / seconds,
                            Instant.ofEpochMilli(firstMs),
                            Instant.ofEpochMilli(lastMs));
        }
    }
}
