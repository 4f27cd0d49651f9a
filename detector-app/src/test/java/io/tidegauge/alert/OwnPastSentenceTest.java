package io.tidegauge.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.compare.Calibration;
import io.tidegauge.decide.Observed;
import io.tidegauge.event.TimeWindow;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said where a model is compared with its own past, written by hand: there is no baseline to speak of. */
class OwnPastSentenceTest {

    private static final ComparedWith DAY_BEFORE = ComparedWith.lastWindows(24);
    private static final ComparedWith HOUR_BEFORE = ComparedWith.lastWindows(1);
    private static final ComparedWith LAST_WEEK = ComparedWith.SAME_HOUR_LAST_WEEK;

    private static Observed rating() {
        return Observed.numeric("rating")
                .rows(5_120)
                .statistic("baseline_q50", 95)
                .statistic("window_q50", 88)
                .statistic("baseline_min", 20)
                .statistic("baseline_max", 100);
    }

    private static Observed lower() {
        return rating().cell("below 80", 0.15, 0.48)
                .cell("80 to 100", 0.85, 0.52)
                .worth(5_120);
    }

    private static Observed place() {
        return Observed.categorical("place").rows(5_120);
    }

    private static Occasion on(AlertChange change, Severity severity, ComparedWith with) {
        return new Occasion(change, severity, DecisionPath.WINDOW, new TimeWindow(0, 3_600_000), with);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        AlertKind.DISTRIBUTION,
                        DAY_BEFORE,
                        lower(),
                        "rating fell from around 95 to around 88: 48 % of 5,120 rows are below 80, 15 % in its last 24"
                                + " windows; hours differ less by chance"),
                Arguments.of(
                        AlertKind.DISTRIBUTION,
                        LAST_WEEK,
                        lower().chance(Calibration.PROVISIONAL),
                        "rating fell from around 95 to around 88: 48 % of 5,120 rows are below 80, 15 % in the same hour"
                                + " last week; hours differ less by chance (provisional: what chance does is known of"
                                + " a few days only)"),
                Arguments.of(
                        AlertKind.DISTRIBUTION,
                        HOUR_BEFORE,
                        lower().chance(Calibration.UNCALIBRATED),
                        "rating fell from around 95 to around 88: 48 % of 5,120 rows are below 80, 15 % in its last"
                                + " window (uncalibrated: how much hours differ by chance is not known)"),
                Arguments.of(
                        AlertKind.OUT_OF_RANGE,
                        LAST_WEEK,
                        rating().statistic("window_q50", 4.7).outOfRange(5_120, 0),
                        "rating fell from around 95 to around 4.7: 100 % of 5,120 rows are below 20, the minimum of the"
                                + " same hour last week"),
                Arguments.of(
                        AlertKind.OUT_OF_RANGE,
                        DAY_BEFORE,
                        rating().statistic("window_q50", 950).outOfRange(0, 4_096),
                        "rating rose from around 95 to around 950: 80 % of 5,120 rows are above 100, the maximum of its"
                                + " last 24 windows"),
                Arguments.of(
                        AlertKind.OUT_OF_RANGE,
                        HOUR_BEFORE,
                        rating().statistic("window_q50", 95).outOfRange(1_024, 512),
                        "rating left its range: 30 % of 5,120 rows are outside 20 to 100, the range of its last window"),
                Arguments.of(
                        AlertKind.MISSING_VALUES,
                        DAY_BEFORE,
                        place().missing(100, 3_072),
                        "place is missing in 60 % of 5,120 rows, 1 % in its last 24 windows"),
                Arguments.of(
                        AlertKind.UNSEEN_CATEGORY,
                        LAST_WEEK,
                        place().unseen(600),
                        "place has categories that the same hour last week never had, in 11.7 % of 5,120 rows"),
                Arguments.of(
                        AlertKind.TYPE_CHANGE,
                        DAY_BEFORE,
                        rating().mismatched(2_560),
                        "rating changed its type: 50 % of 5,120 rows have no number, as the values of its last 24 windows"
                                + " are"),
                Arguments.of(
                        AlertKind.CONSTANT,
                        LAST_WEEK,
                        rating().distinct(61, 1),
                        "rating has one and the same value in all 5,120 rows; the same hour last week has 61 different"
                                + " ones"),
                Arguments.of(
                        AlertKind.ABSENT_FEATURE,
                        DAY_BEFORE,
                        rating().absent(),
                        "rating is in none of 5,120 rows; 100 % of the rows of its last 24 windows have it"),
                Arguments.of(
                        AlertKind.NOT_A_NUMBER,
                        HOUR_BEFORE,
                        rating().notNumbers(0, 512),
                        "rating is NaN or infinite in 10 % of 5,120 rows, 0 % in its last window"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrong(AlertKind kind, ComparedWith with, Observed observed, String expected) {
        assertThat(AlertSentence.of(kind, on(AlertChange.CONFIRMED, Severity.WARNING, with), observed.comparison()))
                .isEqualTo(expected);
    }

    @Test
    void saysHowItIsBack() {
        Occasion on = on(AlertChange.BACK, Severity.WARNING, DAY_BEFORE);
        assertThat(AlertSentence.of(AlertKind.DISTRIBUTION, on, rating().comparison()))
                .isEqualTo(
                        "rating is back to the distribution of its last 24 windows: around 88 in 5,120 rows, around 95"
                                + " in its last 24 windows");
        assertThat(AlertSentence.of(AlertKind.UNSEEN_CATEGORY, on, place().comparison()))
                .isEqualTo("place is back to the categories of its last 24 windows: 0 % of 5,120 rows have others");
    }

    @Test
    void saysWhatIsNew() {
        assertThat(AlertSentence.ofUnknown(AlertKind.NEW_FEATURE, AlertChange.CONFIRMED, DAY_BEFORE, "pool_size"))
                .isEqualTo(
                        "pool_size is new: most of its last 24 windows do not have it, so its values are not judged");
        assertThat(AlertSentence.ofUnknown(AlertKind.NEW_FEATURE, AlertChange.BACK, LAST_WEEK, "pool_size"))
                .isEqualTo("pool_size, which the same hour last week does not have, is not sent any more");
        assertThat(AlertSentence.ofManyNew(
                        AlertChange.CONFIRMED, HOUR_BEFORE, new TreeSet<>(List.of("a", "b", "c", "d"))))
                .isEqualTo("4 features are new, among them a, b, c: its last window does not have them, so their values"
                        + " are not judged");
        assertThat(AlertSentence.ofUnknown(AlertKind.OUT_OF_RANGE, AlertChange.WITHDRAWN, DAY_BEFORE, "pool_size"))
                .isEqualTo(
                        "pool_size: the alert of values out of range ends, its last 24 windows have nothing to hold it"
                                + " against");
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertKind.class,
            names = {"PERFORMANCE", "SILENCE", "LIMIT_EXCEEDED", "NEW_FEATURE", "UNKNOWN"},
            mode = EnumSource.Mode.EXCLUDE)
    void speaksOfNoBaseline(AlertKind kind) {
        for (AlertChange change : AlertChange.values()) {
            assertThat(AlertSentence.of(kind, on(change, Severity.NOTICE, DAY_BEFORE), lower().comparison()))
                    .as("%s %s", kind, change)
                    .doesNotContain("baseline");
        }
    }

    @Test
    void thereIsNoLastOfNoWindows() {
        assertThatThrownBy(() -> ComparedWith.lastWindows(0)).hasMessage("nothing is compared with 0 windows");
    }
}
