package io.tidegauge.assess;

import io.tidegauge.alert.ComparedWith;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.compare.Significance;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;

/** A published baseline. */
record PublishedComparand(BaselineSet set) implements Comparand {

    @Override
    public ComparedWith with() {
        return ComparedWith.BASELINE;
    }

    @Override
    public Significance significance(
            FeatureBaseline feature, FeatureKind kind, TimeWindow window, Calibrators calibrators) {
        return calibrators.of(feature, kind).significance(window);
    }
}
