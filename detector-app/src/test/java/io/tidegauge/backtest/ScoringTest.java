package io.tidegauge.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of counting, on windows of 100 rows from row 200 on. */
class ScoringTest {

    private static final TreeSet<String> FEATURES = new TreeSet<>(List.of("a", "b", "c"));

    private static final List<ScoredWindow> WINDOWS = IntStream.range(2, 10)
            .mapToObj(number -> new ScoredWindow(number, number * 100L, number * 100L + 100))
            .toList();

    private static Score score(List<Truth> truths, Opening... openings) {
        return new Scoring("set", FEATURES, truths, WINDOWS).score("policy", List.of(openings));
    }

    private static Opening page(String feature, int number) {
        return opening(feature, number, Severity.WARNING);
    }

    private static Opening opening(String feature, int number, Severity severity) {
        return new Opening(feature, "KIND", severity, false, number, new TimeWindow(number, number + 1), "sentence");
    }

    private static Truth changes(String feature, long from, long to) {
        return Truth.of(feature, OptionalLong.of(from), OptionalLong.of(to), "abrupt");
    }

    private static Truth said(String feature, String kind) {
        return Truth.of(feature, OptionalLong.empty(), OptionalLong.empty(), kind);
    }

    @Test
    void aTruthIsFoundByThePageThatOpensFirstInItsRows() {
        // Rows 450 to 700 lie in windows 4, 5 and 6.
        Score score = score(List.of(changes("a", 450, 700)), page("a", 6), page("a", 5));
        assertThat(score).isEqualTo(new Score("set", "policy", 1, 1, 0, 0, OptionalDouble.of(1)));
    }

    @Test
    void whatOpensBeforeOrAfterIsFalse() {
        Score score = score(List.of(changes("a", 450, 700)), page("a", 3), page("a", 7));
        assertThat(score).isEqualTo(new Score("set", "policy", 1, 0, 2, 0, OptionalDouble.empty()));
    }

    @Test
    void aNoticeNeitherFindsNorAlarmsFalsely() {
        Score score = score(
                List.of(changes("a", 450, 700)),
                opening("a", 5, Severity.NOTICE),
                opening("a", 2, Severity.NOTICE),
                opening("a", 5, Severity.CRITICAL));
        assertThat(score.found()).isEqualTo(1);
        assertThat(score.falseAlerts()).isZero();
    }

    @Test
    void anAlertThatBecomesMoreUrgentIsTheSameAlert() {
        Opening again = new Opening("a", "KIND", Severity.CRITICAL, true, 5, new TimeWindow(5, 6), "sentence");
        Score score = score(List.of(changes("a", 450, 700)), page("a", 2), again);
        assertThat(score).isEqualTo(new Score("set", "policy", 1, 0, 1, 0, OptionalDouble.empty()));
    }

    @Test
    void everyPageOnAFeatureThatStandsStillIsFalse() {
        Score score = score(
                List.of(said("b", "No drift (control)"), said("c", "recurring season")), page("b", 2), page("c", 9));
        assertThat(score).isEqualTo(new Score("set", "policy", 0, 0, 2, 0, OptionalDouble.empty()));
    }

    @Test
    void ofAFeatureThatNobodyKnowsNothingIsScored() {
        Score score = score(List.of(said("b", "non-stationary all along")), page("b", 4), page("c", 4));
        assertThat(score).isEqualTo(new Score("set", "policy", 0, 0, 0, 2, OptionalDouble.empty()));
    }

    @Test
    void allFeaturesAreMeantByAll() {
        assertThat(score(List.of(said("(all)", "NO DRIFT")), page("a", 2), page("*", 3))
                        .falseAlerts())
                .isEqualTo(2);
        Score all = score(List.of(changes("(all)", 450, 700)), page("a", 4), page("c", 6));
        assertThat(all).isEqualTo(new Score("set", "policy", 3, 2, 0, 0, OptionalDouble.of(1)));
    }

    @Test
    void theMedianOfTwoDelaysIsTheirMean() {
        Score score = score(List.of(changes("a", 450, 1000), changes("b", 300, 1000)), page("a", 4), page("b", 8));
        assertThat(score.medianDelayWindows()).hasValue(2.5);
    }

    @Test
    void aRangeWithoutEndGoesToTheLastRow() {
        Truth open = Truth.of("a", OptionalLong.of(850), OptionalLong.empty(), "gradual");
        assertThat(score(List.of(open), page("a", 9)).medianDelayWindows()).hasValue(1);
    }

    @Test
    void aRangeOfWhichNoWindowHoldsARowIsNoTruth() {
        assertThat(score(List.of(changes("a", 50, 150))).truths()).isZero();
    }
}
