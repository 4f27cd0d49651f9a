package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Detector;
import io.tidegauge.topology.DetectorListener.Outcome;
import java.util.List;

/**
 * The whole detector as the command {@code run} starts it, with its defaults: meters, endpoints on a free port. A listener
 * counts beside the meters, which is all that is added.
 */
final class DetectorRun implements Run {

    private final DetectorConfig config;
    private final long total;
    private final OutcomeCounter counter = new OutcomeCounter();
    private final Detector detector;

    DetectorRun(DetectorConfig config, long total) {
        this.config = config;
        this.total = total;
        this.detector = new Detector(config, counter, List.of());
    }

    @Override
    public void start() throws InterruptedException {
        DetectorSettings.createTopics(config);
        detector.start();
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long events() {
        return counter.count(Outcome.CONSUMED);
    }

    @Override
    public void finish() {
        counter.awaitProfiled(total);
    }

    @Override
    public boolean worksIn(String threadName) {
        return StreamsDefaults.isStreamThread(threadName);
    }

    @Override
    public void close() {
        detector.close();
    }
}
