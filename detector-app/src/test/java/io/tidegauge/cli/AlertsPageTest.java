package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.calibrate.Calibrator;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.Decision;
import io.tidegauge.decide.ModelDecider;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.decide.ModelWindow;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/alerts.md: its example is an alert that the detector's own code gives, and it explains every field of it. */
class AlertsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "alerts.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)\n```");
    private static final Set<String> SHOWN = Set.of("baseline_q50", "effect_js", "effect_ks", "psi", "window_q50");

    private static final String FEATURE = "review_scores_rating";
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long START = Instant.parse("2026-02-02T00:00:00Z").toEpochMilli();
    private static final int BASELINE_HOURS = 14 * 24;

    @Test
    void theExampleIsWhatTheDetectorWrites() throws IOException {
        String example = new AlertView().json(shortened(example())).pretty();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(
                    PAGE,
                    EXAMPLE.matcher(Files.readString(PAGE))
                            .replaceFirst(found -> Matcher.quoteReplacement("```json\n" + example + "\n```")));
        }
        same(json(shownExample()), json(example), "docs/alerts.md; write it anew with -Ddocs.write=true");
    }

    @Test
    void everyFieldIsExplained() throws IOException {
        List<String> explained = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([a-z_]+)`")
                        .matcher(line.substring(0, line.indexOf('|', 1)))
                        .results()
                        .map(found -> found.group(1)))
                .toList();
        List<String> fields = new ArrayList<>();
        json(shownExample()).fieldNames().forEachRemaining(fields::add);
        assertThat(explained).containsExactlyInAnyOrderElementsOf(fields);
    }

    private static String shownExample() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    /** Equal, numbers but for what rounding on another machine may do. */
    private static void same(JsonNode shown, JsonNode written, String what) {
        assertThat(shown.getNodeType()).as(what).isEqualTo(written.getNodeType());
        if (written.isContainerNode()) {
            assertThat(shown.size()).as(what).isEqualTo(written.size());
            List<String> names = new ArrayList<>();
            written.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> same(shown.path(name), written.get(name), what + ": " + name));
            for (int i = 0; written.isArray() && i < written.size(); i++) {
                same(shown.get(i), written.get(i), what + ": " + i);
            }
        } else if (written.isDouble()) {
            assertThat(shown.asDouble())
                    .as(what)
                    .isCloseTo(written.asDouble(), within(1e-6 * Math.abs(written.asDouble())));
        } else {
            assertThat(shown).as(what).isEqualTo(written);
        }
    }

    /** The second of two hours in which ratings are lower than they ever were at that hour. */
    private static DriftAlert example() {
        Random random = new Random(20_260_202);
        SortedMap<Long, LiveProfile> hours = new TreeMap<>();
        long rows = 0;
        for (int hour = 0; hour < BASELINE_HOURS; hour++) {
            LiveProfile block = ratings(random, 300, 0);
            hours.put(START + hour * HOUR, block);
            rows += block.toProfile().rows();
        }
        FeatureProfile baseline = FeatureProfile.empty(KeyMapping.STANDARD);
        for (LiveProfile block : hours.values()) {
            baseline = baseline.merge(block.toProfile());
        }
        CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, baseline);
        SortedMap<Long, long[]> blocks = new TreeMap<>();
        hours.forEach((start, block) -> blocks.put(
                start, layout.counts(block.toProfile(), block.toProfile().rows())));
        Calibrator calibrator = Calibrator.of(
                FeatureKind.NUMERIC, baseline, rows, Optional.of(BaselineBlocks.of(layout, HOUR, blocks)));
        ModelDecider decider = new ModelDecider(ModelPolicy.standard(Cadence.tumbling(Duration.ofHours(1))));
        Decision decision = new Decision(List.of(), new TreeMap<TrackKey, AlertTrack>());
        for (int hour = BASELINE_HOURS + 8; hour < BASELINE_HOURS + 10; hour++) {
            TimeWindow window = new TimeWindow(START + hour * HOUR, START + (hour + 1) * HOUR);
            FeatureProfile now = ratings(random, 300, 4).toProfile();
            FeatureComparison c = FeatureComparator.compare(
                    FEATURE, FeatureKind.NUMERIC, baseline, rows, now, now.rows(), calibrator.significance(window));
            decision = decider.decide(
                    new ModelWindow(
                            new ModelVersion("rental-price", "7"),
                            "*",
                            window,
                            now.rows(),
                            "2026-02",
                            new TreeMap<>(Map.of(FEATURE, c)),
                            new TreeSet<>()),
                    decision.tracks());
        }
        return decision.alerts().get(0);
    }

    /** Ratings of at most 100, most of them high; each lot has a level of its own. */
    private static LiveProfile ratings(Random random, int rows, double fall) {
        double level = 96 - fall + random.nextGaussian() / 2;
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < rows; i++) {
            live.addNumber(Math.max(20, Math.min(100, Math.rint(level + 5 * random.nextGaussian()))));
        }
        return live;
    }

    /** With a few of its statistics. */
    private static DriftAlert shortened(DriftAlert alert) {
        SortedMap<String, Double> shown = new TreeMap<>(alert.statistics());
        shown.keySet().retainAll(SHOWN);
        return new DriftAlert(
                alert.alertId(),
                alert.state(),
                alert.severity(),
                alert.kind(),
                alert.model(),
                alert.segment(),
                alert.feature(),
                alert.window(),
                alert.windowRows(),
                alert.baselineRows(),
                alert.evidence(),
                shown,
                alert.baselineId(),
                alert.incidentId(),
                alert.moved(),
                alert.summary());
    }
}
