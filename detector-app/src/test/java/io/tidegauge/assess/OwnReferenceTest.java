package io.tidegauge.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.FeaturePolicy;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.decide.Reference;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model's windows as a baseline, against a profile of all their raw rows. */
class OwnReferenceTest {

    private static final ModelVersion MODEL = new ModelVersion("m", "1");

    private static FeatureProfile profile(List<Double> values) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        values.forEach(live::addNumber);
        return live.toProfile();
    }

    private static WindowCounts window(int index, long rows, Map<String, List<Double>> values) {
        SortedMap<String, FeatureProfile> features = new TreeMap<>();
        values.forEach((feature, own) -> features.put(feature, profile(own)));
        return new WindowCounts(
                MODEL,
                FeatureNames.ALL,
                new TimeWindow(index * 1_000L, (index + 1) * 1_000L),
                new Counted(rows, features),
                0,
                List.of());
    }

    private static Optional<Comparand> reference(List<WindowCounts> windows, Map<String, FeatureKind> kinds) {
        SortedMap<String, FeaturePolicy> features = new TreeMap<>();
        kinds.forEach((feature, kind) -> features.put(
                feature,
                new FeaturePolicy(Optional.of(kind), OptionalDouble.empty(), Optional.empty(), Optional.empty())));
        Reference rolling = new Reference.Rolling(5);
        ModelPolicy policy =
                new ModelPolicy(DecisionPolicy.DEFAULT, Cadence.tumbling(Duration.ofSeconds(1)), rolling, features);
        return new OwnReference(OwnPast.of(rolling).orElseThrow(), policy, Optional.empty()).of(windows, windows);
    }

    @Test
    void theReferenceIsWhatAProfileOfAllRowsIs() {
        Random random = new Random(11);
        List<WindowCounts> windows = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            List<Double> own = new ArrayList<>();
            for (int row = 0; row < 40; row++) {
                own.add(random.nextGaussian());
            }
            all.addAll(own);
            windows.add(window(i, 50, Map.of("x", own)));
        }
        BaselineSet set = reference(windows, Map.of()).orElseThrow().set();
        assertThat(set.manifest().baselineId()).isEqualTo("rolling(5)@1970-01-01T00:00:00Z");
        assertThat(set.features().get("x").profile()).isEqualTo(profile(all));
        assertThat(set.features().get("x").rows())
                .as("rows that did not name it are missing")
                .isEqualTo(250);
        assertThat(set.features().get("x").kind()).isEqualTo(FeatureKind.NUMERIC);
    }

    @Test
    void aFeatureThatFewerThanHalfOfTheWindowsNamedIsNotInIt() {
        List<Double> one = List.of(1.0);
        List<WindowCounts> windows = List.of(
                window(0, 3, Map.of("a", one, "once", one)),
                window(1, 3, Map.of("a", one, "twice", one)),
                window(2, 3, Map.of("a", one, "twice", one)),
                window(3, 3, Map.of("a", one)));
        assertThat(reference(windows, Map.of()).orElseThrow().set().features()).containsOnlyKeys("a", "twice");
    }

    @Test
    void aKindThatIsKnownGoesBeforeWhatTheValuesSuggest() {
        BaselineSet set = reference(
                        List.of(window(0, 2, Map.of("code", List.of(1.0, 2.0)))),
                        Map.of("code", FeatureKind.CATEGORICAL, "elsewhere", FeatureKind.NUMERIC))
                .orElseThrow()
                .set();
        assertThat(set.features().get("code").kind()).isEqualTo(FeatureKind.CATEGORICAL);
    }

    private static SortedSet<AlertKind> off(List<WindowCounts> windows, Map<String, FeatureKind> kinds) {
        return reference(windows, kinds).orElseThrow().set().features().get("x").rulesOff();
    }

    private static List<WindowCounts> hours(int windows, IntFunction<List<Double>> values) {
        return IntStream.range(0, windows)
                .mapToObj(i -> window(i, 40, Map.of("x", values.apply(i))))
                .toList();
    }

    private static List<Double> numbers(IntToDoubleFunction values) {
        return IntStream.range(0, 40).mapToDouble(values).boxed().toList();
    }

    @Test
    void whatBreaksARuleInEveryWindowIsNotHeldToIt() {
        assertThat(off(hours(5, hour -> numbers(row -> 40.0 * hour + row)), Map.of()))
                .as("a time")
                .containsExactly(AlertKind.OUT_OF_RANGE);
        assertThat(off(hours(5, hour -> numbers(row -> 2.0 * hour + row % 2)), Map.of("x", FeatureKind.CATEGORICAL)))
                .as("the numbers of batches")
                .containsExactly(AlertKind.UNSEEN_CATEGORY);
        assertThat(off(hours(2, hour -> numbers(row -> 40.0 * hour + row)), Map.of()))
                .containsExactly(AlertKind.OUT_OF_RANGE);
    }

    @Test
    void whatStaysWhereItIsIsHeldToAllRules() {
        assertThat(off(hours(5, hour -> numbers(row -> (row * 7 + hour) % 40)), Map.of()))
                .isEmpty();
        assertThat(off(hours(2, hour -> numbers(row -> row % 20)), Map.of())).isEmpty();
        assertThat(off(hours(5, hour -> numbers(row -> row % 3)), Map.of("x", FeatureKind.CATEGORICAL)))
                .isEmpty();
    }

    @Test
    void faultsThatPassAreStillToldOf() {
        assertThat(off(hours(5, hour -> numbers(row -> hour == 2 ? 7 : row % 20)), Map.of()))
                .as("one of the windows was constant")
                .isEmpty();
    }

    @Test
    void whereRulesCannotBeTriedNoneIsAppliedThatMightAlarmForEver() {
        assertThat(off(hours(1, hour -> numbers(row -> row)), Map.of()))
                .containsExactly(AlertKind.UNSEEN_CATEGORY, AlertKind.OUT_OF_RANGE);
    }

    @Test
    void withoutWindowsOrFeaturesThereIsNone() {
        assertThat(reference(List.of(), Map.of())).isEmpty();
        assertThat(reference(List.of(window(0, 5, Map.of())), Map.of())).isEmpty();
    }
}
