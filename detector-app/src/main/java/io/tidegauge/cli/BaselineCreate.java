package io.tidegauge.cli;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.RuleTrial;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineFile;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.BlockLength;
import io.tidegauge.baseline.BlockProfiles;
import io.tidegauge.baseline.ColumnRoles;
import io.tidegauge.baseline.ReportedBaseline;
import io.tidegauge.baseline.RowEvents;
import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.baseline.RowTimes;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.DurationText;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.AvroWire;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a baseline of a file's rows, or of a model's own reports. */
@Command(
        name = "create",
        description =
                "Makes a baseline of the rows of a CSV or JSONL file, gzipped or not, or of a model's own reports.",
        footer = {
            "",
            "A baseline is in force for windows that start at --effective-from or later, which is for all windows unless"
                    + " it is given. To replace a model's baseline and keep the old one for earlier windows, give it."
        })
final class BaselineCreate implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The rows: CSV with a header, or JSON lines.")
    private @Nullable Path file;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private RoleOptions roles = new RoleOptions();

    @Mixin
    private TypeOptions types = new TypeOptions();

    @Mixin
    private RangeOptions rows = new RangeOptions();

    @Option(
            names = "--from-reports",
            description = "Make it of the model's reports instead: the complete windows of --from to --to.")
    private boolean fromReports;

    @Mixin
    private SpanOptions span = new SpanOptions();

    @Option(names = "--id", paramLabel = "ID", description = "Its id (default: the time and a hash of the content).")
    private @Nullable String id;

    @Option(
            names = "--effective-from",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "Event time from which windows are compared with it (default: always).")
    @SuppressWarnings("NullAway.Init")
    private Instant effectiveFrom;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write it to a file.")
    private @Nullable Path output;

    @Mixin
    private WindowOptions windows = new WindowOptions();

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: text).")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Option(names = "--publish", description = "Publish it to the baseline topic.")
    private boolean publish;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException {
        if (fromReports == (file != null)) {
            throw new UsageException("give a FILE or --from-reports, one of them");
        }
        if (output == null && !publish) {
            throw new UsageException("say where it goes: -o FILE, --publish, or both");
        }
        Connection cluster = publish || fromReports ? connection.connection() : null;
        Optional<DetectorConfig> config = connection.file();
        long windowMs = windows.lengthMs(config, model.model().model());
        BaselineSet set = cluster != null && fromReports
                ? ofReports(cluster)
                : ofRows(
                        windowMs,
                        config.isPresent()
                                && config.get().associated(model.model().model()));
        if (output != null) {
            BaselineFile.write(output, set);
        }
        if (cluster != null && publish) {
            new BaselineTopic(cluster, err()).publish(set);
        }
        print(new BaselineText(set), fromReports ? windows.review(config, set) : windows.review(config, set, windowMs));
        return 0;
    }

    private void print(BaselineText text, ReviewText review) {
        PrintWriter out = spec.commandLine().getOut();
        text.doubts().forEach(doubt -> err().println("note: " + doubt));
        if (format == Format.JSON) {
            out.println(text.jsonWithFeatures(review).pretty());
            return;
        }
        out.println(text.line());
        out.println();
        review.table().print(out);
        out.println();
        review.sentences().forEach(out::println);
    }

    private BaselineSet ofRows(long windowMs, boolean associated) {
        ColumnRoles columns = roles.roles();
        boolean timed = columns.time() != null;
        BlockLength length = new BlockLength(windowMs);
        BaselineBuilder builder = timed ? new BaselineBuilder(windowMs) : new BaselineBuilder();
        if (associated) {
            builder.associate();
        }
        read(columns, event -> {
            length.add(event.eventTimeMs());
            builder.add(event);
        });
        RowRange range = rows.range();
        String source = Objects.requireNonNull(file).getFileName() + " rows " + range.from() + ":"
                + (range.from() + builder.rows());
        if (!timed) {
            return builder.build(origin(columns), source);
        }
        String when = builder.span().map(spanned -> ", " + spanned).orElse("");
        BlockProfiles blocks = inBlocks(columns, builder, windowMs, length.lengthMs(), associated)
                .finish();
        return RuleTrial.on(origin(columns).set(blocks, source + when), blocks);
    }

    /** The rows in blocks of the length, read again where that is no window's. */
    private BaselineBuilder inBlocks(
            ColumnRoles columns, BaselineBuilder inWindows, long windowMs, long blockMs, boolean associated) {
        if (blockMs == windowMs) {
            return inWindows;
        }
        err().println("note: the rows fill fewer than " + BlockLength.ENOUGH + " windows of "
                + DurationText.of(Duration.ofMillis(windowMs)) + ", so chance is learned from blocks of "
                + DurationText.of(Duration.ofMillis(blockMs)) + "; what whole windows do by themselves is not seen");
        BaselineBuilder builder = new BaselineBuilder(blockMs);
        if (associated) {
            builder.associate();
        }
        read(columns, builder::add);
        return builder;
    }

    private void read(ColumnRoles columns, Consumer<InferenceEvent> visitor) {
        Path from = Objects.requireNonNull(file);
        RowRange range = rows.range();
        String time = columns.time();
        RowEvents events = new RowEvents(
                from, model.model(), columns, time == null ? RowTimes.UNKNOWN : new RowTimes.Column(time));
        try (RowReader reader = types.open(from, columns);
                Progress progress =
                        new Progress(err(), Terminal.showsErrors(), "profiling", range.within(reader.rows()))) {
            reader.forEach(range, row -> {
                visitor.accept(events.eventOf(row));
                progress.step();
            });
        }
    }

    private BaselineSet ofReports(Connection cluster) {
        ReportedBaseline reports = new ReportedBaseline(model.model(), span.span());
        try (AvroWire wire = AvroWire.open(cluster.registry(), false);
                TopicReader<FeatureReport> reader =
                        new TopicReader<>(cluster, cluster.topics().reports(), wire.reportReader(), err())) {
            reader.readToEnd((key, report) -> {
                if (report != null) {
                    reports.add(report);
                }
            });
        }
        BlockProfiles blocks = reports.blocks();
        return RuleTrial.on(origin(roles.roles()).set(blocks, reports.source()), blocks);
    }

    private BaselineOrigin origin(ColumnRoles columns) {
        return new BaselineOrigin(
                model.model(), id, types.kinds(columns), effectiveFrom.toEpochMilli(), System.currentTimeMillis());
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
