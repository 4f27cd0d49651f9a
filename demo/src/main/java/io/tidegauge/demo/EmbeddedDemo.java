package io.tidegauge.demo;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Detector;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;

/** The whole story in one JVM: broker, registry, producer, detector, and a reader of what it says. */
final class EmbeddedDemo {

    /** How long the detector may take to close the story's last window, once all of it has been published. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long seed;
    private final Duration windowPassesIn;
    private final PrintWriter out;
    private final InstantSource clock = InstantSource.system();

    /**
     * Prepares it.
     *
     * @param seed decides which listings are drawn
     * @param windowPassesIn wall-clock time of one window while time is compressed
     */
    EmbeddedDemo(long seed, Duration windowPassesIn, PrintWriter out) {
        this.seed = seed;
        this.windowPassesIn = windowPassesIn;
        this.out = out;
    }

    /**
     * Plays the story and judges what the detector said; then, unless it is to be played once, goes on in real time.
     *
     * @return whether the detector told the story as it was
     */
    boolean play(Ports ports, boolean once) throws InterruptedException {
        try (StopSignal stop = new StopSignal();
                TemporaryDirectory state = TemporaryDirectory.create("state");
                DemoCluster cluster = DemoCluster.start(ports.kafka(), ports.registry())) {
            DetectorConfig config =
                    DemoConfig.of(cluster.bootstrapServers(), cluster.registryUrl(), state.path(), ports.http());
            cluster.createTopics(config);
            return play(config, stop, once);
        }
    }

    private boolean play(DetectorConfig config, StopSignal stop, boolean once) throws InterruptedException {
        StoryPlay play = new StoryPlay(seed, windowPassesIn, clock, out);
        Background background = new Background(stop);
        try (StoryPublisher publisher = new StoryPublisher(play, config, clock);
                Detector detector = new Detector(config);
                AlertFollower follower = new AlertFollower(config)) {
            publisher.publish(play.baseline());
            detector.start();
            introduce(play, config, detector);
            background.start("detector", detector::await);
            Thread publishing = background.start("publisher", () -> publisher.play(stop));
            boolean passed = judge(play, config, follower, stop);
            if (!once) {
                hearUntilStopped(play, follower, stop);
            }
            stop.stop();
            publishing.join();
            background.rethrow();
            return passed;
        }
    }

    private void introduce(StoryPlay play, DetectorConfig config, Detector detector) {
        String http = "http://127.0.0.1:" + detector.port().orElseThrow();
        out.println("Broker    " + config.bootstrapServers());
        out.println("Registry  " + config.registry().url());
        out.println("Metrics   " + http + "/metrics");
        out.println("Health    " + http + "/health/ready");
        out.println();
        play.introduce();
    }

    /** Hears the detector until it has closed the story's last window, and judges. */
    private boolean judge(StoryPlay play, DetectorConfig config, AlertFollower follower, StopSignal stop) {
        long deadlineMs = clock.millis() + play.length().plus(PATIENCE).toMillis();
        while (follower.closedUpToMs() < play.story().endMs() && !stop.stopped() && clock.millis() < deadlineMs) {
            play.hear(follower.poll());
        }
        if (stop.stopped()) {
            return false;
        }
        play.hear(follower.rest());
        return play.judge(follower.closedUpToMs(), config.decision().calmWindows());
    }

    private void hearUntilStopped(StoryPlay play, AlertFollower follower, StopSignal stop) {
        if (!stop.stopped()) {
            out.println(
                    "From here on all is well, in real time, until Ctrl-C; publish to the broker above what you like.");
        }
        while (!stop.stopped()) {
            play.hear(follower.poll());
        }
    }
}
