package io.tidegauge.decide;

import io.tidegauge.alert.AlertChange;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertSentence;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.Occasion;
import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Judgement;
import io.tidegauge.compare.Statistic;
import io.tidegauge.event.FeatureNames;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the alert that a change of state gives. */
final class AlertWriter {

    /** Cells told in an alert. */
    private static final int MOVED_CELLS = 5;

    private AlertWriter() {}

    static DriftAlert write(ModelWindow model, TrackKey key, AlertTrack track, AlertChange change, Finding finding) {
        FeatureComparison c = model.features().get(key.feature());
        Evidence evidence = evidence(key, finding, c);
        Occasion on = new Occasion(change, track.severity(), evidence.path(), model.window(), model.with());
        return new DriftAlert(
                AlertId.of(model.model(), model.segment(), key, track.opened()),
                change.state(),
                track.severity(),
                key.kind(),
                model.model(),
                model.segment(),
                key.feature(),
                model.window(),
                model.rows(),
                c == null ? 0 : c.baselineRows(),
                evidence,
                statistics(c, finding),
                model.baselineId(),
                track.incident()
                        .map(first -> AlertId.ofIncident(model.model(), model.segment(), first))
                        .orElse(DriftAlert.NO_INCIDENT),
                c == null ? List.of() : moved(c),
                c == null ? sentence(model, key, change) : AlertSentence.of(key.kind(), on, c));
    }

    private static Evidence evidence(TrackKey key, Finding finding, @Nullable FeatureComparison c) {
        Optional<Judgement.Chance> chance = key.kind() == AlertKind.DISTRIBUTION
                ? Optional.ofNullable(c).map(compared -> compared.judgement().chance())
                : Optional.empty();
        return new Evidence(
                path(key, finding),
                finding.effect(),
                chance.map(known -> known.low().orNaN()).orElse(Double.NaN),
                chance.map(known -> known.high().orNaN()).orElse(Double.NaN),
                finding.pValue(),
                finding.level(),
                finding.threshold(),
                chance.map(known -> known.independentRows().orNaN()).orElse(Double.NaN),
                chance.map(Judgement.Chance::calibration));
    }

    /** What follows drift is the same when it is over, also where the feature is not compared any more. */
    private static DecisionPath path(TrackKey key, Finding finding) {
        if (key.kind() != AlertKind.DISTRIBUTION) {
            return DecisionPath.RULE;
        }
        if (key.daily()) {
            return DecisionPath.DAY;
        }
        return finding.is(Verdict.AT_ONCE) ? DecisionPath.FAST : DecisionPath.WINDOW;
    }

    private static String sentence(ModelWindow model, TrackKey key, AlertChange change) {
        return key.kind() == AlertKind.NEW_FEATURE && key.feature().equals(FeatureNames.ALL)
                ? AlertSentence.ofManyNew(change, model.with(), model.newFeatures())
                : AlertSentence.ofUnknown(key.kind(), change, model.with(), key.feature());
    }

    private static SortedMap<String, Double> statistics(@Nullable FeatureComparison c, Finding finding) {
        SortedMap<String, Double> defined = new TreeMap<>(finding.figures());
        if (c != null) {
            c.statistics().forEach((name, statistic) -> {
                if (statistic instanceof Statistic.Value value) {
                    defined.put(name, value.value());
                }
            });
        }
        return defined;
    }

    private static List<CellShare> moved(FeatureComparison c) {
        return c.cells().stream()
                .filter(cell -> cell.moved() != 0)
                .sorted(Comparator.comparingDouble((CellShare cell) -> -Math.abs(cell.moved())))
                .limit(MOVED_CELLS)
                .toList();
    }
}
