package io.tidegauge.benchmarks.capacity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The run itself: until the kill, then until what was due meanwhile is closed. */
final class Course {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long SAY_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Plan plan;
    private final Site site;
    private final DetectorProcess detector;
    private final ClosedWindows closed;
    private final Traffic traffic;
    private final Figures figures;
    private long nextSaid = System.nanoTime();

    Course(Plan plan, Site site, DetectorProcess detector, ClosedWindows closed, Traffic traffic, Figures figures) {
        this.plan = plan;
        this.site = site;
        this.detector = detector;
        this.closed = closed;
        this.traffic = traffic;
        this.figures = figures;
    }

    void run() throws Exception {
        detector.start();
        detector.awaitRunning(PATIENCE);
        long began = System.nanoTime();
        // Killed where a window is over and not yet due: it is what the next life closes first.
        while (System.nanoTime() - began < plan.minutes * 60e9 || traffic.secondsToWindowEnd() > 0.3) {
            look("before the kill");
        }
        figures.beforeKill(site, detector, closed, traffic);
        detector.kill();
        closed.lookUpToNow();
        long before = closed.windows();
        long killed = System.nanoTime();
        detector.start();
        detector.awaitRunning(PATIENCE);
        figures.running(secondsSince(killed));
        while (closed.windows() == before) {
            look("after the kill");
        }
        figures.firstClosed(secondsSince(killed));
        while (closed.windows() < before + plan.models && secondsSince(killed) < PATIENCE.toSeconds()) {
            look("after the kill");
        }
        figures.allClosed(closed.windows() - before, secondsSince(killed));
        figures.afterAll(detector, closed, traffic);
    }

    private void look(String where) {
        closed.look();
        detector.look();
        if (System.nanoTime() > nextSaid) {
            nextSaid = System.nanoTime() + SAY_EVERY_NANOS;
            Capacity.say(
                    "%s: %,d events sent, %,d windows closed, %,d reports, %d s of the processor, %,d MB resident",
                    where,
                    traffic.sent(),
                    closed.windows(),
                    closed.reports(),
                    detector.processorTime().toSeconds(),
                    detector.mostResident() >> 20);
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
