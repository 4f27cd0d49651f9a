package io.tidegauge.assess;

import io.tidegauge.alert.ComparedWith;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.compare.Significance;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;

/** What a window is compared with, and by which laws of chance. */
public sealed interface Comparand permits PublishedComparand, OwnComparand {

    /** A baseline that was published, by the laws of its own blocks. */
    static Comparand of(BaselineSet set) {
        return new PublishedComparand(set);
    }

    /** The features to compare with. */
    BaselineSet set();

    /**
     * What one feature of a window is judged by.
     *
     * @param feature one of the set's
     * @param kind how it is compared
     * @param calibrators those of published baselines, kept from window to window
     */
    Significance significance(FeatureBaseline feature, FeatureKind kind, TimeWindow window, Calibrators calibrators);

    /** What sentences call it. */
    ComparedWith with();

    /** The set's id, as reports and alerts have it. */
    default String id() {
        return set().manifest().baselineId();
    }
}
