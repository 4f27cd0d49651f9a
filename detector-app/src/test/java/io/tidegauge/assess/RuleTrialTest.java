package io.tidegauge.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.BlockProfiles;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.FeatureValue.Numeric;
import io.tidegauge.event.FeatureValue.Text;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Forty hours of 100 rows each; what happens in which of them is said by each test. */
class RuleTrialTest {

    private static final long HOUR = 3_600_000;
    private static final int HOURS = 40;
    private static final int ROWS = 100;

    private final Random random = new Random(20_261_122);

    @Test
    void featuresThatStayAsTheyAreKeepAllRules() {
        assertThat(off((hour, row) -> number(random.nextGaussian()))).isEmpty();
        assertThat(off((hour, row) -> number(random.nextInt(3)))).isEmpty();
        assertThat(off((hour, row) -> new Text("c" + random.nextInt(6)))).isEmpty();
        assertThat(off((hour, row) -> random.nextInt(10) == 0 ? FeatureValue.MISSING : number(random.nextInt(50))))
                .isEmpty();
        assertThat(off((hour, row) -> number(7)))
                .as("a constant has nothing to lose")
                .isEmpty();
        assertThat(off((hour, row) -> FeatureValue.MISSING)).isEmpty();
    }

    @Test
    void whatRisesWithTimeHasNoRange() {
        assertThat(off((hour, row) -> number(1_000.0 * hour + 10 * row))).containsExactly(AlertKind.OUT_OF_RANGE);
    }

    @Test
    void whatIdentifiesRowsHasNoCategories() {
        assertThat(off((hour, row) -> new Text("id " + hour + " " + row))).isEmpty();
        assertThat(off((hour, row) -> new Text("batch " + hour)))
                .as("each label is in one hour only, and all of its rows are")
                .containsExactlyInAnyOrder(AlertKind.UNSEEN_CATEGORY, AlertKind.CONSTANT);
    }

    @Test
    void anHourWithoutValuesIsItsWay() {
        assertThat(off((hour, row) -> hour == 11 ? FeatureValue.MISSING : number(random.nextGaussian())))
                .containsExactly(AlertKind.MISSING_VALUES);
        assertThat(off((hour, row) -> hour == 11 && row < 20 ? FeatureValue.MISSING : number(random.nextGaussian())))
                .as("20 points are no 30")
                .isEmpty();
    }

    @Test
    void anHourThatDoesNotNameItIsItsWayAndItsNullsAreToo() {
        assertThat(off((hour, row) -> hour == 11 ? null : number(random.nextGaussian())))
                .containsExactlyInAnyOrder(AlertKind.ABSENT_FEATURE, AlertKind.MISSING_VALUES);
    }

    @Test
    void hoursOfOtherValues() {
        assertThat(off((hour, row) -> hour == 5 && row % 4 == 0 ? number(Double.NaN) : number(random.nextGaussian())))
                .containsExactly(AlertKind.NOT_A_NUMBER);
        assertThat(off((hour, row) -> hour == 5 && row % 4 == 0 ? new Text("?") : number(random.nextGaussian())))
                .containsExactly(AlertKind.TYPE_CHANGE);
        assertThat(off((hour, row) -> number(hour == 5 ? 0 : random.nextInt(40))))
                .containsExactly(AlertKind.CONSTANT);
        assertThat(off((hour, row) -> number((hour == 5 && row % 4 == 0 ? 900 : 0) + random.nextInt(40))))
                .containsExactly(AlertKind.OUT_OF_RANGE);
    }

    @Test
    void whatTwoHoursOfThreeHaveIsItsWay() {
        // A new label in 4 of 100 rows each time: 0.04 is less than 0.05, and a distance of 0.14 from none.
        for (Set<Integer> hours : List.of(Set.of(5, 6), Set.of(5, 7), Set.of(0, 1), Set.of(38, 39))) {
            assertThat(off((hour, row) -> labels(hour, row, hours.contains(hour) ? 4 : 0)))
                    .as("%s", hours)
                    .containsExactly(AlertKind.UNSEEN_CATEGORY);
        }
        assertThat(off((hour, row) -> hour % 2 == 1 && hour < 8 && row < 12 && hour > 4
                        ? FeatureValue.MISSING
                        : number(random.nextGaussian())))
                .as("12 of 100 rows empty in hours 5 and 7")
                .containsExactly(AlertKind.MISSING_VALUES);
    }

    @Test
    void whatOneHourOfThreeHasIsChance() {
        for (Set<Integer> hours : List.of(Set.of(5), Set.of(5, 8), Set.of(0, 3, 6, 9, 12))) {
            assertThat(off((hour, row) -> labels(hour, row, hours.contains(hour) ? 4 : 0)))
                    .as("%s", hours)
                    .isEmpty();
        }
        assertThat(off((hour, row) -> labels(hour, row, hour == 5 || hour == 6 ? 1 : 0)))
                .as("1 of 100 rows is a distance of 0.07")
                .isEmpty();
    }

    @Test
    void anHourIsHeldAgainstTheHourBesideItToo() {
        assertThat(off((hour, row) ->
                        (hour == 5 || hour == 6) && row < 4 ? new Text("both") : new Text("c" + random.nextInt(6))))
                .as("a label that two hours share is not new in either")
                .isEmpty();
    }

    /** One of six labels, and in so many rows of the hour one that no other hour has. */
    private Text labels(int hour, int row, int ofItsOwn) {
        return new Text(row < ofItsOwn ? "of hour " + hour : "c" + random.nextInt(6));
    }

    @Test
    void aBaselineWithoutTimeKeepsAllRules() {
        BaselineBuilder builder = new BaselineBuilder();
        for (int row = 0; row < 500; row++) {
            builder.add(event(row, number(row)));
        }
        BlockProfiles blocks = builder.finish();
        BaselineSet set = set(blocks);
        assertThat(RuleTrial.on(set, blocks)).isEqualTo(set);
    }

    private SortedSet<AlertKind> off(BiFunction<Integer, Integer, FeatureValue> values) {
        BaselineBuilder builder = new BaselineBuilder(HOUR);
        for (int hour = 0; hour < HOURS; hour++) {
            for (int row = 0; row < ROWS; row++) {
                builder.add(event(hour * HOUR + row * HOUR / ROWS, values.apply(hour, row)));
            }
        }
        BlockProfiles blocks = builder.finish();
        return RuleTrial.on(set(blocks), blocks).features().get("x").rulesOff();
    }

    private static BaselineSet set(BlockProfiles blocks) {
        return new BaselineOrigin(new ModelVersion("m", "1"), "b", Map.of(), 0, 0).set(blocks, "a test");
    }

    private static FeatureValue number(double x) {
        return new Numeric(x);
    }

    /** An event of x; one that does not name it where there is no value. */
    private static InferenceEvent event(long timeMs, FeatureValue value) {
        Map<String, FeatureValue> features = new HashMap<>(Map.of("other", number(1)));
        if (value != null) {
            features.put("x", value);
        }
        return new InferenceEvent(
                "e", "m", "1", timeMs, features, FeatureValue.MISSING, Map.of(), Map.of(), OptionalDouble.empty());
    }
}
