package io.tidegauge.assess;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Judgement;
import io.tidegauge.compare.Statistic;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the reports of one window. */
final class WindowReports {

    private final WindowCounts counts;
    private final int revision;
    private final String baselineId;

    WindowReports(WindowCounts counts, int revision, String baselineId) {
        this.counts = counts;
        this.revision = revision;
        this.baselineId = baselineId;
    }

    /** The model's {@code *} report. */
    FeatureReport summary(SummaryFigures figures) {
        return report(
                FeatureNames.ALL,
                Statistic.undefined("a model has no effect of its own"),
                Statistic.undefined("a model has no significance of its own"),
                figures.byName(counts.features().size()),
                0,
                FeatureProfile.ofRows(counts.rows()));
    }

    /** A report for every feature of the window or the comparisons, by name. */
    List<FeatureReport> features(SortedMap<String, FeatureComparison> comparisons) {
        SortedSet<String> names = new TreeSet<>(counts.features().keySet());
        names.addAll(comparisons.keySet());
        List<FeatureReport> reports = new ArrayList<>();
        for (String name : names) {
            FeatureProfile profile =
                    counts.features().getOrDefault(name, FeatureProfile.empty(KeyMapping.forFeature(name)));
            FeatureComparison comparison = comparisons.get(name);
            reports.add(
                    comparison == null
                            ? uncompared(name, profile)
                            : report(
                                    name,
                                    comparison.effect(),
                                    comparison.pValue(),
                                    figures(comparison),
                                    comparison.resolution(),
                                    profile));
        }
        return reports;
    }

    private FeatureReport uncompared(String name, FeatureProfile profile) {
        Statistic nothing = Statistic.undefined("there is no baseline of this feature");
        return report(name, nothing, nothing, new TreeMap<>(), profile.numbers().resolution(), profile);
    }

    private FeatureReport report(
            String feature,
            Statistic effect,
            Statistic pValue,
            SortedMap<String, Double> statistics,
            double resolution,
            FeatureProfile profile) {
        boolean all = feature.equals(FeatureNames.ALL);
        return new FeatureReport(
                counts.model(),
                counts.segment(),
                feature,
                counts.window(),
                revision,
                counts.rows(),
                all ? 0 : counts.rows() - (profile.rows() - profile.nulls()),
                all ? counts.lateRows() : 0,
                counts.missingPartitions().isEmpty(),
                String.join(",", counts.missingPartitions()),
                baselineId,
                effect.orNaN(),
                pValue.orNaN(),
                statistics,
                resolution,
                profile.encode());
    }

    /** The statistics that are defined, and what chance the effect was held against. */
    private static SortedMap<String, Double> figures(FeatureComparison comparison) {
        SortedMap<String, Statistic> all = new TreeMap<>(comparison.statistics());
        if (comparison.effect().isDefined()) {
            Judgement.Chance chance = comparison.judgement().chance();
            all.put("independent_rows", chance.independentRows());
            all.put("effect_low", chance.low());
            all.put("effect_high", chance.high());
            all.put("repetition", Statistic.of(chance.repetition()));
            all.put("wander", Statistic.of(chance.wander()));
            all.put("calibration", Statistic.of(code(chance.calibration())));
        }
        SortedMap<String, Double> defined = new TreeMap<>();
        all.forEach((name, statistic) -> {
            if (statistic.isDefined()) {
                defined.put(name, statistic.orNaN());
            }
        });
        return defined;
    }

    private static int code(Calibration calibration) {
        return switch (calibration) {
            case UNCALIBRATED -> 0;
            case PROVISIONAL -> 1;
            case CALIBRATED -> 2;
        };
    }
}
