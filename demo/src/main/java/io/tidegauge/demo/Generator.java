package io.tidegauge.demo;

import java.io.PrintWriter;
import java.time.InstantSource;

/** Publishes the story to a cluster elsewhere, whose detector is configured as it likes. */
final class Generator {

    private final long seed;
    private final PrintWriter out;

    Generator(long seed, PrintWriter out) {
        this.seed = seed;
        this.out = out;
    }

    /** Publishes the baseline and the story, and goes on in real time until stopped. */
    void run(String bootstrapServers, String registryUrl) throws InterruptedException {
        InstantSource clock = InstantSource.system();
        StoryPlay play = new StoryPlay(seed, StoryPlay.WINDOW_PASSES_IN, clock, out);
        try (StopSignal stop = new StopSignal();
                StoryPublisher publisher =
                        new StoryPublisher(play, DemoConfig.of(bootstrapServers, registryUrl), clock)) {
            publisher.publish(play.baseline());
            play.introduce();
            publisher.play(stop);
        }
    }
}
