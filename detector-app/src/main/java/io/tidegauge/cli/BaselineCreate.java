package io.tidegauge.cli;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineFile;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.ColumnRoles;
import io.tidegauge.baseline.ReportedBaseline;
import io.tidegauge.baseline.RowEvents;
import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.baseline.RowTimes;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.serde.AvroWire;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
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
        BaselineSet set = cluster != null && fromReports ? ofReports(cluster) : ofRows();
        if (output != null) {
            BaselineFile.write(output, set);
        }
        if (cluster != null && publish) {
            new BaselineTopic(cluster, err()).publish(set);
        }
        BaselineText text = new BaselineText(set);
        text.doubts().forEach(doubt -> err().println("note: " + doubt));
        spec.commandLine().getOut().println(text.line());
        return 0;
    }

    private BaselineSet ofRows() {
        Path from = Objects.requireNonNull(file);
        ColumnRoles columns = roles.roles();
        RowRange range = rows.range();
        ModelVersion version = model.model();
        BaselineBuilder builder = new BaselineBuilder();
        String time = columns.time();
        RowEvents events =
                new RowEvents(from, version, columns, time == null ? RowTimes.UNKNOWN : new RowTimes.Column(time));
        try (RowReader reader = types.open(from, columns);
                Progress progress =
                        new Progress(err(), Terminal.showsErrors(), "profiling", range.within(reader.rows()))) {
            reader.forEach(range, row -> {
                builder.add(events.eventOf(row));
                progress.step();
            });
        }
        String source = from.getFileName() + " rows " + range.from() + ":" + (range.from() + builder.rows());
        String when = time == null
                ? ""
                : builder.span().map(spanned -> ", " + spanned).orElse("");
        return builder.build(origin(columns), source + when);
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
        return reports.build(origin(roles.roles()));
    }

    private BaselineOrigin origin(ColumnRoles columns) {
        return new BaselineOrigin(
                model.model(), id, types.kinds(columns), effectiveFrom.toEpochMilli(), System.currentTimeMillis());
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
