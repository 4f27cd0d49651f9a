package io.tidegauge.topology;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;

/** What stage 2 writes. */
sealed interface Published {

    /** The topic's key. */
    String key();

    record Report(FeatureReport report) implements Published {
        @Override
        public String key() {
            return report.model() + "/" + report.feature();
        }
    }

    record Alert(DriftAlert alert) implements Published {
        @Override
        public String key() {
            return alert.alertId();
        }
    }
}
