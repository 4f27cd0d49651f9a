package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one cause, from its beginning to after its end, has to say. Effects of mixed rows are the exact JS distances. */
class OneCauseOneAlertTest {

    private static final Observed QUIET_RATING = Observed.numeric("rating");
    private static final Observed QUIET_PLACE = Observed.categorical("place");

    /** 60 % of the rows lose their value: JS(0.01, 0.6) = 0.6012 and nothing else moves. */
    private static Observed placeLost() {
        return Observed.categorical("place").missing(100, 600).drift(0.6012, 1e-300);
    }

    @Test
    void lostValuesAreMissingValues() {
        Episode episode = new Episode();
        episode.repeat(2, QUIET_PLACE);
        // The fault begins within a window: a quarter of the rows, JS(0.01, 0.25) = 0.3338, three times the threshold.
        episode.next(Observed.categorical("place").missing(100, 250).drift(0.3338, 1e-60));
        episode.repeat(3, placeLost());
        episode.next(Observed.categorical("place").missing(100, 250).drift(0.3338, 1e-60));
        episode.repeat(4, QUIET_PLACE);
        assertThat(episode.story())
                .containsExactly(
                        "2: PENDING WARNING MISSING_VALUES place",
                        "3: FIRING CRITICAL MISSING_VALUES place",
                        "9: RESOLVED CRITICAL MISSING_VALUES place");
        assertThat(episode.alerts())
                .extracting(DriftAlert::alertId)
                .containsOnly(episode.alerts().get(0).alertId());
        assertThat(episode.tracks().keySet())
                .as("but for what the day remembers")
                .allMatch(TrackKey::daily);
    }

    @Test
    void aSmallSteadyLossIsMissingValuesToo() {
        Episode episode = new Episode()
                .repeat(3, Observed.categorical("place").missing(100, 60).drift(0.1215, 1e-9));
        assertThat(episode.story())
                .containsExactly("0: PENDING WARNING MISSING_VALUES place", "1: FIRING WARNING MISSING_VALUES place");
    }

    @Test
    void aRescaledRatingIsOutOfRange() {
        Episode episode = new Episode();
        // From within the first window: 15 % below the minimum, JS(0, 0.15) = 0.2818; then all of it.
        episode.next(Observed.numeric("rating").outOfRange(150, 0).drift(0.2818, 1e-40));
        episode.repeat(
                3,
                Observed.numeric("rating").outOfRange(1_000, 0).distinct(50, 40).drift(1, 1e-300));
        episode.repeat(3, QUIET_RATING);
        assertThat(episode.story())
                .containsExactly(
                        "0: PENDING WARNING OUT_OF_RANGE rating",
                        "1: FIRING CRITICAL OUT_OF_RANGE rating",
                        "6: RESOLVED CRITICAL OUT_OF_RANGE rating");
    }

    @Test
    void aRenamedCategoryIsUnseen() {
        // A category of 30 % comes under another name: the divergence is 0.3, and 0.169 of it are the unseen rows.
        Episode episode = new Episode()
                .repeat(2, Observed.categorical("place").unseen(300).drift(0.5477, 1e-90));
        assertThat(episode.story()).containsExactly("0: FIRING CRITICAL UNSEEN_CATEGORY place");
        // One of 3 %: below the bound of 5 %, and a divergence of 0.03 of which 0.0152 are the unseen rows.
        episode =
                new Episode().repeat(2, Observed.categorical("place").unseen(30).drift(0.1732, 1e-9));
        assertThat(episode.story())
                .containsExactly("0: PENDING WARNING UNSEEN_CATEGORY place", "1: FIRING WARNING UNSEEN_CATEGORY place");
    }

    @Test
    void aShiftThatPushesAFewValuesOutIsDrift() {
        // 3 % out of range (a divergence of 0.0152) in a shift of half the law (0.25).
        Episode episode = new Episode()
                .repeat(3, Observed.numeric("price").outOfRange(0, 30).drift(0.5, 1e-200));
        assertThat(episode.story()).containsExactly("0: FIRING CRITICAL DISTRIBUTION price");
    }

    @Test
    void aFeedThatComesAliveIsDriftOfAConstant() {
        // elec2's vicprice: constant in the baseline, all else in the window; the window before has 48 rows of 1,344 of
        // it.
        Episode episode = new Episode();
        episode.next(Observed.numeric("vicprice")
                .rows(1_344)
                .outOfRange(48, 0)
                .distinct(1, 40)
                .drift(0.1345, 1e-9));
        episode.repeat(
                2,
                Observed.numeric("vicprice")
                        .rows(1_344)
                        .outOfRange(600, 744)
                        .distinct(1, 900)
                        .drift(1, 0));
        assertThat(episode.story())
                .containsExactly(
                        "0: PENDING WARNING DISTRIBUTION vicprice", "1: FIRING CRITICAL DISTRIBUTION vicprice");
    }

    @Test
    void twoCausesAreTwoAlerts() {
        // 5 % lost (divergence 0.0115) while half of the rest moves (0.2): drift is not hidden by a small loss.
        Episode episode =
                new Episode().repeat(2, Observed.numeric("price").missing(0, 50).drift(0.46, 1e-100));
        assertThat(episode.story())
                .containsExactly(
                        "0: FIRING CRITICAL DISTRIBUTION price",
                        "0: PENDING WARNING MISSING_VALUES price",
                        "1: FIRING WARNING MISSING_VALUES price");
        // Rows that lost their value and rows out of range are different rows.
        episode = new Episode()
                .repeat(
                        2,
                        Observed.numeric("price")
                                .missing(0, 400)
                                .outOfRange(250, 0)
                                .drift(0.7, 1e-300));
        assertThat(episode.story())
                .containsExactly("0: FIRING CRITICAL MISSING_VALUES price", "0: FIRING CRITICAL OUT_OF_RANGE price");
    }

    @Test
    void aStuckValueIsConstantWhereverItIs() {
        Episode episode = new Episode()
                .repeat(
                        2,
                        Observed.numeric("rating")
                                .outOfRange(1_000, 0)
                                .distinct(50, 1)
                                .cell("below 20", 0, 1)
                                .drift(1, 0));
        assertThat(episode.story()).containsExactly("0: FIRING CRITICAL CONSTANT rating");
        episode = new Episode()
                .repeat(
                        2,
                        Observed.categorical("place")
                                .unseen(1_000)
                                .distinct(12, 1)
                                .cell("unseen", 0, 1)
                                .drift(1, 0));
        assertThat(episode.story()).containsExactly("0: FIRING CRITICAL CONSTANT place");
    }

    @Test
    void anAbsentFeatureIsAbsentOnly() {
        Episode episode =
                new Episode().repeat(4, Observed.numeric("rating").absent().undefined());
        assertThat(episode.story()).containsExactly("0: FIRING CRITICAL ABSENT_FEATURE rating");
        episode.repeat(3, QUIET_RATING);
        assertThat(episode.story()).last().isEqualTo("6: RESOLVED CRITICAL ABSENT_FEATURE rating");
    }

    @Test
    void whatIsAbsentOrStuckShowsSomethingElseAsItBeginsAndEnds() {
        Observed absent = Observed.numeric("rating").absent().undefined();
        Observed partly = Observed.numeric("rating").missing(0, 700).drift(0.7, 0);
        Episode episode = new Episode();
        episode.next(partly);
        episode.repeat(3, absent);
        episode.next(partly);
        episode.repeat(3, QUIET_RATING);
        assertThat(episode.story())
                .as("it began as missing values, and that it stays")
                .containsExactly(
                        "0: FIRING CRITICAL MISSING_VALUES rating", "7: RESOLVED CRITICAL MISSING_VALUES rating");
        episode = new Episode().repeat(3, absent).repeat(1, partly).repeat(2, QUIET_RATING);
        assertThat(episode.story())
                .containsExactly(
                        "0: FIRING CRITICAL ABSENT_FEATURE rating", "5: RESOLVED CRITICAL ABSENT_FEATURE rating");
        Observed stuck =
                Observed.numeric("rating").distinct(50, 1).cell("= 94", 0.08, 1).drift(0.89, 0);
        Observed partlyStuck = Observed.numeric("rating").drift(0.6, 0);
        episode = new Episode().repeat(3, stuck).repeat(1, partlyStuck).repeat(2, QUIET_RATING);
        assertThat(episode.story())
                .containsExactly("0: FIRING CRITICAL CONSTANT rating", "5: RESOLVED CRITICAL CONSTANT rating");
        episode = new Episode().repeat(3, stuck).repeat(5, partlyStuck);
        assertThat(episode.story())
                .as("drift that outlives the fault's alert is drift")
                .containsExactly(
                        "0: FIRING CRITICAL CONSTANT rating",
                        "5: RESOLVED CRITICAL CONSTANT rating",
                        "6: FIRING CRITICAL DISTRIBUTION rating");
    }

    @Test
    void aSuspicionIsDroppedAndAnAlertHeldWhenAFaultTakesOver() {
        Observed outOfRange = Observed.numeric("rating").outOfRange(900, 0).drift(0.95, 1e-300);
        Episode episode = new Episode();
        episode.next(Observed.numeric("rating").drift(0.2, 1e-9));
        episode.next(outOfRange);
        assertThat(episode.story())
                .containsExactly(
                        "0: PENDING WARNING DISTRIBUTION rating",
                        "1: RESOLVED WARNING DISTRIBUTION rating",
                        "1: FIRING CRITICAL OUT_OF_RANGE rating");

        episode = new Episode();
        episode.repeat(2, Observed.numeric("rating").drift(0.2, 1e-9));
        episode.repeat(9, outOfRange);
        assertThat(episode.story())
                .as("what had fired is neither confirmed nor over while the fault hides it")
                .containsExactly(
                        "0: PENDING WARNING DISTRIBUTION rating",
                        "1: FIRING WARNING DISTRIBUTION rating",
                        "2: FIRING CRITICAL OUT_OF_RANGE rating");
        episode.repeat(3, QUIET_RATING);
        assertThat(episode.story())
                .endsWith("13: RESOLVED WARNING DISTRIBUTION rating", "13: RESOLVED CRITICAL OUT_OF_RANGE rating");
        assertThat(episode.tracks().keySet())
                .as("but for what the day remembers")
                .allMatch(TrackKey::daily);
    }

    @Test
    void whatFiredBeforeAFaultCalmsDownWithIt() {
        Observed stuck =
                Observed.numeric("rating").distinct(50, 1).cell("= 94", 0.08, 1).drift(0.89, 0);
        Episode episode = new Episode();
        episode.repeat(2, Observed.numeric("rating").drift(0.2, 1e-9));
        episode.repeat(2, stuck);
        episode.repeat(3, QUIET_RATING);
        assertThat(episode.story())
                .as("an open alert goes on counting calm windows while that of the fault is still open")
                .endsWith("6: RESOLVED WARNING DISTRIBUTION rating", "6: RESOLVED CRITICAL CONSTANT rating");
    }

    @Test
    void aSuspicionIsDroppedWhenNoValuesAreLeft() {
        Episode episode = new Episode();
        episode.next(Observed.numeric("rating").drift(0.2, 1e-9));
        episode.next(Observed.numeric("rating").missing(100, 1_000).drift(0.9, 0));
        assertThat(episode.story())
                .containsExactly(
                        "0: PENDING WARNING DISTRIBUTION rating",
                        "1: RESOLVED WARNING DISTRIBUTION rating",
                        "1: FIRING CRITICAL MISSING_VALUES rating");
    }

    @Test
    void driftThatFiresKeepsTheFewValuesItPushesOut() {
        Episode episode = new Episode();
        episode.repeat(2, Observed.numeric("price").drift(0.15, 1e-9));
        episode.repeat(5, Observed.numeric("price").outOfRange(0, 25).drift(0.15, 1e-9));
        assertThat(episode.story())
                .containsExactly("0: PENDING WARNING DISTRIBUTION price", "1: FIRING WARNING DISTRIBUTION price");
    }

    @Test
    void aNewFeatureIsANoticeUntilItIsGoneOrInTheBaseline() {
        Episode episode = new Episode();
        episode.next(Set.of("pool_size"), QUIET_RATING);
        episode.next(Set.of("pool_size"), QUIET_RATING);
        episode.repeat(3, QUIET_RATING);
        assertThat(episode.story())
                .containsExactly("0: FIRING NOTICE NEW_FEATURE pool_size", "4: RESOLVED NOTICE NEW_FEATURE pool_size");

        episode = new Episode();
        episode.next(Set.of("pool_size"), QUIET_RATING);
        episode.next(QUIET_RATING, Observed.numeric("pool_size"));
        assertThat(episode.story())
                .containsExactly("0: FIRING NOTICE NEW_FEATURE pool_size", "1: RESOLVED NOTICE NEW_FEATURE pool_size");
        assertThat(episode.alerts().get(1).summary()).contains("the baseline now in force has it");
    }

    @Test
    void anAlertEndsWithTheBaselineItWasHeldAgainst() {
        Episode episode = new Episode();
        episode.next(Observed.numeric("a").outOfRange(900, 0), Observed.numeric("rating"));
        episode.next(Observed.numeric("rating"));
        assertThat(episode.story())
                .containsExactly("0: FIRING CRITICAL OUT_OF_RANGE a", "1: RESOLVED CRITICAL OUT_OF_RANGE a");
        assertThat(episode.alerts().get(1).effect()).isNaN();
        assertThat(episode.tracks()).isEmpty();
    }

    @Test
    void windowsWithTooFewRowsChangeNothing() {
        Episode episode = new Episode();
        episode.next(Observed.numeric("rating").drift(0.2, 1e-9));
        episode.repeat(10, Observed.numeric("rating").rows(29).outOfRange(29, 0).drift(1, 0));
        assertThat(episode.story()).containsExactly("0: PENDING WARNING DISTRIBUTION rating");
        episode.repeat(10, Observed.numeric("rating").rows(29));
        assertThat(episode.story()).hasSize(1);
        episode.next(Observed.numeric("rating").drift(0.2, 1e-9));
        assertThat(episode.story()).last().isEqualTo("21: FIRING WARNING DISTRIBUTION rating");
    }

    @Test
    void featuresWithTooFewValuesOrNoEffectAreLeftOutOfTheFamily() {
        // At 0.0008 the feature passes alone or among two (0.001·1/1, not 0.001·1/2 = 0.0005).
        Observed few = Observed.numeric("a").missing(9_710, 971).drift(0.2, 0.9);
        Observed none = Observed.numeric("b").undefined();
        Observed moved = Observed.numeric("c").drift(0.2, 0.0008);
        Episode episode = new Episode();
        episode.next(few, none, moved);
        assertThat(episode.story()).containsExactly("0: PENDING WARNING DISTRIBUTION c");
        episode = new Episode();
        episode.next(Observed.numeric("a").drift(0.2, 0.9), none, moved);
        assertThat(episode.story()).isEmpty();
    }

    @Test
    void theLastOfSeveralScoresFollowsFromTheOthers() {
        Episode episode = new Episode();
        episode.next(
                Observed.numeric("$score.cat").drift(0.2, 1e-9),
                Observed.numeric("$score.dog").drift(0.2, 1e-9),
                Observed.numeric("$prediction").drift(0.2, 1e-9),
                Observed.numeric("$latency_ms").drift(0.2, 1e-9));
        assertThat(episode.alerts())
                .extracting(DriftAlert::feature)
                .containsExactly("$latency_ms", "$prediction", "$score.cat");
        episode = new Episode();
        episode.next(Observed.numeric("$score.spam").drift(0.2, 1e-9));
        assertThat(episode.alerts()).extracting(DriftAlert::feature).containsExactly("$score.spam");
        episode = new Episode();
        episode.next(
                Observed.numeric("$score.cat"), Observed.numeric("$score.dog").missing(0, 500));
        assertThat(episode.alerts()).as("its data can be faulty all the same").hasSize(1);
    }

    @Test
    void aCoarseSketchGivesANoticeAndNothingMore() {
        Episode episode = new Episode();
        episode.repeat(2, Observed.numeric("price").resolution(0.051).drift(0.9, 0));
        assertThat(episode.story())
                .containsExactly("0: PENDING NOTICE DISTRIBUTION price", "1: FIRING NOTICE DISTRIBUTION price");
        episode.next(Observed.numeric("price").resolution(0.05).drift(0.9, 0));
        assertThat(episode.story()).last().isEqualTo("2: FIRING CRITICAL DISTRIBUTION price");
    }

    @Test
    void severityRisesOnceAndDoesNotFall() {
        Episode episode = new Episode();
        episode.repeat(4, Observed.numeric("price").drift(0.2, 1e-9));
        episode.repeat(4, Observed.numeric("price").drift(0.31, 1e-9));
        episode.repeat(4, Observed.numeric("price").drift(0.2, 1e-9));
        assertThat(episode.story())
                .containsExactly(
                        "0: PENDING WARNING DISTRIBUTION price",
                        "1: FIRING WARNING DISTRIBUTION price",
                        "4: FIRING CRITICAL DISTRIBUTION price");
    }

    @Test
    void hysteresisKeepsAnAlertFromFlickering() {
        Observed exceeding = Observed.numeric("price").drift(0.2, 1e-9);
        Observed nearly = Observed.numeric("price").drift(0.08, 1e-9);
        Observed calm = Observed.numeric("price").drift(0.069, 1e-9);
        Episode episode = new Episode().repeat(2, exceeding).repeat(20, nearly);
        assertThat(episode.alerts()).hasSize(2);
        episode.repeat(2, calm).repeat(1, nearly).repeat(2, calm);
        assertThat(episode.alerts()).hasSize(2);
        episode.next(Observed.numeric("price").drift(0.2, 0.06));
        assertThat(episode.story()).last().isEqualTo("27: RESOLVED WARNING DISTRIBUTION price");
    }

    @Test
    void theSameWindowsGiveTheSameAlertsHoweverOftenTheStateIsRead() {
        Episode one = new Episode().repeat(2, placeLost()).repeat(3, QUIET_PLACE);
        Episode other = new Episode().repeat(2, placeLost()).repeat(3, QUIET_PLACE);
        assertThat(one.alerts()).isEqualTo(other.alerts());
        assertThat(one.alerts()).extracting(DriftAlert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(List.copyOf(one.alerts()))
                .allSatisfy(alert -> assertThat(alert.kind()).isEqualTo(AlertKind.MISSING_VALUES));
    }
}
