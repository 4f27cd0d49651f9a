package io.tidegauge.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of counting, on windows of 100 rows from row 200 on. Rows 450 to 700 lie in windows 4, 5 and 6. */
class ScoringTest {

    private static final TreeSet<String> FEATURES = new TreeSet<>(List.of("a", "b", "c"));

    private static final List<ScoredWindow> WINDOWS = IntStream.range(2, 10)
            .mapToObj(number -> new ScoredWindow(number, number * 100L, number * 100L + 100))
            .toList();

    /** What a policy told, put together by hand. */
    private static final class Told {

        private final List<Opening> openings = new ArrayList<>();
        private final SortedMap<Integer, SortedSet<String>> firing = new TreeMap<>();

        /** A warning on the feature, from the window to the last. */
        Told warning(String feature, int from, int to) {
            openings.add(opening(feature, from, Severity.WARNING, false));
            return fires(feature, from, to);
        }

        Told also(Opening opening) {
            openings.add(opening);
            return this;
        }

        private Told fires(String feature, int from, int to) {
            IntStream.rangeClosed(from, to)
                    .forEach(number -> firing.computeIfAbsent(number, key -> new TreeSet<>())
                            .add(feature));
            return this;
        }
    }

    private static Score score(List<Truth> truths, Told told) {
        return scoring(truths).score("policy", new Alarms(told.openings, told.firing));
    }

    private static Scoring scoring(List<Truth> truths) {
        return new Scoring("set", FEATURES, truths, WINDOWS);
    }

    /** The score expected: truths, found, opened in range, false, false feature-windows, unscored. */
    private static Score of(int truths, int found, int opened, int wrong, int windows, int unscored, double... delay) {
        OptionalDouble median = delay.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(delay[0]);
        return new Score("set", "policy", truths, found, opened, wrong, windows, unscored, median);
    }

    private static Opening opening(String feature, int number, Severity severity, boolean again) {
        return new Opening(feature, "KIND", severity, again, number, new TimeWindow(number, number + 1), "sentence");
    }

    private static Truth changes(long from, long to, String... features) {
        return Truth.of(List.of(features), OptionalLong.of(from), OptionalLong.of(to), "abrupt");
    }

    private static Truth said(String kind, String... features) {
        return Truth.of(List.of(features), OptionalLong.empty(), OptionalLong.empty(), kind);
    }

    @Test
    void aTruthIsFoundByTheFirstAlertThatOpensInItsRows() {
        assertThat(score(
                        List.of(changes(450, 700, "a")),
                        new Told().warning("a", 5, 5).warning("a", 6, 6)))
                .isEqualTo(of(1, 1, 1, 0, 0, 0, 1));
    }

    @Test
    void anyFeatureOfAnEventFindsItAndItIsOneTruth() {
        assertThat(score(List.of(changes(450, 700, "a", "b")), new Told().warning("b", 6, 6)))
                .isEqualTo(of(1, 1, 1, 0, 0, 0, 2));
        assertThat(score(List.of(changes(450, 700, "(all)")), new Told().warning("c", 4, 4)))
                .isEqualTo(of(1, 1, 1, 0, 0, 0, 0));
        assertThat(score(List.of(changes(450, 700, "a", "b")), new Told().warning("c", 5, 5)))
                .isEqualTo(of(1, 0, 0, 0, 0, 1));
    }

    @Test
    void whatFiresFromBeforeFindsTheTruthAndPaysForTheWindowsBefore() {
        // From window 3 to 8: true in 4, 5 and 6; false in 3, 7 and 8.
        assertThat(score(List.of(changes(450, 700, "a")), new Told().warning("a", 3, 8)))
                .isEqualTo(of(1, 1, 0, 1, 3, 0, 0));
    }

    @Test
    void whatIsOverBeforeOrOpensAfterIsFalse() {
        assertThat(score(
                        List.of(changes(450, 700, "a")),
                        new Told().warning("a", 3, 3).warning("a", 7, 9)))
                .isEqualTo(of(1, 0, 0, 2, 4, 0));
    }

    @Test
    void aNoticeNeitherFindsNorAlarmsFalsely() {
        Told told =
                new Told().also(opening("a", 5, Severity.NOTICE, false)).also(opening("a", 2, Severity.NOTICE, false));
        assertThat(score(List.of(changes(450, 700, "a")), told)).isEqualTo(of(1, 0, 0, 0, 0, 0));
    }

    @Test
    void anAlertThatBecomesCriticalInTheRowsIsNewsButNoSecondAlert() {
        Told told = new Told().warning("a", 3, 6).also(opening("a", 5, Severity.CRITICAL, true));
        assertThat(score(List.of(changes(450, 700, "a")), told)).isEqualTo(of(1, 1, 1, 1, 1, 0, 0));
    }

    @Test
    void everyPageOnAFeatureThatStandsStillIsFalse() {
        Told told = new Told().warning("b", 2, 4).warning("c", 9, 9);
        assertThat(score(List.of(said("No drift (control)", "a", "b"), said("recurring season", "c")), told))
                .isEqualTo(of(0, 0, 0, 2, 4, 0));
    }

    @Test
    void ofAFeatureThatNobodyKnowsNothingIsScored() {
        Told told = new Told().warning("b", 4, 9).warning("c", 4, 4);
        assertThat(score(List.of(said("non-stationary all along", "b")), told)).isEqualTo(of(0, 0, 0, 0, 0, 2));
    }

    @Test
    void allFeaturesAreMeantByAll() {
        Told told = new Told().warning("a", 2, 2).warning("*", 3, 3);
        assertThat(score(List.of(said("NO DRIFT", "(all)")), told)).isEqualTo(of(0, 0, 0, 2, 2, 0));
    }

    @Test
    void theMedianOfTwoDelaysIsTheirMean() {
        Score score = score(
                List.of(changes(450, 1000, "a"), changes(300, 1000, "b")),
                new Told().warning("a", 4, 4).warning("b", 8, 9));
        assertThat(score.medianDelayWindows()).hasValue(2.5);
    }

    @Test
    void aRangeWithoutEndGoesToTheLastRow() {
        Truth open = Truth.of(List.of("a"), OptionalLong.of(850), OptionalLong.empty(), "gradual");
        assertThat(score(List.of(open), new Told().warning("a", 9, 9)).medianDelayWindows())
                .hasValue(1);
    }

    @Test
    void aRangeOfWhichNoWindowHoldsARowIsNoTruth() {
        assertThat(score(List.of(changes(50, 150, "a")), new Told()).truths()).isZero();
    }

    @Test
    void theFeaturesOfAnEventAreToldApartByWhetherTheyFired() {
        Truth event = changes(450, 700, "a", "b", "unknown column");
        Told told = new Told().warning("b", 3, 4).warning("a", 7, 7);
        Scoring scoring = scoring(List.of(event));
        assertThat(scoring.featuresOf(event)).containsExactly("a", "b");
        assertThat(scoring.firedOn(event, new Alarms(told.openings, told.firing)))
                .containsExactly("b");
    }
}
