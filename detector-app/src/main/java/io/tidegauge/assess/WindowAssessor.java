package io.tidegauge.assess;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.decide.Decision;
import io.tidegauge.decide.ModelDecider;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.decide.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares one window with the baseline in force, decides over the model's features, and writes the reports. Every window
 * is reported by itself; the decision on one with too few rows is made together with the windows that follow. What comes of
 * a window depends on its arguments alone; what is kept here is only what takes long to work out. Not safe for several
 * threads.
 */
public final class WindowAssessor {

    private final Calibrators calibrators;
    private final WindowComparer comparer;

    /** With nothing kept yet. */
    public WindowAssessor() {
        this(new Calibrators());
    }

    WindowAssessor(Calibrators calibrators) {
        this.calibrators = calibrators;
        this.comparer = new WindowComparer(calibrators);
    }

    /** As {@link #assess(WindowCounts, Counted, Comparand, ModelPolicy, int, Remembered)}, of a window without siblings. */
    public Assessment assess(
            WindowCounts counts, Counted leaving, BaselineSet baseline, ModelPolicy policy, Remembered before) {
        return assess(counts, leaving, Comparand.of(baseline), policy, 1, before);
    }

    /**
     * Assesses a window.
     *
     * @param leaving the window's rows that no later window holds: all, where windows do not overlap
     * @param policy how the model is decided on, and its features compared
     * @param siblings versions and segments of the model that close for the same time, this one among them
     * @param before what the model's last window left to remember
     */
    public Assessment assess(
            WindowCounts counts,
            Counted leaving,
            Comparand comparand,
            ModelPolicy policy,
            int siblings,
            Remembered before) {
        ModelDecider decider = new ModelDecider(policy);
        SortedMap<String, FeatureComparison> own = comparer.compare(counts, comparand, policy);
        MergedWindow merged = MergedWindow.of(before.carry(), counts, comparand.id());
        boolean abstains = decider.abstains(merged.counts().rows());
        Decision decision = new Decision(List.of(), before.tracks());
        if (!abstains) {
            SortedMap<String, FeatureComparison> all =
                    merged.windows() == 1 ? own : comparer.compare(merged.counts(), comparand, policy);
            decision =
                    decider.decide(WindowComparer.window(merged.counts(), comparand, all, siblings), before.tracks());
        }
        Optional<Carry> carry = abstains ? merged.carry(leaving) : Optional.empty();
        WindowReports reports = new WindowReports(counts, 0, comparand.id());
        SummaryFigures figures = new SummaryFigures(
                decision.alerts().size(),
                merged.windows(),
                abstains,
                merged.lost() || (abstains && carry.isEmpty()),
                decision.drift());
        return new Assessment(
                reports.summary(figures),
                reports.features(own),
                decision.alerts(),
                new Remembered(decision.tracks(), carry),
                entering(policy, counts, abstains ? Optional.empty() : Optional.of(merged), decision));
    }

    private static Optional<WindowCounts> entering(
            ModelPolicy policy, WindowCounts counts, Optional<MergedWindow> decided, Decision decision) {
        return OwnPast.of(policy.reference())
                .filter(past -> counts.missingPartitions().isEmpty())
                .flatMap(past -> decided.flatMap(merged -> past.entering(counts, merged.counts(), decision.tracks())));
    }

    /**
     * Reports a window of a model that has no baseline in force, or not yet a reference: nothing is compared and nothing
     * decided. Only windows that a rolling reference is to be made of are carried, until they have enough rows for it.
     */
    public Assessment withoutBaseline(WindowCounts counts, Counted leaving, ModelPolicy policy, Remembered before) {
        String none = FeatureReport.NO_BASELINE;
        calibrators.closed(counts.model());
        boolean carries = policy.reference() instanceof Reference.Rolling;
        MergedWindow merged = MergedWindow.of(carries ? before.carry() : Optional.empty(), counts, none);
        boolean few = new ModelDecider(policy).abstains(merged.counts().rows());
        Optional<Carry> carry = carries && few ? merged.carry(leaving) : Optional.empty();
        boolean dropped = carries
                ? merged.lost() || (few && carry.isEmpty())
                : before.carry().isPresent();
        WindowReports reports = new WindowReports(counts, 0, none);
        Decision undecided = new Decision(List.of(), before.tracks());
        return new Assessment(
                reports.summary(SummaryFigures.undecided(dropped)),
                reports.features(new TreeMap<>()),
                List.of(),
                new Remembered(before.tracks(), carry),
                entering(policy, counts, few ? Optional.empty() : Optional.of(merged), undecided));
    }

    /** As {@link #assessDay(WindowCounts, Comparand, ModelPolicy, int, Remembered)}, of a day without siblings. */
    public Assessment assessDay(WindowCounts counts, BaselineSet baseline, ModelPolicy policy, Remembered before) {
        return assessDay(counts, Comparand.of(baseline), policy, 1, before);
    }

    /**
     * Assesses a day of merged windows, when it is reported for the first time.
     *
     * @param siblings days of the model's versions and segments that close together, this one among them
     * @param before what the model's last window or day left to remember; its carry stays
     */
    public Assessment assessDay(
            WindowCounts counts, Comparand comparand, ModelPolicy policy, int siblings, Remembered before) {
        SortedMap<String, FeatureComparison> comparisons = comparer.compare(counts, comparand, policy);
        Decision decision = new ModelDecider(policy)
                .decideDay(WindowComparer.window(counts, comparand, comparisons, siblings), before.tracks());
        WindowReports reports = new WindowReports(counts, 0, comparand.id());
        return new Assessment(
                reports.summary(new SummaryFigures(decision.alerts().size(), 0, false, false, decision.drift())),
                reports.features(comparisons),
                decision.alerts(),
                new Remembered(decision.tracks(), before.carry()),
                Optional.empty());
    }

    /**
     * Reports, the summary first, of what no decision is made on: a day that is reported again, or without a baseline, or a
     * window whose baseline came late.
     *
     * @param baseline the set to compare with, empty where there is none
     */
    public List<FeatureReport> reports(
            WindowCounts counts, int revision, Optional<BaselineSet> baseline, ModelPolicy policy) {
        String id = baseline.map(set -> set.manifest().baselineId()).orElse(FeatureReport.NO_BASELINE);
        WindowReports reports = new WindowReports(counts, revision, id);
        List<FeatureReport> all = new ArrayList<>();
        all.add(reports.summary(SummaryFigures.undecided(false)));
        all.addAll(reports.features(baseline.map(set -> comparer.compare(counts, Comparand.of(set), policy))
                .orElseGet(TreeMap::new)));
        return all;
    }
}
