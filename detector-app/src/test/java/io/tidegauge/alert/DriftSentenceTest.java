package io.tidegauge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.SeasonSlot;
import io.tidegauge.decide.Observed;
import io.tidegauge.event.TimeWindow;
import java.time.DayOfWeek;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of drift, written by hand from the rows. */
class DriftSentenceTest {

    private static final long MINUTE = 60_000;
    private static final TimeWindow HOUR = new TimeWindow(0, 60 * MINUTE);
    private static final TimeWindow DAY = new TimeWindow(0, 24 * 60 * MINUTE);
    private static final SeasonSlot MONDAY = new SeasonSlot(Optional.of(DayOfWeek.MONDAY), 9);
    private static final SeasonSlot AT_NINE = new SeasonSlot(Optional.empty(), 9);

    /** Half of the ratings were 90 to 100; now half are 80 to 90. */
    private static Observed rating() {
        return Observed.numeric("review_scores_rating")
                .rows(5_120)
                .statistic("baseline_q50", 95)
                .statistic("window_q50", 88)
                .cell("below 20", 0, 0.001)
                .cell("80 to 90", 0.15, 0.48)
                .cell("90 to 100", 0.85, 0.519);
    }

    private static Observed place() {
        return Observed.categorical("neighbourhood").rows(5_120);
    }

    private static Occasion confirmed(Severity severity) {
        return new Occasion(AlertChange.CONFIRMED, severity, DecisionPath.WINDOW, HOUR, ComparedWith.BASELINE);
    }

    private static Occasion of(AlertChange change) {
        return new Occasion(change, Severity.WARNING, DecisionPath.WINDOW, HOUR, ComparedWith.BASELINE);
    }

    private static Occasion ofDay(AlertChange change, Severity severity) {
        return new Occasion(change, severity, DecisionPath.DAY, DAY, ComparedWith.BASELINE);
    }

    static Stream<Arguments> confirmed() {
        return Stream.of(
                Arguments.of(
                        confirmed(Severity.WARNING),
                        rating().worth(1_850.4),
                        "review_scores_rating fell from around 95 to around 88: 48 % of 5,120 rows (worth 1,850"
                                + " independent ones) are 80 to 90, 15 % in the baseline, whose own hours vary less"),
                Arguments.of(
                        confirmed(Severity.CRITICAL),
                        rating().worth(5_119.6),
                        "review_scores_rating fell from around 95 to around 88: 48 % of 5,120 rows are 80 to 90, 15 %"
                                + " in the baseline, whose own hours vary less"),
                Arguments.of(
                        confirmed(Severity.WARNING),
                        rating().worth(0.8).chance(Calibration.PROVISIONAL),
                        "review_scores_rating fell from around 95 to around 88: 48 % of 5,120 rows (worth 1"
                                + " independent one) are 80 to 90, 15 % in the baseline, whose own hours vary less"
                                + " (provisional: the baseline is short)"),
                Arguments.of(
                        confirmed(Severity.NOTICE),
                        rating().worth(1_437.9).chance(Calibration.UNCALIBRATED),
                        "review_scores_rating fell from around 95 to around 88: 48 % of 5,120 rows (worth 1,440"
                                + " independent ones) are 80 to 90, 15 % in the baseline (a notice, uncalibrated: how"
                                + " much the baseline's own hours vary is not known)"),
                Arguments.of(
                        confirmed(Severity.NOTICE),
                        rating().resolution(0.06),
                        "review_scores_rating fell from around 95 to around 88: 48 % of 5,120 rows are 80 to 90, 15 %"
                                + " in the baseline, whose own hours vary less (a notice: its histogram is too coarse)"),
                Arguments.of(
                        ofDay(AlertChange.CONFIRMED, Severity.NOTICE),
                        rating().worth(310),
                        "review_scores_rating fell from around 95 to around 88: 48 % of the day's 5,120 rows (worth 310"
                                + " independent ones) are 80 to 90, 15 % in the baseline, whose own days vary less (a"
                                + " notice: the change is small)"),
                Arguments.of(
                        ofDay(AlertChange.SUSPECTED, Severity.WARNING),
                        rating().chance(Calibration.PROVISIONAL),
                        "review_scores_rating fell from around 95 to around 88: 48 % of the day's 5,120 rows are 80 to"
                                + " 90, 15 % in the baseline, whose own days vary less (not yet confirmed; provisional:"
                                + " the baseline is short)"),
                Arguments.of(
                        confirmed(Severity.WARNING),
                        rating().statistic("window_q50", 95).cell("= 100", 0.1, 0.45),
                        "review_scores_rating changed its distribution: 45 % of 5,120 rows are 100, 10 % in the"
                                + " baseline, whose own hours vary less"),
                Arguments.of(
                        confirmed(Severity.WARNING),
                        rating().statistic("window_q50", 96)
                                .statistic("quantile_shift_q50", 0.09)
                                .cell("missing", 0, 0.39),
                        "review_scores_rating changed its distribution: 39 % of 5,120 rows are missing, 0 % in the"
                                + " baseline, whose own hours vary less"),
                Arguments.of(
                        confirmed(Severity.WARNING),
                        place().cell("Centro", 0.2, 0.45).cell("Norte", 0.8, 0.55),
                        "neighbourhood changed its distribution: 45 % of 5,120 rows are Centro, 20 % in the baseline,"
                                + " whose own hours vary less"),
                Arguments.of(
                        confirmed(Severity.WARNING),
                        place().drift(0.234567, 0),
                        "neighbourhood changed its distribution: an effect of 0.235 in 5,120 rows, more than the"
                                + " baseline's own hours vary"));
    }

    @ParameterizedTest
    @MethodSource("confirmed")
    void saysWhatMovedAndHowSureItIs(Occasion on, Observed observed, String expected) {
        assertThat(AlertSentence.of(AlertKind.DISTRIBUTION, on, observed.comparison()))
                .isEqualTo(expected)
                .hasSizeLessThan(240);
    }

    @Test
    void saysWhichHoursOfTheBaselineItIsHeldAgainst() {
        assertThat(confirmed(rating().slot(MONDAY).worth(1_850)))
                .isEqualTo("review_scores_rating is lower than in the baseline on Mondays at 09:00 UTC: 48 % of 5,120"
                        + " rows (worth 1,850 independent ones) are 80 to 90, 15 % in the baseline at that hour, which"
                        + " varies less from week to week");
        assertThat(confirmed(Observed.numeric("count")
                        .rows(60)
                        .slot(AT_NINE)
                        .cell("below 5", 0.5, 0.1)
                        .cell("5 to 9", 0.3, 0.3)
                        .cell("above 9", 0.2, 0.6)))
                .isEqualTo("count is higher than in the baseline at 09:00 UTC: 60 % of 60 rows are above 9, 20 % in the"
                        + " baseline at that hour, which varies less from day to day");
        assertThat(confirmed(Observed.numeric("count")
                        .rows(60)
                        .slot(AT_NINE)
                        .cell("below 5", 0.3, 0.1)
                        .cell("5 to 9", 0.4, 0.8)
                        .cell("above 9", 0.3, 0.1)))
                .as("to the middle from both sides")
                .startsWith("count differs from the baseline at 09:00 UTC: 80 % of 60 rows are 5 to 9, 40 %");
        assertThat(confirmed(place().slot(MONDAY).cell("Centro", 0.2, 0.45).cell("Norte", 0.8, 0.55)))
                .startsWith("neighbourhood differs from the baseline on Mondays at 09:00 UTC: 45 % of 5,120 rows");
        assertThat(confirmed(rating().slot(AT_NINE).chance(Calibration.UNCALIBRATED)))
                .endsWith("are 80 to 90, 15 % in the baseline at that hour (uncalibrated: how much the baseline's own"
                        + " hours vary is not known)");
    }

    @Test
    void missingValuesAreNeitherLowNorHigh() {
        assertThat(confirmed(Observed.numeric("count")
                        .rows(60)
                        .slot(AT_NINE)
                        .cell("below 5", 0.45, 0.1)
                        .cell("above 9", 0.45, 0.1)
                        .cell("missing", 0.1, 0.8)))
                .startsWith("count differs from the baseline at 09:00 UTC: 80 % of 60 rows are missing, 10 % in");
    }

    private static String confirmed(Observed observed) {
        return AlertSentence.of(AlertKind.DISTRIBUTION, confirmed(Severity.WARNING), observed.comparison());
    }

    static Stream<Arguments> back() {
        return Stream.of(
                Arguments.of(
                        of(AlertChange.BACK),
                        rating().statistic("window_q50", 95.1).drift(0.0123, 0.2),
                        "review_scores_rating is back to the baseline's distribution: around 95.1 in 5,120 rows, around"
                                + " 95 in the baseline"),
                Arguments.of(
                        ofDay(AlertChange.BACK, Severity.NOTICE),
                        rating().statistic("window_q50", 95.1).drift(0.0123, 0.2),
                        "review_scores_rating is back to the baseline's distribution: around 95.1 in the day's 5,120"
                                + " rows, around 95 in the baseline"),
                Arguments.of(
                        of(AlertChange.BACK),
                        rating().slot(MONDAY).drift(0.0123, 0.2),
                        "review_scores_rating is back to the baseline on Mondays at 09:00 UTC: an effect of 0.0123 in"
                                + " 5,120 rows"),
                Arguments.of(
                        of(AlertChange.BACK),
                        place().drift(0.0123, 0.2),
                        "neighbourhood is back to the baseline's distribution: an effect of 0.0123 in 5,120 rows"));
    }

    @ParameterizedTest
    @MethodSource("back")
    void saysHowItIsBack(Occasion on, Observed observed, String expected) {
        assertThat(AlertSentence.of(AlertKind.DISTRIBUTION, on, observed.comparison()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5, spans of 5 min", "30, spans of 30 min", "60, hours", "90, spans of 1 h 30 min", "1440, days"})
    void namesTheSpansThatTheBaselineWasCutIn(long minutes, String spans) {
        Occasion on = new Occasion(
                AlertChange.CONFIRMED,
                Severity.WARNING,
                DecisionPath.FAST,
                new TimeWindow(0, minutes * MINUTE),
                ComparedWith.BASELINE);
        assertThat(AlertSentence.of(AlertKind.DISTRIBUTION, on, rating().comparison()))
                .endsWith(", whose own " + spans + " vary less");
    }

    @ParameterizedTest
    @EnumSource(AlertChange.class)
    void longNamesAreCut(AlertChange change) {
        String feature = "f".repeat(62) + "\uD83C\uDF0A" + "f".repeat(400);
        Observed observed = Observed.categorical(feature)
                .rows(Long.MAX_VALUE / 2)
                .worth(123_456_789)
                .chance(Calibration.PROVISIONAL)
                .cell("line\nbreak " + "c".repeat(1_000), 1e-9, 0.99999);
        Occasion on = ofDay(change, Severity.NOTICE);
        assertThat(AlertSentence.of(AlertKind.DISTRIBUTION, on, observed.comparison()))
                .startsWith("f".repeat(62) + "…")
                .doesNotContain("\n")
                .hasSizeLessThan(440);
    }
}
