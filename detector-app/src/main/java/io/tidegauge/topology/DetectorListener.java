package io.tidegauge.topology;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.event.Limit;

/** What the topology tells the outside while it works: metrics hang on this. Called from stream threads. */
public interface DetectorListener {

    /** What became of an event; {@code consumed = profiled + late + deadLettered + ignored}. */
    enum Outcome {
        CONSUMED,
        PROFILED,
        LATE,
        DEAD_LETTERED,
        IGNORED
    }

    void events(Outcome outcome, long count);

    /** A window of a model closed; {@code report} is its {@code *} report. */
    void windowClosed(FeatureReport report);

    /** A feature's report was written. */
    void reported(FeatureReport report);

    void alerted(DriftAlert alert);

    /** A partition's watermark, event time in milliseconds. */
    void watermark(String topic, int partition, long watermarkMs);

    /** A limit took effect: something was left out, refused, or done earlier than it would have been. */
    default void limitExceeded(Limit limit) {}

    /**
     * Records of an event topic were deleted before they were read: never consumed, so in no account.
     *
     * @param atMost how many at the most: offsets count what is no record, too
     */
    default void lost(String topic, long atMost) {}

    /** Tells nobody. */
    DetectorListener NONE = new DetectorListener() {
        @Override
        public void events(Outcome outcome, long count) {}

        @Override
        public void windowClosed(FeatureReport report) {}

        @Override
        public void reported(FeatureReport report) {}

        @Override
        public void alerted(DriftAlert alert) {}

        @Override
        public void watermark(String topic, int partition, long watermarkMs) {}
    };
}
