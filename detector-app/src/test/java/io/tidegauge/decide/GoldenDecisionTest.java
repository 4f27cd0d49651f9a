package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import java.util.ArrayList;
import java.util.List;
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
        DecisionPolicy policy = new DecisionPolicy(
                params.get("theta").doubleValue(),
                params.get("q_persistent").doubleValue(),
                30,
                params.get("k").intValue(),
                params.get("n").intValue(),
                params.get("close_after").intValue());
        assertThat(policy.fastLevel()).isEqualTo(params.get("q_fast").doubleValue());

        JsonNode p = golden.get("p_feature_by_window");
        JsonNode effect = golden.get("effect_feature_by_window");
        Episode episode = new Episode(policy);
        List<TreeSet<Integer>> opens = sets(p.size());
        List<TreeSet<Integer>> open = sets(p.size());
        for (int w = 0; w < p.get(0).size(); w++) {
            int window = w;
            List<Integer> firing = firing(episode);
            episode.next(IntStream.range(0, p.size())
                    .mapToObj(f -> Observed.numeric(name(f))
                            .drift(
                                    effect.get(f).get(window).doubleValue(),
                                    p.get(f).get(window).doubleValue()))
                    .toArray(Observed[]::new));
            firing(episode).forEach(f -> open.get(f).add(window));
            episode.alerts().stream()
                    .filter(alert -> alert.window().equals(Episode.window(window)))
                    .filter(alert -> alert.state() == AlertState.FIRING)
                    .map(alert -> Integer.parseInt(alert.feature().substring(1)))
                    .filter(f -> !firing.contains(f))
                    .forEach(f -> opens.get(f).add(window));
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
