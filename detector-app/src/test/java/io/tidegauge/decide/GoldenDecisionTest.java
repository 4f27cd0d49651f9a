package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule of the statistics' paper on its own vectors, made by its reference implementation. */
class GoldenDecisionTest {

    static Stream<JsonNode> cases() {
        return Golden.cases("decision.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void opensAndClosesAsTheReferenceDoes(JsonNode golden) {
        JsonNode params = golden.get("params");
        // A persistent level of 0.5 * 1 * 2 / W = 0.002 is that of W = 500 windows in 30 days.
        Duration window = Duration.ofDays(30).dividedBy(500);
        ModelPolicy policy = new ModelPolicy(
                new DecisionPolicy(
                        Budget.DEFAULT,
                        MaterialEffect.of(params.get("theta").doubleValue()),
                        params.get("k").intValue(),
                        params.get("n").intValue(),
                        params.get("close_after").intValue(),
                        30),
                Cadence.tumbling(window),
                Reference.FIXED,
                new TreeMap<>());
        assertThat(policy.levels().persistent())
                .isCloseTo(params.get("q_persistent").doubleValue(), within(1e-15));
        assertThat(policy.levels().fast()).isCloseTo(params.get("q_fast").doubleValue(), within(1e-15));

        JsonNode p = golden.get("p_feature_by_window");
        JsonNode effect = golden.get("effect_feature_by_window");
        Episode episode = new Episode(policy);
        List<TreeSet<Integer>> opens = sets(p.size());
        List<TreeSet<Integer>> open = sets(p.size());
        for (int w = 0; w < p.get(0).size(); w++) {
            int index = w;
            List<Integer> firing = firing(episode);
            Observed[] features = IntStream.range(0, p.size())
                    .mapToObj(f -> Observed.numeric(name(f))
                            .drift(
                                    effect.get(f).get(index).doubleValue(),
                                    p.get(f).get(index).doubleValue()))
                    .toArray(Observed[]::new);
            episode.next(features);
            SortedMap<TrackKey, Finding> found = new WindowFindings(policy, new BenjaminiHochberg())
                    .of(episode.windowOf(features), new OpenAlerts(new TreeMap<>()))
                    .findings();
            for (int f = 0; f < features.length; f++) {
                // What neither exceeds nor goes on with an open alert has no finding.
                Finding drift = found.getOrDefault(
                        new TrackKey(name(f), AlertKind.DISTRIBUTION), Finding.without(Verdict.CALM));
                assertThat(drift.exceeds()).isEqualTo(ones(golden, "exceed", f).contains(index));
                assertThat(drift.is(Verdict.AT_ONCE))
                        .isEqualTo(ones(golden, "fast", f).contains(index));
            }
            firing(episode).forEach(f -> open.get(f).add(index));
            episode.alerts().stream()
                    .filter(alert -> alert.window().equals(Episode.window(index)))
                    .filter(alert -> alert.state() == AlertState.FIRING)
                    .map(alert -> Integer.parseInt(alert.feature().substring(1)))
                    .filter(f -> !firing.contains(f))
                    .forEach(f -> opens.get(f).add(index));
        }
        for (int f = 0; f < p.size(); f++) {
            assertThat(opens.get(f)).as("openings of feature %d", f).isEqualTo(ones(golden, "opens", f));
            assertThat(open.get(f)).as("open windows of feature %d", f).isEqualTo(ones(golden, "state_open", f));
        }
    }

    private static String name(int feature) {
        return String.format("f%02d", feature);
    }

    private static List<TreeSet<Integer>> sets(int size) {
        return new ArrayList<>(
                Stream.generate(TreeSet<Integer>::new).limit(size).toList());
    }

    private static List<Integer> firing(Episode episode) {
        return episode.tracks().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == AlertKind.DISTRIBUTION
                        && entry.getValue().state() == AlertState.FIRING)
                .map(entry -> Integer.parseInt(entry.getKey().feature().substring(1)))
                .toList();
    }

    private static TreeSet<Integer> ones(JsonNode golden, String what, int feature) {
        JsonNode row = golden.get("expected").get(what).get(feature);
        TreeSet<Integer> ones = new TreeSet<>();
        for (int w = 0; w < row.size(); w++) {
            if (row.get(w).intValue() == 1) {
                ones.add(w);
            }
        }
        return ones;
    }
}
