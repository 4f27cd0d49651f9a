package io.tidegauge.topology;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import java.util.Map;

/** Adds up what became of events. */
record CountingListener(Map<DetectorListener.Outcome, Long> outcomes) implements DetectorListener {

    @Override
    public void events(Outcome outcome, long count) {
        outcomes.merge(outcome, count, Long::sum);
    }

    @Override
    public void windowClosed(FeatureReport report) {}

    @Override
    public void reported(FeatureReport report) {}

    @Override
    public void alerted(DriftAlert alert) {}

    @Override
    public void watermark(String topic, int partition, long watermarkMs) {}
}
