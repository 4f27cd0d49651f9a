package io.tidegauge.crash;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where every published record ended, counted from the output topics alone. Rows are counted in a model's shortest
 * windows: those are its own, and longer ones hold the same rows once more. Where its windows were changed on the way, the
 * lengths that were its own are given.
 */
public final class Ledger {

    private record Identity(ModelVersion model, String segment, String feature, TimeWindow window) {}

    private final Map<Identity, FeatureReport> last = new HashMap<>();
    private final Map<String, Long> shortest = new HashMap<>();
    private final Set<Long> lengths;
    private final List<String> repeated = new ArrayList<>();
    private final SortedMap<String, Long> dead = new TreeMap<>();

    public Ledger(Collection<FeatureReport> reports, Collection<ConsumerRecord<byte[], byte[]>> deadLetters) {
        this(reports, deadLetters, Set.of());
    }

    public Ledger(
            Collection<FeatureReport> reports,
            Collection<ConsumerRecord<byte[], byte[]>> deadLetters,
            Set<Long> lengths) {
        this.lengths = lengths;
        Map<String, Integer> seen = new HashMap<>();
        for (FeatureReport report : reports) {
            Identity identity = new Identity(report.model(), report.segment(), report.feature(), report.window());
            shortest.merge(report.model().model(), length(report.window()), Math::min);
            if (seen.merge(identity + " revision " + report.revision(), 1, Integer::sum) == 2) {
                repeated.add(identity + " revision " + report.revision());
            }
            last.merge(identity, report, (a, b) -> a.revision() > b.revision() ? a : b);
        }
        deadLetters.forEach(letter -> dead.merge(new String(letter.key(), StandardCharsets.UTF_8), 1L, Long::sum));
    }

    /** Identities and revisions that were reported more than once. */
    public List<String> repeatedReports() {
        return repeated;
    }

    public SortedMap<String, Long> rows() {
        return sum(FeatureNames.ALL, FeatureReport::rows);
    }

    public SortedMap<String, Long> lateRows() {
        return sum(FeatureNames.ALL, FeatureReport::lateRows);
    }

    public SortedMap<String, Long> deadLetters() {
        return dead;
    }

    /** Rows in the reported profiles of a feature, by model. */
    public SortedMap<String, Long> profiledRows(String feature) {
        return sum(feature, report -> FeatureProfile.decode(report.profile()).rows());
    }

    /** Rows, late rows and dead letters together, by model. */
    public SortedMap<String, Long> accounted() {
        SortedMap<String, Long> all = new TreeMap<>(rows());
        lateRows().forEach((model, rows) -> all.merge(model, rows, Long::sum));
        dead.forEach((model, rows) -> all.merge(model, rows, Long::sum));
        return all;
    }

    /** Everything accounted for. */
    public long total() {
        return accounted().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Final reports that closed without a partition. */
    public long incomplete() {
        return last.values().stream().filter(report -> !report.complete()).count();
    }

    private SortedMap<String, Long> sum(String feature, ToLongFunction<FeatureReport> figure) {
        SortedMap<String, Long> sums = new TreeMap<>();
        last.forEach((identity, report) -> {
            if (identity.segment().equals(FeatureNames.ALL)
                    && identity.feature().equals(feature)
                    && isOwn(identity)) {
                sums.merge(identity.model().model(), figure.applyAsLong(report), Long::sum);
            }
        });
        return sums;
    }

    private boolean isOwn(Identity identity) {
        long length = length(identity.window());
        return lengths.isEmpty() ? length == shortest.get(identity.model().model()) : lengths.contains(length);
    }

    private static long length(TimeWindow window) {
        return window.endMs() - window.startMs();
    }

    /** Alert records that say what the alert's record before them already said; in the topic's order. */
    public static List<String> repeatedAlerts(List<DriftAlert> alerts) {
        Map<String, DriftAlert> before = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        for (DriftAlert alert : alerts) {
            DriftAlert last = before.put(alert.alertId(), alert);
            boolean same = last != null && last.state() == alert.state() && last.severity() == alert.severity();
            if (same || last != null && last.window().equals(alert.window())) {
                repeated.add(alert.alertId() + " " + alert.state() + " " + alert.severity() + " at " + alert.window());
            }
        }
        return repeated;
    }
}
