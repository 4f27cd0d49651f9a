package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.FeatureNames;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final int CALM_WINDOWS = 3;

    /** Windows 2 to 4 rescaled, 8 to 9 lost, 13 to 14 holiday; one window after that. */
    private final Story story = new Story(
            0,
            Duration.ofMinutes(5),
            100,
            List.of(
                    Phase.quiet(2),
                    Phase.of(Fault.RATING_RESCALED, 3),
                    Phase.quiet(3),
                    Phase.of(Fault.NEIGHBOURHOOD_LOST, 2),
                    Phase.quiet(3),
                    Phase.of(Fault.HOLIDAY_PRICES, 2),
                    Phase.quiet(1)));

    private final DriftAlert ratingFires =
            alert("a", 2, AlertState.FIRING, "review_scores_rating", AlertKind.OUT_OF_RANGE);
    private final DriftAlert ratingResolves =
            alert("a", 7, AlertState.RESOLVED, "review_scores_rating", AlertKind.OUT_OF_RANGE);
    private final DriftAlert placeFires = alert("b", 8, AlertState.FIRING, "neighbourhood", AlertKind.MISSING_VALUES);
    private final DriftAlert placeResolves =
            alert("b", 12, AlertState.RESOLVED, "neighbourhood", AlertKind.MISSING_VALUES);
    private final DriftAlert pricePends =
            alert("c", 13, AlertState.PENDING, FeatureNames.PREDICTION, AlertKind.DISTRIBUTION);
    private final DriftAlert priceFires =
            alert("c", 14, AlertState.FIRING, FeatureNames.PREDICTION, AlertKind.DISTRIBUTION);

    private final List<DriftAlert> good =
            List.of(ratingFires, ratingResolves, placeFires, placeResolves, pricePends, priceFires);

    @Test
    void passesWhereEachFaultFiresInTimeAndIsResolvedWhereThereIsTime() {
        assertThat(judge(good)).isEmpty();
    }

    @Test
    void aPendingThatLapsesIsNothing() {
        assertThat(judge(with(
                        alert("d", 5, AlertState.PENDING, "bedrooms", AlertKind.DISTRIBUTION),
                        alert("d", 8, AlertState.RESOLVED, "bedrooms", AlertKind.DISTRIBUTION))))
                .isEmpty();
    }

    @Test
    void aChangeOfSeverityIsTheSameAlert() {
        assertThat(judge(with(alert("a", 3, AlertState.FIRING, "review_scores_rating", AlertKind.OUT_OF_RANGE))))
                .isEmpty();
    }

    @Test
    void saysWhichFaultWasMissed() {
        assertThat(judge(without(priceFires)))
                .containsExactly(
                        "No DISTRIBUTION alert fired on $prediction, although the holiday season begins and the"
                                + " predicted prices rise by 35 %.");
        assertThat(judge(List.of())).hasSize(3);
    }

    @Test
    void theRightFeatureUnderTheWrongKindIsMissedAndTooMuch() {
        List<DriftAlert> alerts = new ArrayList<>(without(placeFires, placeResolves));
        alerts.add(alert("x", 8, AlertState.FIRING, "neighbourhood", AlertKind.UNSEEN_CATEGORY));

        assertThat(judge(alerts))
                .anySatisfy(problem -> assertThat(problem).startsWith("No MISSING_VALUES alert fired on neighbourhood"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("A UNSEEN_CATEGORY alert fired on neighbourhood in window 8, where nothing of the"
                                + " kind was wrong."))
                .hasSize(2);
    }

    @Test
    void theRightAlertOutsideItsFaultIsMissedAndTooMuch() {
        List<DriftAlert> alerts = new ArrayList<>(without(ratingFires, ratingResolves));
        alerts.add(alert("a", 1, AlertState.FIRING, "review_scores_rating", AlertKind.OUT_OF_RANGE));

        assertThat(judge(alerts)).hasSize(2);
    }

    @Test
    void firingInTheFourthWindowIsTooLate() {
        Story longer =
                new Story(0, Duration.ofMinutes(5), 100, List.of(Phase.quiet(1), Phase.of(Fault.HOLIDAY_PRICES, 5)));
        DriftAlert third = alert("c", 3, AlertState.FIRING, FeatureNames.PREDICTION, AlertKind.DISTRIBUTION);
        DriftAlert fourth = alert("c", 4, AlertState.FIRING, FeatureNames.PREDICTION, AlertKind.DISTRIBUTION);

        assertThat(Verdict.of(longer, List.of(third), CALM_WINDOWS).passed()).isTrue();
        assertThat(Verdict.of(longer, List.of(fourth), CALM_WINDOWS).problems())
                .containsExactly("The DISTRIBUTION alert on $prediction fired only in the fault's window 4.");
    }

    @Test
    void anAlertThatIsNeverResolvedIsAProblemWhereThereWasTime() {
        assertThat(judge(without(ratingResolves)))
                .containsExactly("The OUT_OF_RANGE alert on review_scores_rating was never resolved, 11 windows after"
                        + " the repair.");
    }

    @Test
    void resolvingWhileTheFaultGoesOnIsAProblem() {
        List<DriftAlert> alerts = new ArrayList<>(without(ratingResolves));
        alerts.add(alert("a", 4, AlertState.RESOLVED, "review_scores_rating", AlertKind.OUT_OF_RANGE));

        assertThat(judge(alerts))
                .containsExactly(
                        "The OUT_OF_RANGE alert on review_scores_rating was resolved while the fault went on.");
    }

    @Test
    void tellsOfAlertsThatFiredAndOfNoOthers() {
        AlertWords words = new AlertWords(ZoneOffset.UTC);

        assertThat(words.line(pricePends)).isEmpty();
        assertThat(words.line(alert("c", 14, AlertState.RESOLVED, "$prediction", AlertKind.DISTRIBUTION)))
                .isEmpty();
        assertThat(words.line(ratingFires))
                .isEqualTo(Optional.of("00:10-00:15  FIRING    WARNING   OUT_OF_RANGE    the figures say so"));
        assertThat(words.line(ratingResolves))
                .hasValueSatisfying(line -> assertThat(line).startsWith("00:35-00:40  RESOLVED"));
    }

    private List<String> judge(List<DriftAlert> alerts) {
        Verdict verdict = Verdict.of(story, alerts, CALM_WINDOWS);
        assertThat(verdict.passed()).isEqualTo(verdict.problems().isEmpty());
        return verdict.problems();
    }

    private List<DriftAlert> with(DriftAlert... more) {
        List<DriftAlert> alerts = new ArrayList<>(good);
        alerts.addAll(Arrays.asList(more));
        return alerts;
    }

    private List<DriftAlert> without(DriftAlert... fewer) {
        List<DriftAlert> alerts = new ArrayList<>(good);
        alerts.removeAll(Arrays.asList(fewer));
        return alerts;
    }

    private DriftAlert alert(String id, int window, AlertState state, String feature, AlertKind kind) {
        return new DriftAlert(
                id,
                state,
                Severity.WARNING,
                kind,
                RentalModel.MODEL,
                "*",
                feature,
                new Story(0, Duration.ofMinutes(5), 100, List.of(Phase.quiet(1))).windowAt(window),
                1_000,
                20_000,
                Evidence.ofRule(0.2),
                new TreeMap<>(),
                "quiet",
                DriftAlert.NO_INCIDENT,
                List.of(),
                "the figures say so");
    }
}
