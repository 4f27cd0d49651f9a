package io.tidegauge.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.event.FeatureNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real data with known drift, through a real broker, against figures that SciPy and NumPy made of the raw rows. Runs
 * every set in the directory of the system property {@code data.dir}, by default {@code ../shared/data} beside the
 * checkout.
 */
class RealDataTest {

    /**
     * Features whose drift the second full window confirms. Their baseline is constant, and so has no range that a single
     * window could leave; nor has it blocks, without which no window is told at once.
     */
    private static final Map<String, Set<String>> CONFIRMED =
            Map.of("elec2", Set.of("vicprice", "vicdemand", "transfer"));

    /** Sets of which not even an unconfirmed suspicion may be told. */
    private static final Set<String> SILENT = Set.of("adult_control");

    @TempDir
    private Path directory;

    private TestCluster cluster;

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everySetAgreesWithTheFiguresOfItsRawRows() throws IOException {
        Path data = dataDirectory();
        if (!Files.isDirectory(data)) {
            String why = "skipped: there is no directory " + data + "; -Ddata.dir=… names another";
            return Stream.of(DynamicTest.dynamicTest(why, () -> abort(why)));
        }
        List<DataSet> sets = DataSet.in(data);
        assertThat(sets).as("sets in " + data).isNotEmpty();
        cluster = TestCluster.start();
        return sets.stream().map(set -> DynamicTest.dynamicTest(set.name(), () -> check(data, set)));
    }

    /** The tests of this module run in the module's directory; the data lie beside the checkout. */
    static Path dataDirectory() {
        String given = System.getProperty("data.dir");
        Path path = given == null ? Path.of("..", "..", "shared", "data") : Path.of(given);
        return path.toAbsolutePath().normalize();
    }

    private void check(Path data, DataSet set) throws Exception {
        Replay replay = Replay.run(set, cluster, directory);
        List<Truth> truths = Truth.of(data, set.name());
        FigureTable table = new FigureTable();
        checkFigures(set, replay, table);
        print(set, replay, truths, table);
        assertThat(table.failures()).as("figures of " + set + " that disagree").isEmpty();
        checkRows(set, replay);
        checkAlerts(set, replay, truths);
    }

    private static void checkFigures(DataSet set, Replay replay, FigureTable table) throws IOException {
        Agreement agreement = new Agreement(replay.baseline(), PsiBins.of(set), table);
        Map<String, FeatureReport> reports = new HashMap<>();
        replay.reports()
                .forEach(report -> reports.put(
                        report.feature() + "[" + set.window(report.window().startMs()) + "]", report));
        List<Expected> all = Expected.of(set);
        assertThat(all).as("expected figures of " + set).isNotEmpty();
        for (Expected expected : all) {
            if (expected.ofBaseline()) {
                agreement.checkBaseline(expected);
                continue;
            }
            FeatureReport report = reports.get(expected.toString());
            if (report == null) {
                table.fail("no report of " + expected);
            } else {
                agreement.checkWindow(expected, report);
            }
        }
    }

    /** Every row is in one report of its model, none is late, and every window is complete. */
    private static void checkRows(DataSet set, Replay replay) {
        List<FeatureReport> summaries = replay.reports().stream()
                .filter(report -> report.feature().equals(FeatureNames.ALL))
                .toList();
        assertThat(summaries.stream().mapToLong(FeatureReport::rows).sum())
                .as("rows reported of " + set)
                .isEqualTo(set.published());
        assertThat(summaries).allMatch(report -> report.lateRows() == 0 && report.complete());
        assertThat(replay.reports())
                .as("identities of reports")
                .extracting(report -> report.feature() + report.window() + report.revision())
                .doesNotHaveDuplicates();
    }

    private static void checkAlerts(DataSet set, Replay replay, List<Truth> truths) {
        if (truths.stream().anyMatch(Truth::nothingDrifts)) {
            assertThat(replay.alerts())
                    .as("alerts of " + set + ", where nothing drifts")
                    .isEmpty();
        }
        Set<String> confirmed = CONFIRMED.getOrDefault(set.name(), Set.of());
        for (Truth truth : truths) {
            for (String feature : truth.features()) {
                if (confirmed.contains(feature)) {
                    assertThat(firstFiring(set, replay, feature).orElse(Long.MAX_VALUE))
                            .as("window in which " + feature + " fires")
                            .isLessThanOrEqualTo(
                                    firstFullWindow(set, truth.fromRow().orElseThrow()) + 1);
                }
            }
        }
        assertThat(truths.stream().flatMap(truth -> truth.features().stream()).toList())
                .as("features of " + set + " in drift_truth.csv")
                .containsAll(truths.isEmpty() ? Set.of() : confirmed);
    }

    private static long firstFullWindow(DataSet set, long row) {
        return (row + set.windowRows() - 1) / set.windowRows();
    }

    private static OptionalLong firstFiring(DataSet set, Replay replay, String feature) {
        return firing(replay, feature)
                .mapToLong(alert -> set.window(alert.window().startMs()))
                .min();
    }

    private static Stream<DriftAlert> firing(Replay replay, String feature) {
        return replay.alerts().stream()
                .filter(alert -> alert.feature().equals(feature) && alert.state() == AlertState.FIRING);
    }

    private static void print(DataSet set, Replay replay, List<Truth> truths, FigureTable table) {
        System.out.printf(
                Locale.ROOT,
                "%n== %s: %d rows in %d reports, %d alert records%n%s",
                set,
                set.published(),
                replay.reports().size(),
                replay.alerts().size(),
                table);
        Agreement.OTHER_DEFINITIONS.forEach(
                (figure, why) -> System.out.printf(Locale.ROOT, "%-18s not compared: %s%n", figure, why));
        for (Truth truth : truths) {
            System.out.println("known: " + truth.features() + " from row " + truth.fromRow() + ": " + truth.kind());
        }
        for (DriftAlert alert : replay.alerts()) {
            System.out.printf(
                    Locale.ROOT,
                    "  window %d %-8s %-8s %-15s %-15s effect %.3f  %s%n",
                    set.window(alert.window().startMs()),
                    alert.state(),
                    alert.severity(),
                    alert.kind(),
                    alert.feature(),
                    alert.effect(),
                    alert.summary());
        }
    }
}
