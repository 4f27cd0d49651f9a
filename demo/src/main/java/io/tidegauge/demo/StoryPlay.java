package io.tidegauge.demo;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineSet;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The story as it is played: its dates, its pace, its baseline, and what is said about it on the way. */
final class StoryPlay {

    /** The demo's usual wall-clock time of one window. */
    static final Duration WINDOW_PASSES_IN = Duration.ofMillis(1_600);

    /** Windows after the story that also pass in compressed time, so that its last ones can close. */
    private static final int WINDOWS_TO_CLOSE = 2;

    /** Windows before the story that the baseline is made of: more than chance can be learned from. */
    private static final int BASELINE_WINDOWS = 40;

    private static final String BASELINE_ID = "quiet";

    private final Story story;
    private final long seed;
    private final Duration windowPassesIn;
    private final InstantSource clock;
    private final PrintWriter out;
    private final AlertWords words = new AlertWords(ZoneId.systemDefault());
    private final List<DriftAlert> alerts = new ArrayList<>();

    /**
     * Dates the story so that it is over when it has caught up with the clock.
     *
     * @param seed decides which listings are drawn
     * @param windowPassesIn wall-clock time of one window while time is compressed
     */
    StoryPlay(long seed, Duration windowPassesIn, InstantSource clock, PrintWriter out) {
        this.story = Story.endingBy(clock.millis() - WINDOWS_TO_CLOSE * Story.WINDOW.toMillis());
        this.seed = seed;
        this.windowPassesIn = windowPassesIn;
        this.clock = clock;
        this.out = out;
    }

    Story story() {
        return story;
    }

    long seed() {
        return seed;
    }

    /** How long the story takes on the wall clock. */
    Duration length() {
        return windowPassesIn.multipliedBy(story.windows() + WINDOWS_TO_CLOSE);
    }

    /** The pace of a play that begins now. */
    Pace paceFromNow() {
        double factor = (double) Story.WINDOW.toMillis() / windowPassesIn.toMillis();
        return new Pace(story.startMs(), clock.millis(), factor);
    }

    /** A baseline of quiet events from before the story, in force from its beginning. */
    BaselineSet baseline() {
        RentalEvents events = new RentalEvents(seed);
        BaselineBuilder builder = new BaselineBuilder(Story.WINDOW.toMillis());
        int rows = BASELINE_WINDOWS * story.rowsPerWindow();
        for (long row = -rows; row < 0; row++) {
            builder.add(events.event(row, story.timeOf(row), Optional.empty()));
        }
        BaselineOrigin origin =
                new BaselineOrigin(RentalModel.MODEL, BASELINE_ID, Map.of(), story.startMs(), clock.millis());
        return builder.build(origin, rows + " generated events, seed " + seed);
    }

    /** Says what is going to be seen. */
    void introduce() {
        out.printf(
                Locale.ROOT,
                "A model predicts rental prices, %d times in each window of %d minutes. %d windows pass in %d seconds.%n",
                story.rowsPerWindow(),
                story.window().toMinutes(),
                story.windows(),
                length().toSeconds());
        out.println("It begins quietly, and then three things go wrong. Times are event time.");
        out.println();
    }

    /** Says that something goes wrong, or is repaired. */
    void tell(int window, Optional<Fault> before, Optional<Fault> fault) {
        String news =
                fault.map(Fault::told).or(() -> before.map(Fault::repaired)).orElseThrow();
        out.println(words.span(story.windowAt(window)) + "  ........  " + news);
    }

    /** Notes what the detector says, and says it. */
    void hear(List<DriftAlert> news) {
        alerts.addAll(news);
        news.forEach(alert -> words.line(alert).ifPresent(out::println));
    }

    /**
     * Says whether the detector told the story as it was.
     *
     * @param closedUpToMs event time up to which it has closed windows
     * @param calmWindows how many windows in a row must be calm before an alert is resolved
     */
    boolean judge(long closedUpToMs, int calmWindows) {
        Verdict verdict = Verdict.of(story, alerts, calmWindows);
        out.println();
        if (closedUpToMs < story.endMs()) {
            out.println("The detector has not closed the story's last window in time.");
        }
        verdict.problems().forEach(out::println);
        if (verdict.passed()) {
            out.println("The detector fired on all " + story.faults().size()
                    + " faults, each under its kind, and on nothing else.");
        }
        return verdict.passed() && closedUpToMs >= story.endMs();
    }
}
