package io.tidegauge.runtime;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.event.Limit;
import io.tidegauge.topology.DetectorListener;

/** Tells both. */
record ListenerPair(DetectorListener first, DetectorListener second) implements DetectorListener {

    @Override
    public void events(Outcome outcome, long count) {
        first.events(outcome, count);
        second.events(outcome, count);
    }

    @Override
    public void windowClosed(FeatureReport report) {
        first.windowClosed(report);
        second.windowClosed(report);
    }

    @Override
    public void reported(FeatureReport report) {
        first.reported(report);
        second.reported(report);
    }

    @Override
    public void alerted(DriftAlert alert) {
        first.alerted(alert);
        second.alerted(alert);
    }

    @Override
    public void watermark(String topic, int partition, long watermarkMs) {
        first.watermark(topic, partition, watermarkMs);
        second.watermark(topic, partition, watermarkMs);
    }

    @Override
    public void limitExceeded(Limit limit) {
        first.limitExceeded(limit);
        second.limitExceeded(limit);
    }

    @Override
    public void lost(String topic, long atMost) {
        first.lost(topic, atMost);
        second.lost(topic, atMost);
    }
}
