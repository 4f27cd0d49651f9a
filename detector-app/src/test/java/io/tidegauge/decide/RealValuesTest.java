package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in drawn values, from the profile through the comparison to the alert: one cause, one alert, the right kind. */
class RealValuesTest {

    private static final int BASELINE_ROWS = 12_000;
    private static final int WINDOW_ROWS = 1_000;
    private static final String[] PLACES = {"Centro", "Norte", "Sur", "Este", "Oeste", "Puerto", "Playa", "Isla"};

    /** What is drawn for one row. */
    @FunctionalInterface
    interface Draw extends Function<Random, FeatureValue> {}

    private static final Draw RATING =
            random -> number(Math.max(20, Math.min(100, Math.round(94 + 5 * random.nextGaussian()))));
    private static final Draw PRICE = random -> number(Math.exp(4.6 + 0.5 * random.nextGaussian()));
    private static final Draw BEDROOMS =
            random -> number(Math.min(8, Math.floor(-1.2 * Math.log(random.nextDouble()))));
    private static final Draw PLACE = random -> {
        double u = random.nextDouble();
        return new FeatureValue.Text(PLACES[(int) (u * u * PLACES.length)]);
    };
    private static final Draw SUPERHOST = random -> new FeatureValue.Bool(random.nextDouble() < 0.3);

    private static FeatureValue number(double value) {
        return new FeatureValue.Numeric(value);
    }

    /** In a share of the rows something else than usual. */
    private static Draw partly(double share, Draw usual, Draw other) {
        return random -> random.nextDouble() < share ? other.apply(random) : usual.apply(random);
    }

    private static Draw each(Draw usual, Function<Double, FeatureValue> change) {
        return random -> change.apply(((FeatureValue.Numeric) usual.apply(random)).value());
    }

    private static Draw always(FeatureValue value) {
        return random -> value;
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("rating rescaled", RATING, each(RATING, x -> number(x / 20)), AlertKind.OUT_OF_RANGE),
                Arguments.of(
                        "rating rescaled in a part",
                        RATING,
                        partly(0.12, RATING, each(RATING, x -> number(x / 20))),
                        AlertKind.OUT_OF_RANGE),
                Arguments.of("prices up by 35 %", PRICE, each(PRICE, x -> number(1.35 * x)), AlertKind.DISTRIBUTION),
                Arguments.of("prices up by 20 %", PRICE, each(PRICE, x -> number(1.2 * x)), AlertKind.DISTRIBUTION),
                Arguments.of("one bedroom more", BEDROOMS, each(BEDROOMS, x -> number(x + 1)), AlertKind.DISTRIBUTION),
                Arguments.of(
                        "places lost",
                        PLACE,
                        partly(0.6, PLACE, always(FeatureValue.MISSING)),
                        AlertKind.MISSING_VALUES),
                Arguments.of(
                        "some places lost",
                        PLACE,
                        partly(0.2, PLACE, always(FeatureValue.MISSING)),
                        AlertKind.MISSING_VALUES),
                Arguments.of(
                        "some prices lost",
                        PRICE,
                        partly(0.07, PRICE, always(FeatureValue.MISSING)),
                        AlertKind.MISSING_VALUES),
                Arguments.of("all prices lost", PRICE, always(FeatureValue.MISSING), AlertKind.MISSING_VALUES),
                Arguments.of(
                        "a new place",
                        PLACE,
                        partly(0.1, PLACE, always(new FeatureValue.Text("Valle"))),
                        AlertKind.UNSEEN_CATEGORY),
                Arguments.of(
                        "a new place, seldom",
                        PLACE,
                        partly(0.04, PLACE, always(new FeatureValue.Text("Valle"))),
                        AlertKind.UNSEEN_CATEGORY),
                Arguments.of(
                        "places shouted",
                        PLACE,
                        (Draw) random -> new FeatureValue.Text(((FeatureValue.Text) PLACE.apply(random)).value() + "!"),
                        AlertKind.UNSEEN_CATEGORY),
                Arguments.of(
                        "fewer in the centre",
                        PLACE,
                        partly(0.4, PLACE, always(new FeatureValue.Text("Isla"))),
                        AlertKind.DISTRIBUTION),
                Arguments.of(
                        "prices as text",
                        PRICE,
                        partly(0.5, PRICE, always(new FeatureValue.Text("n/a"))),
                        AlertKind.TYPE_CHANGE),
                Arguments.of(
                        "a few prices as text",
                        PRICE,
                        partly(0.08, PRICE, always(new FeatureValue.Text("n/a"))),
                        AlertKind.TYPE_CHANGE),
                Arguments.of(
                        "prices NaN", PRICE, partly(0.1, PRICE, always(number(Double.NaN))), AlertKind.NOT_A_NUMBER),
                Arguments.of(
                        "prices infinite",
                        PRICE,
                        partly(0.3, PRICE, always(number(Double.POSITIVE_INFINITY))),
                        AlertKind.NOT_A_NUMBER),
                Arguments.of("a rating stuck", RATING, always(number(94)), AlertKind.CONSTANT),
                Arguments.of("a price stuck out of range", PRICE, always(number(-1)), AlertKind.CONSTANT),
                Arguments.of("nobody superhost", SUPERHOST, always(new FeatureValue.Bool(false)), AlertKind.CONSTANT),
                Arguments.of("a dead feed alive", always(number(0.42)), PRICE, AlertKind.DISTRIBUTION));
    }

    private static FeatureProfile profile(Draw draw, int rows, Random random) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < rows; i++) {
            live.add(draw.apply(random));
        }
        return live.toProfile();
    }

    /** Decides on windows drawn one after another; a draw of null leaves the feature out. */
    private static List<DriftAlert> run(Draw usual, List<Draw> windows, Random random) {
        FeatureProfile baseline = profile(usual, BASELINE_ROWS, random);
        ModelDecider decider = new ModelDecider(ModelPolicy.standard(Episode.HOURLY));
        SortedMap<TrackKey, AlertTrack> tracks = new TreeMap<>();
        List<DriftAlert> alerts = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            FeatureComparison judged = FeatureComparator.compare(
                    "f",
                    kind(baseline),
                    baseline,
                    BASELINE_ROWS,
                    profile(windows.get(i), WINDOW_ROWS, random),
                    WINDOW_ROWS);
            // These rows are drawn one by one: chance is known as on a baseline that has told it.
            FeatureComparison c = Observed.calibrated(judged);
            Decision decision = decider.decide(
                    new ModelWindow(
                            Episode.MODEL,
                            "*",
                            Episode.window(i),
                            WINDOW_ROWS,
                            "b1",
                            new TreeMap<>(Map.of("f", c)),
                            new TreeSet<>()),
                    tracks);
            tracks = decision.tracks();
            alerts.addAll(decision.alerts());
        }
        return alerts;
    }

    private static FeatureKind kind(FeatureProfile baseline) {
        return baseline.numbers().total() > 0 ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL;
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("faults")
    void oneCauseIsOneAlert(String fault, Draw usual, Draw wrong, AlertKind kind) {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            // The fault begins and ends somewhere within a window; a stuck value is not known before a whole one.
            double begun = kind == AlertKind.CONSTANT ? 1 : random.nextDouble();
            double ended = random.nextDouble();
            List<Draw> windows = List.of(
                    usual,
                    usual,
                    partly(begun, usual, wrong),
                    wrong,
                    wrong,
                    wrong,
                    partly(ended, usual, wrong),
                    usual,
                    usual,
                    usual,
                    usual,
                    usual);
            List<DriftAlert> alerts = run(usual, windows, random);
            List<String> story = alerts.stream()
                    .map(alert -> alert.window() + " " + alert.state() + " " + alert.kind() + " " + alert.summary())
                    .toList();
            List<DriftAlert> fired = alerts.stream()
                    .filter(alert -> alert.state() == AlertState.FIRING)
                    .toList();
            String trial = "seed " + seed + ", begun " + begun + ", ended " + ended + ": " + story;
            assertThat(fired)
                    .extracting(DriftAlert::kind)
                    .as(trial)
                    .isNotEmpty()
                    .containsOnly(kind);
            assertThat(fired)
                    .extracting(DriftAlert::alertId)
                    .as(trial)
                    .containsOnly(fired.get(0).alertId());
            assertThat(fired.get(0).window())
                    .as("in the first, second or third window; " + trial)
                    .isBetween(Episode.window(2), Episode.window(4));
            assertThat(alerts.get(alerts.size() - 1).state()).as(trial).isEqualTo(AlertState.RESOLVED);
        }
    }

    @Test
    void quietValuesFireNothing() {
        for (Draw usual : List.of(RATING, PRICE, BEDROOMS, PLACE, SUPERHOST)) {
            for (long seed = 1; seed <= 3; seed++) {
                Random random = new Random(seed);
                List<DriftAlert> alerts = run(usual, Collections.nCopies(40, usual), random);
                assertThat(alerts).as("seed %d", seed).isEmpty();
            }
        }
    }
}
