package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.benchmarks.Services;
import io.tidegauge.demo.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;

/** Measures what a detector with its defaults writes to internal topics when events come in as they happen. */
final class PacedContest {

    private static final int FEATURES = 20;
    private static final int WARM_UP_COMMITS = 3;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** What a commit sends has been sent when nothing more came for so long. */
    private static final Duration QUIET = Duration.ofMillis(1_500);

    private static final Duration LONGEST_COMMIT = StreamsDefaults.COMMIT_INTERVAL.multipliedBy(4);

    private final Services services;
    private final Path state;
    private final Progress progress;

    PacedContest(Services services, Path state, Progress progress) {
        this.services = services;
        this.state = state;
        this.progress = progress;
    }

    /** What had been used and published at one moment. */
    private record Moment(Usage used, long published, long bytes, Load load) {}

    /** Publishes at the rate, lets a few commits pass, and measures over the following ones. */
    Paced measure(int eventsPerSecond, int commits) throws IOException, InterruptedException {
        String topic = "live-" + eventsPerSecond;
        EmbeddedBroker.createTopics(
                services.bootstrapServers(), List.of(new NewTopic(topic, TopicSpec.PARTITIONS, (short) 1)));
        Workload workload = new Workload(FEATURES, TopicSpec.USUAL_MODELS);
        try (LivePublisher publisher = new LivePublisher(services, topic, eventsPerSecond, workload::event);
                LiveDetector detector =
                        LiveDetector.start(services, topic, "paced-" + eventsPerSecond, state, List.of())) {
            publisher.start();
            progress.begin("paced, " + eventsPerSecond + " events/s, commits", WARM_UP_COMMITS + commits);
            for (int i = 0; i < WARM_UP_COMMITS; i++) {
                afterCommit(detector);
                progress.at(i + 1);
            }
            Moment first = moment(detector, publisher);
            for (int i = 0; i < commits; i++) {
                afterCommit(detector);
                progress.at(WARM_UP_COMMITS + i + 1);
            }
            progress.end();
            return paced(first, moment(detector, publisher), commits);
        }
    }

    private static Paced paced(Moment first, Moment last, int commits) {
        double nanos = last.used.nanos() - first.used.nanos();
        InternalBytes sent = last.used.sent().since(first.used.sent());
        long published = last.published - first.published;
        return new Paced(
                published * 1e9 / nanos,
                (double) (last.used.events() - first.used.events()) / published,
                TopicSpec.PARTITIONS,
                FEATURES,
                TopicSpec.USUAL_MODELS,
                commits,
                last.bytes - first.bytes,
                sent.repartition(),
                sent.changelog(),
                (last.used.processorNanos() - first.used.processorNanos()) / nanos,
                last.load.othersSince(first.load).orElse(Double.NaN));
    }

    private static Moment moment(LiveDetector detector, LivePublisher publisher) throws IOException {
        return new Moment(detector.used(), publisher.published(), publisher.bytes(), Load.now());
    }

    /** Waits until partials have been sent, and then until all has been sent that follows from them. */
    private static void afterCommit(LiveDetector detector) throws IOException {
        long deadline = System.nanoTime() + LONGEST_COMMIT.toNanos() + TimeUnit.SECONDS.toNanos(60);
        InternalBytes before = detector.used().sent();
        long changed = 0;
        while (changed == 0 || System.nanoTime() - changed < QUIET.toNanos()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            InternalBytes now = detector.used().sent();
            if (!now.equals(before)) {
                changed = System.nanoTime();
                before = now;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the detector has not committed, or writes all the time");
            }
        }
    }
}
