package io.tidegauge.cli;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.serde.AvroWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the reports of windows. */
@Command(
        name = "reports",
        description =
                "Lists the reports: every feature in every window, the highest revision of each. A model's days stand"
                        + " beside its small windows and hold the same rows once more: never add both up.")
final class ReportsCommand implements Callable<Integer> {

    private static final byte[] NO_PROFILE = {};

    /** What a report is of: window first, for the order of the list. */
    private static final Comparator<FeatureReport> IDENTITY = Comparator.comparing(FeatureReport::window)
            .thenComparing(FeatureReport::model)
            .thenComparing(FeatureReport::segment)
            .thenComparing(FeatureReport::feature);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private ListingOptions listing = new ListingOptions();

    @Option(
            names = "--length",
            paramLabel = "DURATION",
            description = "Of windows of this length only, such as 5m; 1d for the days.")
    private @Nullable Duration length;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        Connection cluster = connection.connection();
        RecordPrinter<FeatureReport> printer = new RecordPrinter<>(
                new ReportView(), listing.format(), spec.commandLine().getOut());
        try (AvroWire wire = AvroWire.open(cluster.registry(), false);
                TopicReader<FeatureReport> reader = new TopicReader<>(
                        cluster,
                        cluster.topics().reports(),
                        wire.reportReader(),
                        spec.commandLine().getErr())) {
            printer.print(last(reader));
            if (listing.follow()) {
                reader.follow(this::add, printer);
            }
        }
        return 0;
    }

    /** The highest revision of each identity, in order. */
    private List<FeatureReport> last(TopicReader<FeatureReport> reader) {
        SortedMap<FeatureReport, FeatureReport> last = new TreeMap<>(IDENTITY);
        List<FeatureReport> wanted = new ArrayList<>();
        reader.readToEnd((key, report) -> {
            add(report, wanted);
            wanted.forEach(one -> last.merge(one, one, (a, b) -> b.revision() >= a.revision() ? b : a));
            wanted.clear();
        });
        return List.copyOf(last.values());
    }

    private void add(@Nullable FeatureReport report, List<FeatureReport> reports) {
        if (report != null
                && listing.wants(report.model(), report.feature(), report.window())
                && (length == null || length.toMillis() == report.window().sizeMs())) {
            reports.add(withoutProfile(report));
        }
    }

    /** The profile is most of a report's size, and is not listed. */
    private static FeatureReport withoutProfile(FeatureReport report) {
        return new FeatureReport(
                report.model(),
                report.segment(),
                report.feature(),
                report.window(),
                report.revision(),
                report.rows(),
                report.nulls(),
                report.lateRows(),
                report.complete(),
                report.missingPartitions(),
                report.baselineId(),
                report.effect(),
                report.pValue(),
                report.statistics(),
                report.resolution(),
                NO_PROFILE);
    }
}
