package io.tidegauge.topology;

import io.tidegauge.assess.Comparand;
import io.tidegauge.assess.OwnPast;
import io.tidegauge.assess.OwnReference;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.Limit;
import io.tidegauge.event.ModelVersion;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The windows of models whose reference is their own past: kept, given out as a baseline, and let go when no later window
 * is compared with them. Which windows those are is an {@link OwnPast}'s business; of other models nothing is kept.
 */
final class ReferenceDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceDesk.class);

    /** Windows are kept while no more than this share of the memory is in use: the rest is for those that are open. */
    private static final double MOST_MEMORY = 0.5;

    private final DetectorConfig config;
    private final ReferenceStore store;
    private final StoreWeights weights;
    private final LimitWatch watch;

    ReferenceDesk(DetectorConfig config, ReferenceStore store, StoreWeights weights, LimitWatch watch) {
        this.config = config;
        this.store = store;
        this.weights = weights;
        this.watch = watch;
    }

    void restore() {
        store.restore();
    }

    /** Gives up the windows of models that configuration compares with something else now. */
    void dropUnwanted() {
        for (ReferenceStore.Owner owner : store.owners()) {
            if (pastOf(owner.model().model()).isEmpty()) {
                LOG.info("action=drop-reference model={}", owner.model());
                store.drop(owner.model(), owner.segment());
            }
        }
    }

    /** The rule by which the model is compared with its own past; empty where it is not. */
    Optional<OwnPast> pastOf(String model) {
        return OwnPast.of(config.policyOf(model).reference());
    }

    /**
     * What a window is compared with; empty while there is not yet a reference.
     *
     * @param policy how the model is decided on
     * @param published the model's baseline in force, empty where there is none
     */
    Optional<Comparand> reference(
            OwnPast past, WindowCounts window, ModelPolicy policy, Optional<BaselineSet> published) {
        ModelVersion model = window.model();
        String segment = window.segment();
        return new OwnReference(past, policy, published)
                .before(store.windows(model, segment), window.window(), one -> store.get(model, segment, one));
    }

    /**
     * Keeps what later windows may be compared with, and lets go what none is.
     *
     * @param closed the window that closed
     * @param entering what may enter references because of it
     */
    void closed(OwnPast past, WindowCounts closed, Optional<WindowCounts> entering) {
        ModelVersion model = closed.model();
        String segment = closed.segment();
        // What goes makes room for what enters: else, at the limit of memory, a reference would stay what it is.
        past.outOfReach(store.windows(model, segment), closed.window())
                .forEach(one -> store.delete(model, segment, one));
        entering.filter(window -> past.takes(store.windows(model, segment), window.window()))
                .ifPresent(this::keep);
    }

    private void keep(WindowCounts window) {
        if (weights.pressed(MOST_MEMORY)) {
            watch.exceeded(
                    Limit.MAX_WINDOW_MEMORY,
                    () -> "kept no window of " + window.model() + " to compare later ones with: " + window.window());
        } else {
            store.put(window);
        }
    }
}
