package io.tidegauge.backtest;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.assess.Assessment;
import io.tidegauge.assess.Comparand;
import io.tidegauge.assess.Counted;
import io.tidegauge.assess.Remembered;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Our own rule over windows and their days, by the code that the detector runs. */
public final class OwnRun implements PolicyRun {

    private static final String SEGMENT = "*";

    private final WindowAssessor assessor = new WindowAssessor();
    private final BaselineSet baseline;
    private final ModelPolicy policy;
    private final Optional<OwnWindows> past;
    private final Map<String, DriftAlert> open = new HashMap<>();
    private final List<Measured> measured = new ArrayList<>();
    private Remembered remembered = Remembered.NOTHING;
    private @Nullable Day day;

    /** A UTC day in the making. */
    private record Day(TimeWindow window, Counted counted) {}

    /**
     * Windows of the baseline's model.
     *
     * @param policy how it is decided on; its cadence is that of the windows
     */
    public OwnRun(BaselineSet baseline, ModelPolicy policy) {
        this.baseline = baseline;
        this.policy = policy;
        this.past = OwnWindows.of(policy, baseline);
    }

    /** What opens with the window, and with the day before it where that is over. */
    @Override
    public List<Opening> next(PastWindow window) {
        List<Opening> openings = new ArrayList<>(closeDay(window));
        WindowCounts counts = counts(window.window(), window.counted());
        Assessment assessment = comparand(counts)
                .map(comparand -> assessor.assess(counts, window.counted(), comparand, policy, 1, remembered))
                .orElseGet(() -> assessor.withoutBaseline(counts, window.counted(), policy, remembered));
        openings.addAll(told(assessment, window.number()));
        past.ifPresent(windows -> windows.closed(counts, assessment.entering()));
        assessment
                .reports()
                .forEach(report -> measured.add(
                        new Measured(report.feature(), window.number(), report.effect(), report.pValue())));
        if (policy.cadence().days()) {
            add(window);
        }
        return openings;
    }

    @Override
    public SortedSet<String> firing() {
        return open.values().stream()
                .filter(alert -> Opening.isUrgent(alert.severity()))
                .map(DriftAlert::feature)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Comparand> comparand(WindowCounts counts) {
        return past.isPresent() ? past.get().comparand(counts) : Optional.of(Comparand.of(baseline));
    }

    /** A day closes before the first window that begins after it. */
    private List<Opening> closeDay(PastWindow window) {
        Day over = day;
        if (over == null || window.window().startMs() < over.window().endMs()) {
            return List.of();
        }
        day = null;
        return told(
                assessor.assessDay(counts(over.window(), over.counted()), baseline, policy, remembered),
                window.number() - 1);
    }

    private void add(PastWindow window) {
        Day before = day;
        day = before == null
                ? new Day(TimeWindow.dayOf(window.window().startMs()), window.counted())
                : new Day(before.window(), before.counted().merge(window.counted()));
    }

    /** What the reports of the windows so far say, in the order of the windows. */
    public List<Measured> measured() {
        return List.copyOf(measured);
    }

    private WindowCounts counts(TimeWindow window, Counted counted) {
        return new WindowCounts(baseline.manifest().model(), SEGMENT, window, counted, 0, List.of());
    }

    private List<Opening> told(Assessment assessment, int number) {
        remembered = assessment.remembered();
        List<Opening> openings = new ArrayList<>();
        for (DriftAlert alert : assessment.alerts()) {
            if (alert.state() == AlertState.RESOLVED) {
                open.remove(alert.alertId());
            } else if (alert.state() == AlertState.FIRING) {
                DriftAlert before = open.put(alert.alertId(), alert);
                if (before == null || before.severity().compareTo(alert.severity()) < 0) {
                    openings.add(opening(alert, before != null && Opening.isUrgent(before.severity()), number));
                }
            }
        }
        return openings;
    }

    private static Opening opening(DriftAlert alert, boolean again, int number) {
        return new Opening(
                alert.feature(), alert.kind().name(), alert.severity(), again, number, alert.window(), alert.summary());
    }
}
