package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.compare.Calibration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeaturePolicyTest {

    private static FeaturePolicy importance(double importance) {
        return new FeaturePolicy(Optional.empty(), OptionalDouble.of(importance), Optional.empty(), Optional.empty());
    }

    private static FeaturePolicy effect(MaterialEffect effect) {
        return new FeaturePolicy(Optional.empty(), OptionalDouble.empty(), Optional.of(effect), Optional.empty());
    }

    private static FeaturePolicy mutedUntil(int window) {
        return new FeaturePolicy(
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of(Instant.ofEpochMilli(Episode.window(window).startMs())));
    }

    private static Episode episode(Map<String, FeaturePolicy> features) {
        return new Episode(
                new ModelPolicy(DecisionPolicy.DEFAULT, Episode.HOURLY, Reference.FIXED, new TreeMap<>(features)));
    }

    private static Observed drifting(String feature) {
        return Observed.numeric(feature).drift(0.2, 1e-9);
    }

    @Test
    void aFeatureOfNoImportanceIsNotAlertedOnAtAll() {
        Episode episode = episode(Map.of("f", importance(0)));
        episode.repeat(3, drifting("f").missing(0, 900));
        episode.next(Set.of("f"), Observed.numeric("g"));
        episode.nextDay(drifting("f"));
        assertThat(episode.story()).isEmpty();
    }

    @Test
    void aMutedFeatureIsOutsideTheFamily() {
        // Alone, 0.001 passes 0.5 * 2 / 720 = 0.00139; beside another it would have to pass half of that.
        Observed weak = Observed.numeric("f").drift(0.2, 0.001);
        assertThat(new Episode().repeat(2, weak, Observed.numeric("g")).story()).isEmpty();
        Episode muted = episode(Map.of("g", importance(0)));
        assertThat(muted.repeat(2, weak, Observed.numeric("g")).story()).hasSize(2);
        assertThat(muted.drift()).isEqualTo(new DatasetDrift(1, 1));
    }

    @Test
    void isMutedWhileWindowsBeginBeforeTheTime() {
        Episode episode = episode(Map.of("f", mutedUntil(3)));
        episode.repeat(5, drifting("f"));
        assertThat(episode.story())
                .containsExactly("3: PENDING WARNING DISTRIBUTION f", "4: FIRING WARNING DISTRIBUTION f");
    }

    @Test
    void mutingEndsAnOpenAlert() {
        Episode open = new Episode();
        open.repeat(2, drifting("f"));
        open.nextDay(drifting("g"));
        ModelPolicy muting = new ModelPolicy(
                DecisionPolicy.DEFAULT,
                Episode.HOURLY,
                Reference.FIXED,
                new TreeMap<>(Map.of("f", mutedUntil(100), "g", importance(0))));
        Decision decision = new ModelDecider(muting)
                .decide(
                        new ModelWindow(
                                Episode.MODEL,
                                "*",
                                Episode.window(2),
                                1_000,
                                "b1",
                                new TreeMap<>(Map.of(
                                        "f",
                                        drifting("f").comparison(),
                                        "g",
                                        drifting("g").comparison())),
                                new TreeSet<>()),
                        open.tracks());
        assertThat(decision.alerts())
                .extracting(alert -> alert.feature() + " " + alert.state())
                .containsExactly("f RESOLVED", "g RESOLVED");
        assertThat(decision.alerts()).extracting(DriftAlert::summary).allMatch(text -> text.contains("muted"));
        assertThat(decision.tracks()).isEmpty();
    }

    @Test
    void aWarningOnWhatMattersMostIsCriticalWhilePerformanceIsAlertedOn() {
        Map<String, FeaturePolicy> features = new TreeMap<>();
        IntStream.range(0, 11).forEach(i -> features.put("f" + i, importance(1 + i)));
        Observed[] all = Stream.concat(
                        IntStream.range(0, 11).mapToObj(i -> drifting("f" + i)), Stream.of(drifting("unknown")))
                .toArray(Observed[]::new);
        Episode quiet = episode(features);
        quiet.repeat(2, all);
        assertThat(quiet.story()).noneMatch(line -> line.contains("CRITICAL"));
        Episode failing = episode(features).firing("*", AlertKind.PERFORMANCE);
        failing.repeat(2, all);
        assertThat(failing.story().stream().filter(line -> line.startsWith("1: FIRING CRITICAL")))
                .as("a tenth of twelve features, rounded up, is two")
                .containsExactly("1: FIRING CRITICAL DISTRIBUTION f10", "1: FIRING CRITICAL DISTRIBUTION f9");
        assertThat(failing.story().stream().filter(line -> line.startsWith("1: FIRING WARNING")))
                .hasSize(10);
    }

    @Test
    void leavesTheLastScoreToBeJudgedWhereAnotherIsMuted() {
        FeaturePolicy muted =
                new FeaturePolicy(Optional.empty(), OptionalDouble.of(0), Optional.empty(), Optional.empty());
        Episode episode = episode(Map.of("$score.cat", muted));
        episode.next(
                Observed.numeric("$score.cat").drift(0.2, 1e-9),
                Observed.numeric("$score.dog").drift(0.2, 1e-9));
        assertThat(episode.story()).containsExactly("0: PENDING WARNING DISTRIBUTION $score.dog");
    }

    @Test
    void hasAnEffectOfItsOwn() {
        Episode episode =
                episode(Map.of("coarse", effect(MaterialEffect.COARSE), "fine", effect(MaterialEffect.of(0.05))));
        List<Observed> seen = Stream.of("coarse", "fine", "usual")
                .map(name -> Observed.numeric(name).drift(name.equals("fine") ? 0.06 : 0.15, 1e-9))
                .toList();
        episode.repeat(2, seen.toArray(Observed[]::new));
        assertThat(episode.story().stream().filter(line -> line.contains("FIRING")))
                .containsExactly("1: FIRING WARNING DISTRIBUTION fine", "1: FIRING WARNING DISTRIBUTION usual");
        assertThat(episode.alerts().get(0).evidence().threshold()).isEqualTo(0.05);
    }

    @Test
    void isSensitiveOnlyAgainstFourteenDays() {
        Map<String, FeaturePolicy> features =
                Map.of("long", effect(MaterialEffect.SENSITIVE), "short", effect(MaterialEffect.SENSITIVE));
        Episode episode = episode(features)
                .baseline("long", new BaselineFacts(Duration.ofDays(14), Set.of()))
                .baseline("short", new BaselineFacts(Duration.ofDays(14).minusHours(1), Set.of()));
        episode.repeat(
                2,
                Observed.numeric("long").drift(0.09, 1e-9),
                Observed.numeric("short").drift(0.09, 1e-9));
        assertThat(episode.story())
                .containsExactly("0: PENDING WARNING DISTRIBUTION long", "1: FIRING WARNING DISTRIBUTION long");
        assertThat(MaterialEffect.SENSITIVE.against(Duration.ZERO)).isEqualTo(0.1);
        assertThat(MaterialEffect.COARSE.against(Duration.ZERO)).isEqualTo(0.2);
    }

    @Test
    void neverPagesWithoutCalibration() {
        Observed far = Observed.numeric("far").drift(0.9, 0).chance(Calibration.UNCALIBRATED, 1, 0.0005);
        Observed near = Observed.numeric("near").drift(0.149, 0).chance(Calibration.UNCALIBRATED, 1, 0.0005);
        Observed provisional = Observed.numeric("prov").drift(0.149, 0).chance(Calibration.PROVISIONAL, 1, 0);
        Episode episode = new Episode().repeat(6, far, near, provisional);
        assertThat(episode.story())
                .containsExactly(
                        "0: PENDING NOTICE DISTRIBUTION far",
                        "0: PENDING WARNING DISTRIBUTION prov",
                        "1: FIRING NOTICE DISTRIBUTION far",
                        "1: FIRING WARNING DISTRIBUTION prov");
    }

    @Test
    void refusesImportanceThatIsNone() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> importance(wrong)).hasMessageContaining("importance");
        }
        assertThatThrownBy(() -> MaterialEffect.of(1)).hasMessageContaining("effect");
        assertThatThrownBy(() -> MaterialEffect.of(Double.NaN)).hasMessageContaining("effect");
    }
}
