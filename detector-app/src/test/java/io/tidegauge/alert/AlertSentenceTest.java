package io.tidegauge.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.decide.Observed;
import io.tidegauge.event.TimeWindow;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlertSentenceTest {

    private static Observed rating() {
        return Observed.numeric("review_scores_rating")
                .rows(5_120)
                .missing(100, 51)
                .statistic("baseline_q50", 95)
                .statistic("baseline_min", 20)
                .statistic("baseline_max", 100);
    }

    private static Observed place() {
        return Observed.categorical("neighbourhood").rows(5_120).missing(100, 51);
    }

    private static Occasion on(AlertChange change) {
        return new Occasion(
                change, Severity.WARNING, DecisionPath.RULE, new TimeWindow(0, 3_600_000), ComparedWith.BASELINE);
    }

    static Stream<Arguments> confirmed() {
        return Stream.of(
                Arguments.of(
                        AlertKind.OUT_OF_RANGE,
                        rating().statistic("window_q50", 4.7).missing(0, 0).outOfRange(5_120, 0),
                        "review_scores_rating fell from around 95 to around 4.7: 100 % of 5,120 rows are below the"
                                + " baseline's minimum of 20"),
                Arguments.of(
                        AlertKind.OUT_OF_RANGE,
                        rating().statistic("window_q50", 950).outOfRange(0, 4_096),
                        "review_scores_rating rose from around 95 to around 950: 80 % of 5,120 rows are above the"
                                + " baseline's maximum of 100"),
                Arguments.of(
                        AlertKind.OUT_OF_RANGE,
                        rating().statistic("window_q50", 95).outOfRange(1_024, 512),
                        "review_scores_rating left its range: 30 % of 5,120 rows are outside the baseline's 20 to 100"),
                Arguments.of(
                        AlertKind.MISSING_VALUES,
                        place().missing(100, 3_072),
                        "neighbourhood is missing in 60 % of 5,120 rows, 1 % in the baseline"),
                Arguments.of(
                        AlertKind.UNSEEN_CATEGORY,
                        place().unseen(600),
                        "neighbourhood has categories that the baseline never had, in 11.7 % of 5,120 rows"),
                Arguments.of(
                        AlertKind.TYPE_CHANGE,
                        rating().mismatched(2_560),
                        "review_scores_rating changed its type: 50 % of 5,120 rows have no number, as the baseline's"
                                + " values are"),
                Arguments.of(
                        AlertKind.CONSTANT,
                        rating().missing(0, 0).distinct(61, 1),
                        "review_scores_rating has one and the same value in all 5,120 rows; the baseline has 61"
                                + " different ones"),
                Arguments.of(
                        AlertKind.ABSENT_FEATURE,
                        rating().absent(),
                        "review_scores_rating is in none of 5,120 rows; 99 % of the baseline's rows have it"),
                Arguments.of(
                        AlertKind.NOT_A_NUMBER,
                        rating().notNumbers(1, 512),
                        "review_scores_rating is NaN or infinite in 10 % of 5,120 rows, 0.01 % in the baseline"));
    }

    @ParameterizedTest
    @MethodSource("confirmed")
    void saysWhatIsWrongInItsFigures(AlertKind kind, Observed observed, String expected) {
        FeatureComparison c = observed.comparison();
        assertThat(AlertSentence.of(kind, on(AlertChange.CONFIRMED), c)).isEqualTo(expected);
        assertThat(AlertSentence.of(kind, on(AlertChange.SUSPECTED), c)).isEqualTo(expected + " (not yet confirmed)");
    }

    static Stream<Arguments> back() {
        return Stream.of(
                Arguments.of(
                        AlertKind.OUT_OF_RANGE,
                        rating(),
                        "review_scores_rating is back in its range: none of 5,120 rows are outside the baseline's 20 to"
                                + " 100"),
                Arguments.of(
                        AlertKind.MISSING_VALUES,
                        place(),
                        "neighbourhood is back: missing in 0.996 % of 5,120 rows, 1 % in the baseline"),
                Arguments.of(
                        AlertKind.UNSEEN_CATEGORY,
                        place(),
                        "neighbourhood is back to the baseline's categories: 0 % of 5,120 rows have others"),
                Arguments.of(
                        AlertKind.TYPE_CHANGE,
                        rating(),
                        "review_scores_rating is back to its type: 0 % of 5,120 rows have another"),
                Arguments.of(
                        AlertKind.CONSTANT,
                        rating(),
                        "review_scores_rating is back: 40 different values in 5,120 rows, 50 in the baseline"),
                Arguments.of(
                        AlertKind.ABSENT_FEATURE, rating(), "review_scores_rating is back: in 5,120 of 5,120 rows"),
                Arguments.of(
                        AlertKind.NOT_A_NUMBER,
                        rating(),
                        "review_scores_rating is back: NaN or infinite in 0 % of 5,120 rows, 0 % in the baseline"));
    }

    @ParameterizedTest
    @MethodSource("back")
    void saysHowItIsBack(AlertKind kind, Observed observed, String expected) {
        assertThat(AlertSentence.of(kind, on(AlertChange.BACK), observed.comparison()))
                .isEqualTo(expected);
    }

    @Test
    void saysWhyASuspicionEnded() {
        FeatureComparison c = rating().comparison();
        assertThat(AlertSentence.of(AlertKind.DISTRIBUTION, on(AlertChange.LAPSED), c))
                .isEqualTo("review_scores_rating: the suspicion of drift was not confirmed by the windows after it");
        assertThat(AlertSentence.of(AlertKind.DISTRIBUTION, on(AlertChange.OVERTAKEN), c))
                .isEqualTo("review_scores_rating: the suspicion of drift is dropped, a fault in the feature's data"
                        + " explains it");
        assertThat(AlertSentence.of(AlertKind.MISSING_VALUES, on(AlertChange.WITHDRAWN), c))
                .isEqualTo("review_scores_rating: the alert of missing values ends, the baseline now in force has"
                        + " nothing to hold it against");
    }

    @Test
    void saysThatTheFeatureIsMuted() {
        assertThat(AlertSentence.of(AlertKind.DISTRIBUTION, on(AlertChange.MUTED), rating().comparison()))
                .isEqualTo("review_scores_rating: the alert of drift ends, the feature is muted in the configuration");
        assertThat(AlertSentence.ofUnknown(
                        AlertKind.NEW_FEATURE, AlertChange.MUTED, ComparedWith.BASELINE, "pool_size"))
                .isEqualTo("pool_size: the alert of a new feature ends, the feature is muted in the configuration");
    }

    @Test
    void saysWhatIsNew() {
        assertThat(AlertSentence.ofUnknown(
                        AlertKind.NEW_FEATURE, AlertChange.CONFIRMED, ComparedWith.BASELINE, "pool_size"))
                .isEqualTo("pool_size is new: the baseline does not have it, so its values are not judged");
        assertThat(AlertSentence.ofUnknown(AlertKind.NEW_FEATURE, AlertChange.BACK, ComparedWith.BASELINE, "pool_size"))
                .isEqualTo("pool_size, which the baseline does not have, is not sent any more");
        assertThat(AlertSentence.of(
                        AlertKind.NEW_FEATURE,
                        on(AlertChange.WITHDRAWN),
                        Observed.numeric("pool_size").comparison()))
                .isEqualTo("pool_size is no longer new: the baseline now in force has it");
        assertThat(AlertSentence.ofUnknown(
                        AlertKind.OUT_OF_RANGE, AlertChange.WITHDRAWN, ComparedWith.BASELINE, "pool_size"))
                .isEqualTo("pool_size: the alert of values out of range ends, the baseline now in force has nothing to"
                        + " hold it against");
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void hasASentenceForEveryKindAndChangeOfAFeature(AlertKind kind) {
        boolean ofAModel = kind == AlertKind.PERFORMANCE
                || kind == AlertKind.SILENCE
                || kind == AlertKind.LIMIT_EXCEEDED
                || kind == AlertKind.UNKNOWN;
        Arrays.stream(AlertChange.values())
                .filter(change ->
                        kind != AlertKind.NEW_FEATURE || change == AlertChange.WITHDRAWN || change == AlertChange.MUTED)
                .forEach(change -> {
                    if (ofAModel) {
                        assertThatThrownBy(() -> AlertSentence.of(kind, on(change), rating().comparison()))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining(kind.name());
                    } else {
                        assertThat(AlertSentence.of(kind, on(change), rating().comparison()))
                                .contains("review_scores_rating")
                                .doesNotContain("NaN %", "null", "  ")
                                .doesNotEndWith(".");
                    }
                });
    }
}
