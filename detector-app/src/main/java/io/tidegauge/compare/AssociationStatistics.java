package io.tidegauge.compare;

import io.tidegauge.profile.Association;
import io.tidegauge.profile.JointCounts;
import io.tidegauge.profile.JointSums;

/** How a feature goes with the prediction, on each side, and whether that changed. */
final class AssociationStatistics {

    private static final String NONE = "no rows of a side have the feature beside a prediction of its kind";

    private AssociationStatistics() {}

    /** Adds those of the kind that the rows have. Chance says how many related rows count as one. */
    static void addTo(StatisticTable table, Association baseline, Association window, Judgement.Chance chance) {
        addNumbers(table, baseline.numbers(), window.numbers(), chance);
        addCategories(table, baseline.categories(), window.categories());
    }

    private static void addNumbers(
            StatisticTable table, JointSums baseline, JointSums window, Judgement.Chance chance) {
        if (baseline.n() == 0 || window.n() == 0) {
            table.undefined(
                    NONE,
                    StatisticName.PEARSON_BASELINE,
                    StatisticName.PEARSON_WINDOW,
                    StatisticName.PEARSON_CHANGE,
                    StatisticName.FISHER_Z,
                    StatisticName.FISHER_P);
            return;
        }
        CoMoments before = CoMoments.of(baseline);
        CoMoments now = CoMoments.of(window);
        CorrelationChange change = CorrelationChange.of(before, now, rows -> independent(rows, chance));
        table.put(StatisticName.PEARSON_BASELINE, before.correlation());
        table.put(StatisticName.PEARSON_WINDOW, now.correlation());
        table.put(StatisticName.PEARSON_CHANGE, change.difference());
        table.put(StatisticName.FISHER_Z, change.z());
        table.put(StatisticName.FISHER_P, change.pValue());
    }

    private static double independent(double rows, Judgement.Chance chance) {
        return rows / (chance.repetition() + chance.wander() * rows);
    }

    private static void addCategories(StatisticTable table, JointCounts baseline, JointCounts window) {
        Statistic before = Contingency.v(baseline);
        Statistic now = Contingency.v(window);
        table.put(StatisticName.CONTINGENCY_V_BASELINE, before);
        table.put(StatisticName.CONTINGENCY_V_WINDOW, now);
        table.put(
                StatisticName.CONTINGENCY_V_CHANGE,
                before.isDefined() && now.isDefined()
                        ? Statistic.of(now.orNaN() - before.orNaN())
                        : before.isDefined() ? now : before);
    }
}
