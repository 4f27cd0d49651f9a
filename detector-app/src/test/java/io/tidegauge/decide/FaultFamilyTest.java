package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.FeatureComparison;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Exact tests on faults: one family at the level of quality, on the rows that rows are worth. */
class FaultFamilyTest {

    private static FaultTest test(double p) {
        return new FaultTest(p, Finding.without(Verdict.WAVERING), Finding.without(Verdict.AT_ONCE));
    }

    @Test
    void isCorrectedOverAllFeaturesAndKinds() {
        FaultFamily family = new FaultFamily(new BenjaminiHochberg());
        Map<String, Map<AlertKind, FaultTest>> tests = new TreeMap<>(Map.of(
                "a", new TreeMap<>(Map.of(AlertKind.MISSING_VALUES, test(9e-5), AlertKind.CONSTANT, FaultTest.calm())),
                "b",
                        new TreeMap<>(Map.of(
                                AlertKind.MISSING_VALUES,
                                test(2.4e-4),
                                AlertKind.CONSTANT,
                                FaultTest.none(Verdict.UNJUDGED)))));
        // Three tests were made: thresholds 1e-4, 2e-4, 3e-4 at a level of 3e-4. The second is not below its own.
        Map<String, Map<AlertKind, Finding>> found = family.settle(tests, 3e-4);
        assertThat(found.get("a").get(AlertKind.MISSING_VALUES).verdict()).isEqualTo(Verdict.AT_ONCE);
        assertThat(found.get("a").get(AlertKind.MISSING_VALUES).level()).isEqualTo(3e-4);
        assertThat(found.get("a").get(AlertKind.CONSTANT).verdict()).isEqualTo(Verdict.CALM);
        assertThat(found.get("b").get(AlertKind.MISSING_VALUES).verdict()).isEqualTo(Verdict.WAVERING);
        assertThat(found.get("b").get(AlertKind.CONSTANT).verdict()).isEqualTo(Verdict.UNJUDGED);
        assertThat(family.settle(tests, 4e-4)
                        .get("b")
                        .get(AlertKind.MISSING_VALUES)
                        .verdict())
                .as("below 2/3 of 4e-4")
                .isEqualTo(Verdict.AT_ONCE);
    }

    @Test
    void oneOfManyFeaturesNeedsMore() {
        // 9 of 40 rows missing, where none of 100 were: p = 1.8e-6 at 3 in 103, summed term by term.
        Observed odd = Observed.numeric("odd").baselineRows(100).rows(40).missing(0, 9);
        Episode alone = new Episode();
        alone.next(odd);
        assertThat(alone.story()).containsExactly("0: PENDING WARNING MISSING_VALUES odd");
        Observed[] all = Stream.concat(
                        Stream.of(odd),
                        IntStream.range(0, 2_000)
                                .mapToObj(i -> Observed.numeric("f" + i).rows(40)))
                .toArray(Observed[]::new);
        Episode among = new Episode();
        among.next(all);
        assertThat(among.story()).as("of some 10,000 tests").isEmpty();
    }

    @Test
    void countsRowsThatAreWorthOneAsOne() {
        // 1,000 rows of which ten at a time are one: 60 of 1,000 unseen are 6 of 100.
        Observed repeated = Observed.categorical("f").unseen(60).chance(Calibration.CALIBRATED, 10, 0);
        Map<AlertKind, FaultTest> tests = rules(repeated).judge(Set.of());
        // P(X >= 6), X binomial of 100 rows at 3 in 10,003: 8.467e-13, summed term by term.
        assertThat(tests.get(AlertKind.UNSEEN_CATEGORY).pValue())
                .isCloseTo(8.46736267082842e-13, within(1e-9 * 8.46736267082842e-13));
        assertThat(tests.get(AlertKind.UNSEEN_CATEGORY).refuted().verdict()).isEqualTo(Verdict.AT_ONCE);
        // A window that wanders with rho = 0.05 is worth 1,000 / (1 + 50) = 19.6 rows: all missing by chance 0.9^19.6.
        Observed wandering = Observed.numeric("f").missing(9_000, 1_000).chance(Calibration.CALIBRATED, 1, 0.05);
        double p =
                rules(wandering).judge(Set.of()).get(AlertKind.MISSING_VALUES).pValue();
        assertThat(p).isCloseTo(Math.exp(1_000 / 51.0 * Math.log(9_003 / 10_003.0)), within(1e-12));
        assertThat(p).isGreaterThan(0.1);
    }

    private static FaultRules rules(Observed observed) {
        FeatureComparison c = observed.comparison();
        return new FaultRules(c, 30, Gate.ofFaults(c, 0.1));
    }

    @Test
    void leavesOutWhatTheBaselineItselfWouldBeToldFor() {
        Observed id = Observed.numeric("id").outOfRange(0, 900).drift(0, 1);
        assertThat(new Episode().repeat(2, id).story()).containsExactly("0: FIRING CRITICAL OUT_OF_RANGE id");
        Episode off = new Episode().baseline("id", new BaselineFacts(Duration.ZERO, Set.of(AlertKind.OUT_OF_RANGE)));
        assertThat(off.repeat(3, id).story()).isEmpty();
        Episode later = new Episode();
        later.next(id);
        later.baseline("id", new BaselineFacts(Duration.ZERO, Set.of(AlertKind.OUT_OF_RANGE)));
        later.next(id);
        assertThat(later.story()).last().isEqualTo("1: RESOLVED CRITICAL OUT_OF_RANGE id");
    }

    @Test
    void isNotSilencedByUnknownChance() {
        Episode episode = new Episode();
        episode.next(Observed.numeric("f").absent().chance(Calibration.UNCALIBRATED, 1, 0.0005));
        assertThat(episode.story()).containsExactly("0: FIRING CRITICAL ABSENT_FEATURE f");
    }

    @Test
    void whatRestsOnUnknownChanceIsANoticeUntilItIsBeyondItsBound() {
        Episode episode = new Episode();
        for (long unseen : new long[] {40, 40, 60}) {
            episode.next(Observed.categorical("f").unseen(unseen).chance(Calibration.UNCALIBRATED, 1, 0.0005));
        }
        assertThat(episode.story())
                .containsExactly(
                        "0: PENDING NOTICE UNSEEN_CATEGORY f",
                        "1: FIRING NOTICE UNSEEN_CATEGORY f",
                        "2: FIRING CRITICAL UNSEEN_CATEGORY f");
        assertThat(episode.alerts().get(1).incidentId()).isEqualTo(DriftAlert.NO_INCIDENT);
        assertThat(episode.alerts().get(2).incidentId()).isNotEqualTo(DriftAlert.NO_INCIDENT);
    }

    @Test
    void whatRestsOnSomeKnowledgeOfChancePages() {
        Episode episode = new Episode();
        episode.repeat(2, Observed.categorical("f").unseen(40).chance(Calibration.PROVISIONAL, 1, 0.0005));
        assertThat(episode.story()).last().isEqualTo("1: FIRING WARNING UNSEEN_CATEGORY f");
    }

    @Test
    void carriesTheLevelThatItsTestsWereHeldAgainst() {
        Episode episode = new Episode().siblings(3);
        episode.next(Observed.numeric("f").missing(0, 500));
        DriftAlert alert = episode.alerts().get(0);
        assertThat(alert.evidence().level()).as("0.1 / 720 / 3").isCloseTo(4.6296296e-5, within(1e-12));
    }

    @Test
    void versionsSideBySideShareTheLevel() {
        // 0.001 passes 2 * 0.5 / 720 = 0.00139, and not a half of that.
        Observed weak = Observed.numeric("f").drift(0.2, 0.001);
        assertThat(new Episode().repeat(2, weak).story()).hasSize(2);
        assertThat(new Episode().siblings(2).repeat(2, weak).story()).isEmpty();
    }

    @Test
    void datasetDriftIsTheShareOfThoseJudged() {
        Episode episode = new Episode();
        episode.next(
                Observed.numeric("a").drift(0.2, 1e-9),
                Observed.numeric("b").drift(0.2, 0.5),
                Observed.numeric("c").drift(0.05, 1e-9),
                Observed.numeric("d").undefined(),
                Observed.numeric("e").absent());
        assertThat(episode.drift()).isEqualTo(new DatasetDrift(1, 3));
        assertThat(episode.drift().share().orNaN()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(DatasetDrift.NONE.share().isDefined()).isFalse();
    }
}
