package io.tidegauge.assess;

import io.tidegauge.alert.ComparedWith;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.Calibrator;
import io.tidegauge.calibrate.EarlierBlocks;
import io.tidegauge.compare.Significance;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A model's own windows. Where there are enough of them, they are the blocks that show what chance does; where not, the
 * blocks of a published baseline show what it does to windows that are held against windows; else nothing does.
 */
final class OwnComparand implements Comparand {

    private final BaselineSet set;
    private final Optional<BaselineSet> published;
    private final EarlierBlocks.Span before;
    private final ComparedWith with;
    private final Map<String, Calibrator> made = new HashMap<>();

    /**
     * Windows to compare with.
     *
     * @param published the model's baseline in force, empty where there is none
     * @param before which time the windows are of, seen from one that is compared with them
     * @param with what sentences call them
     */
    OwnComparand(BaselineSet set, Optional<BaselineSet> published, EarlierBlocks.Span before, ComparedWith with) {
        this.set = set;
        this.published = published;
        this.before = before;
        this.with = with;
    }

    @Override
    public BaselineSet set() {
        return set;
    }

    @Override
    public ComparedWith with() {
        return with;
    }

    @Override
    public Significance significance(
            FeatureBaseline feature, FeatureKind kind, TimeWindow window, Calibrators calibrators) {
        Optional<Significance> ofPublished = feature.blocks().isPresent()
                ? Optional.empty()
                : published
                        .map(all -> all.features().get(feature.feature()))
                        .flatMap(fixed -> calibrators.earlier(fixed, kind, window.sizeMs(), before))
                        .flatMap(laws -> laws.significance(feature.profile(), feature.rows()));
        return ofPublished.orElseGet(() -> made.computeIfAbsent(
                        feature.feature(),
                        name -> Calibrator.of(kind, feature.profile(), feature.rows(), feature.blocks()))
                .significance(window));
    }
}
