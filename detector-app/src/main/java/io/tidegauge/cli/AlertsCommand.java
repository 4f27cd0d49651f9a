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

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
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
            printer.print(alerts);
            if (listing.follow()) {
                reader.follow(this::add, printer);
            }
        }
        return 0;
    }

    private void add(@Nullable DriftAlert alert, List<DriftAlert> alerts) {
        if (alert != null
                && listing.wants(alert.model(), alert.feature(), alert.window())
                && (state == null || state == alert.state())) {
            alerts.add(alert);
        }
    }
}
