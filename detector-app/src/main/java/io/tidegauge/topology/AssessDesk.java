package io.tidegauge.topology;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.Assessment;
import io.tidegauge.assess.Comparand;
import io.tidegauge.assess.Counted;
import io.tidegauge.assess.OwnPast;
import io.tidegauge.assess.Remembered;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.ModelVersion;
import java.util.List;
import java.util.Optional;

/** Has windows and days assessed: finds what they are compared with, and what was remembered, and keeps what is to be. */
final class AssessDesk {

    private final DetectorConfig config;
    private final WindowAssessor assessor;
    private final AssessStores stores;
    private final BaselineDesk baselines;
    private final ReferenceDesk references;

    AssessDesk(
            DetectorConfig config,
            WindowAssessor assessor,
            AssessStores stores,
            BaselineDesk baselines,
            ReferenceDesk references) {
        this.config = config;
        this.assessor = assessor;
        this.stores = stores;
        this.baselines = baselines;
        this.references = references;
    }

    /**
     * Assesses a window that closed.
     *
     * @param leaving its rows that no later window holds
     * @param siblings windows of the model's versions and segments that close together, this one among them
     */
    Assessment window(WindowCounts counts, Counted leaving, int siblings) {
        ModelVersion model = counts.model();
        ModelPolicy policy = config.policyOf(model.model());
        Remembered before = stores.remembered(model, counts.segment());
        Optional<BaselineSet> published =
                baselines.inForce(model, counts.window().startMs());
        Optional<OwnPast> past = references.pastOf(model.model());
        Optional<Comparand> comparand = past.isPresent()
                ? references.reference(past.get(), counts, policy, published)
                : published.map(Comparand::of);
        if (comparand.isEmpty() && past.isEmpty() && !stores.weights().pressed(1)) {
            stores.parked().park(counts);
        }
        Assessment assessment = comparand
                .map(with -> assessor.assess(counts, leaving, with, policy, siblings, before))
                .orElseGet(() -> assessor.withoutBaseline(counts, leaving, policy, before));
        stores.remember(model, counts.segment(), before, assessment.remembered());
        past.ifPresent(own -> references.closed(own, counts, assessment.entering()));
        return assessment;
    }

    /** Assesses a day that is reported for the first time; empty where there is nothing to compare it with. */
    Optional<Assessment> day(WindowCounts counts, int siblings) {
        ModelVersion model = counts.model();
        return dayBaseline(counts).map(set -> {
            Remembered before = stores.remembered(model, counts.segment());
            Assessment assessment =
                    assessor.assessDay(counts, Comparand.of(set), config.policyOf(model.model()), siblings, before);
            stores.remember(model, counts.segment(), before, assessment.remembered());
            return assessment;
        });
    }

    /** Reports of a day that nothing is decided on. */
    List<FeatureReport> dayReports(WindowCounts counts, int revision) {
        return assessor.reports(
                counts,
                revision,
                dayBaseline(counts),
                config.policyOf(counts.model().model()));
    }

    /** What a day is compared with; nothing where windows are compared with windows: those have no days before them. */
    private Optional<BaselineSet> dayBaseline(WindowCounts counts) {
        ModelVersion model = counts.model();
        return references.pastOf(model.model()).isPresent()
                ? Optional.empty()
                : baselines.inForce(model, counts.window().startMs());
    }
}
