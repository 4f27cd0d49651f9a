package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Excess;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.LimitSettings;
import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.Limit;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.testkit.EventBuilder;
import io.tidegauge.testkit.TestConfigs;
import io.tidegauge.testkit.TopologyFixture;
import io.tidegauge.topology.DetectorListener.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stage 2 does with more than it may hold: it is left out, told, and counted. */
class LimitsTest {

    private static final long MINUTE = 60_000;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final long T0 = NOW.minus(Duration.ofDays(50)).toEpochMilli();

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Limit, Long> exceeded = new EnumMap<>(Limit.class);
    private final List<FeatureReport> reports = new ArrayList<>();
    private final List<DriftAlert> alerts = new ArrayList<>();
    private TopologyFixture fixture;
    private long published;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void modelsWithoutABaselineAreTakenInUpToTheLimitAndOthersAlways() {
        start(limits(Limit.MAX_MODELS, 3), Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            publish(event("m" + i, "1", T0).number("x", i));
        }
        fixture.publish(baseline("m4", "1"));
        fixture.publish(baseline("other", "1"));
        publish(event("m3", "1", T0).number("x", 1));
        publish(event("m4", "1", T0).number("x", 1));
        publish(event("other", "1", T0).number("x", 1));
        publish(event("m0", "2", T0).number("x", 1));
        finish();

        assertThat(rows("*"))
                .isEqualTo(Map.of("m0/1", 1L, "m0/2", 1L, "m1/1", 1L, "m2/1", 1L, "m4/1", 1L, "other/1", 1L));
        assertThat(outcomes).containsEntry(Outcome.IGNORED, 3L);
        assertThat(exceeded).containsEntry(Limit.MAX_MODELS, 3L);
        assertThat(limitAlerts())
                .as("one, under the first refused model's name; the baselines made no room")
                .containsExactly(tuple("m3/1", "$limits.max-models", AlertState.FIRING, Severity.WARNING));
        assertThat(alerts.get(0).summary()).contains("limits.max-models (3)").contains("rows of m3 ");
    }

    @Test
    void aModelThatIsSilentForAMonthMakesRoomAndTheAlertIsResolved() {
        start(limits(Limit.MAX_MODELS, 2), Duration.ZERO);
        publish(event("silent", "1", T0).number("x", 1));
        publish(event("lives", "1", T0).number("x", 1));
        publish(event("late-comer", "1", T0 + MINUTE).number("x", 1));
        for (int day = 1; day <= 29; day++) {
            publish(event("lives", "1", T0 + day * DAY).number("x", 1));
        }
        publish(event("late-comer", "1", T0 + 29 * DAY).number("x", 1));
        publish(event("lives", "1", T0 + 31 * DAY).number("x", 1));
        fixture.advance(Duration.ofSeconds(2));
        publish(event("late-comer", "1", T0 + 31 * DAY).number("x", 1));
        publish(event("silent", "1", T0 + 31 * DAY).number("x", 1));
        publish(event("late-comer", "1", T0).number("x", 1));
        finish();

        assertThat(rows("*")).isEqualTo(Map.of("silent/1", 1L, "lives/1", 31L, "late-comer/1", 1L));
        assertThat(outcomes)
                .as("late-comer twice before there was room, then silent, which has lost its place")
                .containsEntry(Outcome.IGNORED, 3L)
                .as("what may have been reported of a model that was forgotten is not opened again")
                .containsEntry(Outcome.LATE, 1L);
        assertThat(limitAlerts())
                .containsExactly(
                        tuple("late-comer/1", "$limits.max-models", AlertState.FIRING, Severity.WARNING),
                        tuple("late-comer/1", "$limits.max-models", AlertState.RESOLVED, Severity.WARNING),
                        tuple("silent/1", "$limits.max-models", AlertState.FIRING, Severity.WARNING));
    }

    @Test
    void versionsWithoutABaselineAreTakenInUpToTheLimit() {
        start(limits(Limit.MAX_VERSIONS, 2), Duration.ZERO);
        fixture.publish(baseline("m", "with-baseline"));
        for (String version : List.of("1", "2", "3", "4", "with-baseline")) {
            publish(event("m", version, T0).number("x", 1));
        }
        publish(event("n", "3", T0).number("x", 1));
        finish();

        assertThat(rows("*")).isEqualTo(Map.of("m/1", 1L, "m/2", 1L, "m/with-baseline", 1L, "n/3", 1L));
        assertThat(outcomes).containsEntry(Outcome.IGNORED, 2L);
        assertThat(limitAlerts())
                .containsExactly(tuple("m/3", "$limits.max-versions", AlertState.FIRING, Severity.WARNING));
    }

    @Test
    void featuresOfTheBaselineComeFirstAndOthersUpToTheLimit() {
        start(limits(Limit.MAX_FEATURES, 10), Duration.ZERO);
        fixture.publish(baseline("m", "1"));
        for (int i = 0; i < 100; i++) {
            publish(event("m", "1", T0 + i).number("made-of-" + i, i).prediction(i));
        }
        for (int i = 0; i < 40; i++) {
            publish(event("m", "1", T0 + i).number("x", i));
        }
        publish(event("m", "1", T0 + MINUTE).number("x", 1));
        finish();

        assertThat(rows("*")).as("rows are counted whatever they hold").isEqualTo(Map.of("m/1", 141L));
        assertThat(rows("x")).isEqualTo(Map.of("m/1", 141L));
        assertThat(profile("x").rows()).isEqualTo(40);
        assertThat(profile("$prediction").rows()).isEqualTo(100);
        assertThat(reports.stream()
                        .filter(report -> report.feature().startsWith("made-of-"))
                        .map(FeatureReport::feature)
                        .distinct())
                .as("one place of ten is the baseline's")
                .hasSize(9)
                .contains("made-of-0", "made-of-8");
        assertThat(summary().statistics()).containsEntry(Excess.FEATURES_LEFT_OUT, 91.0);
        assertThat(exceeded).containsEntry(Limit.MAX_FEATURES, 91L);
        assertThat(limitAlerts())
                .containsExactly(
                        tuple("m/1", "$limits.max-features", AlertState.FIRING, Severity.WARNING),
                        tuple("m/1", "$limits.max-features", AlertState.RESOLVED, Severity.WARNING));
    }

    @Test
    void moreCategoriesThanTheLimitAreCountedApproximatelyAndToldAsANotice() {
        start(limits(Limit.MAX_CATEGORIES, 20), Duration.ZERO);
        for (int i = 0; i < 1_000; i++) {
            publish(event("m", "1", T0 + i).text("id", "i" + i).text("city", "c" + i % 20));
        }
        finish();

        assertThat(profile("city").categories().approximate()).isFalse();
        assertThat(profile("id").categories().approximate()).isTrue();
        assertThat(profile("id").categories().counts()).hasSizeLessThanOrEqualTo(20);
        assertThat(profile("id").categories().total()).isEqualTo(1_000);
        assertThat(profile("id").categories().distinct()).isBetween(950.0, 1_050.0);
        assertThat(limitAlerts())
                .containsExactly(tuple("m/1", "$limits.max-categories", AlertState.FIRING, Severity.NOTICE));
        assertThat(alerts.get(0).summary()).startsWith("categories: id has more than limits.max-categories (20)");
    }

    @Test
    void beyondTheOpenWindowsOfAVersionItsOldestClosesIncompleteAndOnlyItsOwn() {
        start(limits(Limit.MAX_OPEN_WINDOWS, 4), Duration.ofDays(2));
        publish(event("m", "other", T0 + 1).number("x", 1));
        for (int minute = 0; minute < 10; minute++) {
            publish(event("m", "1", T0 + minute * MINUTE).number("x", minute));
        }
        publish(event("m", "1", T0).number("x", 1));
        publish(event("m", "other", T0 + 2).number("x", 1));
        List<FeatureReport> early = fixture.reports().stream()
                .filter(report -> report.feature().equals(FeatureNames.ALL)
                        && report.window().sizeMs() == MINUTE)
                .toList();
        assertThat(early)
                .as("of eleven windows and days, four are open")
                .hasSize(7)
                .allMatch(report -> !report.complete());
        reports.addAll(early);
        finish();

        assertThat(rows("*")).isEqualTo(Map.of("m/1", 10L, "m/other", 2L));
        assertThat(outcomes).containsEntry(Outcome.LATE, 1L);
        assertThat(limitAlerts())
                .containsExactly(
                        tuple("m/1", "$limits.max-open-windows", AlertState.FIRING, Severity.WARNING),
                        tuple("m/1", "$limits.max-open-windows", AlertState.RESOLVED, Severity.WARNING));
    }

    @Test
    void memoryThatIsShortLeavesOutWhatHasNoBaselineAndThenClosesTheHeaviest() {
        start(limits(Limit.MAX_WINDOW_MEMORY, 1 << 20), Duration.ofDays(2));
        fixture.publish(baseline("m", "1"));
        Map<String, Long> texts = new TreeMap<>();
        for (int i = 0; i < 400; i++) {
            long time = T0 + i % 3 * MINUTE;
            EventBuilder hostile = event("hostile", "1", time);
            for (int feature = 0; feature < 20; feature++) {
                hostile.text("f" + i + "-" + feature, "v".repeat(200));
            }
            publish(hostile);
            if (i % 3 == 0) {
                publish(event("m", "1", time).text("x", "c" + i));
                texts.put("c" + i, 1L);
            }
        }
        assertThat(exceeded.get(Limit.MAX_WINDOW_MEMORY)).isGreaterThan(1_000);
        assertThat(fixture.reports()).as("leaving out was enough").isEmpty();
        for (int minute = 3; minute < 600; minute++) {
            publish(event("hostile", "1", T0 + minute * MINUTE).number("late", 1));
        }
        reports.addAll(fixture.reports());
        assertThat(reports)
                .isNotEmpty()
                .allMatch(report -> report.model().model().equals("hostile"));
        finish();

        Map<String, Long> counted = new TreeMap<>();
        reports.stream()
                .filter(report -> report.model().model().equals("m")
                        && report.feature().equals("x")
                        && report.window().sizeMs() == MINUTE)
                .forEach(report -> FeatureProfile.decode(report.profile())
                        .categories()
                        .counts()
                        .forEach((text, rows) -> counted.merge(text, rows, Long::sum)));
        assertThat(counted).as("the honest model's values, all of them").isEqualTo(texts);
        assertThat(limitAlerts())
                .contains(tuple("hostile/1", "$limits.max-window-memory", AlertState.FIRING, Severity.WARNING))
                .allMatch(alert -> !alert.toList().get(0).equals("m/1"));
    }

    private void start(LimitSettings limits, Duration lateness) {
        DetectorListener listener = new DetectorListener() {
            @Override
            public void events(Outcome outcome, long count) {
                outcomes.merge(outcome, count, Long::sum);
            }

            @Override
            public void limitExceeded(Limit limit) {
                exceeded.merge(limit, 1L, Long::sum);
            }

            @Override
            public void windowClosed(FeatureReport report) {}

            @Override
            public void reported(FeatureReport report) {}

            @Override
            public void alerted(DriftAlert alert) {}

            @Override
            public void watermark(String topic, int partition, long watermarkMs) {}
        };
        fixture = new TopologyFixture(
                TestConfigs.limited(TestConfigs.tumbling(Duration.ofMinutes(1), lateness), limits), NOW, listener);
    }

    private static LimitSettings limits(Limit limit, int value) {
        LimitSettings all = LimitSettings.DEFAULT;
        return new LimitSettings(
                limit == Limit.MAX_FEATURES ? new EventLimits(value, 256, 65_536) : all.event(),
                limit == Limit.MAX_MODELS ? value : all.maxModels(),
                limit == Limit.MAX_VERSIONS ? value : all.maxVersions(),
                limit == Limit.MAX_CATEGORIES ? value : all.maxCategories(),
                limit == Limit.MAX_OPEN_WINDOWS ? value : all.maxOpenWindows(),
                all.maxLiveMemory(),
                limit == Limit.MAX_WINDOW_MEMORY ? value : all.maxWindowMemory());
    }

    private static BaselineSet baseline(String model, String version) {
        List<InferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(event(model, version, T0).number("x", i).build());
        }
        return Baselines.of(events, "b", 0);
    }

    private void publish(EventBuilder event) {
        fixture.publish(event.build());
        published++;
    }

    /** Lets the one partition fall idle, so that every window closes, and holds the accounts against what was published. */
    private void finish() {
        fixture.advance(Duration.ofSeconds(90));
        reports.addAll(fixture.reports());
        alerts.addAll(fixture.alerts());
        long accounted = outcomes.getOrDefault(Outcome.PROFILED, 0L)
                + outcomes.getOrDefault(Outcome.LATE, 0L)
                + outcomes.getOrDefault(Outcome.IGNORED, 0L)
                + outcomes.getOrDefault(Outcome.DEAD_LETTERED, 0L);
        assertThat(outcomes).containsEntry(Outcome.CONSUMED, published);
        assertThat(accounted).isEqualTo(published);
    }

    /** Rows over the small windows, by version, of reports on a feature. */
    private Map<String, Long> rows(String feature) {
        Map<String, Long> rows = new TreeMap<>();
        reports.stream()
                .filter(report ->
                        report.feature().equals(feature) && report.window().sizeMs() == MINUTE)
                .forEach(report -> rows.merge(report.model().toString(), report.rows(), Long::sum));
        return rows;
    }

    private FeatureReport summary() {
        return first(FeatureNames.ALL);
    }

    private FeatureProfile profile(String feature) {
        return FeatureProfile.decode(first(feature).profile());
    }

    private FeatureReport first(String feature) {
        return reports.stream()
                .filter(report ->
                        report.feature().equals(feature) && report.window().sizeMs() == MINUTE)
                .findFirst()
                .orElseThrow();
    }

    private List<Tuple> limitAlerts() {
        return alerts.stream()
                .filter(alert -> alert.kind() == AlertKind.LIMIT_EXCEEDED)
                .map(alert -> tuple(alert.model().toString(), alert.feature(), alert.state(), alert.severity()))
                .toList();
    }
}
