package io.tidegauge.cluster;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Detector;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The product's own detector, running in this JVM until closed. */
public final class RunningDetector implements AutoCloseable {

    private final Detector detector;

    private RunningDetector(Detector detector) {
        this.detector = detector;
    }

    /** Starts it and waits until it has its tasks. */
    public static RunningDetector start(DetectorConfig config) throws InterruptedException {
        Detector detector = new Detector(config);
        detector.start();
        RunningDetector running = new RunningDetector(detector);
        Awaitility.await("detector of " + config.applicationId() + " to be ready")
                .atMost(Duration.ofSeconds(60))
                .until(() -> detector.ready().well());
        return running;
    }

    public Detector detector() {
        return detector;
    }

    @Override
    public void close() {
        detector.close();
    }
}
