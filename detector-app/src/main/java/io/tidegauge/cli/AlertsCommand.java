package io.tidegauge.cli;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.serde.AvroWire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists changes of alert states. */
@Command(name = "alerts", description = "Lists the alerts: every change of state, by the window that made it.")
final class AlertsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private ListingOptions listing = new ListingOptions();

    @Option(names = "--state", description = "In this state only: ${COMPLETION-CANDIDATES}.")
    private @Nullable AlertState state;

    @Option(
            names = "--incidents",
            description =
                    "A line for each incident instead, its alerts counted: what fired together, notices left out.")
    private boolean incidents;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        if (incidents && listing.follow()) {
            throw new UsageException("--incidents are of what has been: they do not --follow.");
        }
        Connection cluster = connection.connection();
        RecordPrinter<DriftAlert> printer = new RecordPrinter<>(
                new AlertView(), listing.format(), spec.commandLine().getOut());
        try (AvroWire wire = AvroWire.open(cluster.registry(), false);
                TopicReader<DriftAlert> reader = new TopicReader<>(
                        cluster,
                        cluster.topics().alerts(),
                        wire.alertReader(),
                        spec.commandLine().getErr())) {
            List<DriftAlert> alerts = new ArrayList<>();
            reader.readToEnd((key, alert) -> add(alert, alerts));
            alerts.sort(Comparator.comparing(DriftAlert::window));
            if (incidents) {
                print(Incident.of(alerts));
            } else {
                printer.print(alerts);
            }
            if (listing.follow()) {
                reader.follow(this::add, printer);
            }
        }
        return 0;
    }

    private void print(List<Incident> all) {
        new RecordPrinter<>(
                        new IncidentView(), listing.format(), spec.commandLine().getOut())
                .print(all.stream()
                        .filter(incident -> state == null || state == incident.state())
                        .toList());
    }

    private void add(@Nullable DriftAlert alert, List<DriftAlert> alerts) {
        if (alert != null
                && listing.wants(alert.model(), alert.feature(), alert.window())
                && (incidents || state == null || state == alert.state())) {
            alerts.add(alert);
        }
    }
}
