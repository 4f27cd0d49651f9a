package io.tidegauge.topology;

import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineCatalogue;
import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The task's baselines: kept, given out, and compared with the windows that closed before they came. */
final class BaselineDesk {

    private static final Logger LOG = LoggerFactory.getLogger(BaselineDesk.class);

    private final DetectorConfig config;
    private final SourceProgress sources;
    private final WindowAssessor assessor;
    private final AssessStores stores;
    private final Publisher publisher;
    private final BaselineCatalogue catalogue = new BaselineCatalogue();
    /** Only of versions that have a baseline: of others there may be any number. */
    private final Map<ModelVersion, Own> own = new HashMap<>();

    private boolean read;

    BaselineDesk(
            DetectorConfig config,
            SourceProgress sources,
            WindowAssessor assessor,
            AssessStores stores,
            Publisher publisher) {
        this.config = config;
        this.sources = sources;
        this.assessor = assessor;
        this.stores = stores;
        this.publisher = publisher;
    }

    void restore() {
        stores.baselines().forEach(record -> catalogue.put(record));
    }

    void readTo(BaselineProgress progress) {
        stores.progress().baselineRead(progress.partition(), progress.readTo());
    }

    /** Whether all baselines that there were at the start have been read: before that no window may close. */
    boolean read() {
        if (!read) {
            read = stores.progress().baselinesReadTo(sources.baselineEndOffsets());
        }
        return read;
    }

    /** The set to compare a window with that starts at the instant. */
    Optional<BaselineSet> inForce(ModelVersion model, long startMs) {
        return catalogue.inForce(model, startMs);
    }

    /** Whether some version of the model is compared with a baseline, as of the instant. */
    boolean monitors(String model, long startMs) {
        return catalogue.monitors(model, startMs);
    }

    /** Whether a version has a baseline, and which features are its own by baseline or configuration. */
    Own own(ModelVersion model) {
        Own known = own.get(model);
        if (known != null) {
            return known;
        }
        Set<String> features =
                new HashSet<>(config.policyOf(model.model()).features().keySet());
        List<BaselineSet> sets = catalogue.sets(model);
        if (sets.isEmpty()) {
            return new Own(false, features);
        }
        sets.forEach(set -> features.addAll(set.features().keySet()));
        Own found = new Own(true, features);
        own.put(model, found);
        return found;
    }

    /** Takes a record of the baseline topic in; parked windows that it makes comparable are reported anew. */
    void change(BaselineChange change) {
        BaselineKey key = BaselineKey.parse(change.key());
        own.remove(key.model());
        if (change.record() == null) {
            stores.baselines().delete(key);
            catalogue.remove(key);
            LOG.info("action=withdraw-baseline key={}", change.key());
            return;
        }
        stores.baselines().put(change.record());
        catalogue
                .put(change.record())
                .ifPresent(problem -> LOG.warn("action=hold-back-baseline reason=\"{}\"", problem));
        revise(key.model(), FeatureNames.ALL);
    }

    private void revise(ModelVersion model, String segment) {
        for (TimeWindow window : stores.parked().windows(model, segment)) {
            inForce(model, window.startMs()).ifPresent(set -> {
                WindowCounts counts = stores.parked().get(model, segment, window);
                publisher.reported(assessor.reports(counts, 1, Optional.of(set), config.policyOf(model.model())));
                stores.parked().delete(model, segment, window);
            });
        }
    }

    /**
     * What is known of a version beforehand.
     *
     * @param baseline whether it has a baseline
     * @param features those of its baselines and of its place in the configuration
     */
    record Own(boolean baseline, Set<String> features) {

        Own {
            features = Set.copyOf(features);
        }
    }
}
