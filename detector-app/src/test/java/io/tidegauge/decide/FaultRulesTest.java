package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.Severity;
import io.tidegauge.compare.FeatureComparison;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultRulesTest {

    /** A tenth of a false alert in a month of hours. */
    private static final double LEVEL = 0.1 / 720;

    private static Finding judge(AlertKind kind, Observed observed) {
        return judge(observed, 30).get(kind);
    }

    /** Each rule's finding where its test stands alone. */
    private static Map<AlertKind, Finding> judge(Observed observed, int minRows) {
        Map<AlertKind, Finding> findings = new EnumMap<>(AlertKind.class);
        FeatureComparison c = observed.comparison();
        new FaultRules(c, minRows, Gate.ofFaults(c, 0.1))
                .judge(Set.of())
                .forEach((kind, test) -> findings.put(kind, test.finding(test.pValue() <= LEVEL, LEVEL)));
        return findings;
    }

    /** Kind, the first count of 1,000 rows that fires at once, and how a count is observed. */
    static Stream<Arguments> bounds() {
        IntFunction<Observed> missing = count -> Observed.numeric("f").missing(1_000, count);
        IntFunction<Observed> notNumbers = count -> Observed.numeric("f").notNumbers(200, count);
        IntFunction<Observed> below = count -> Observed.numeric("f").outOfRange(count, 0);
        IntFunction<Observed> around = count -> Observed.numeric("f").outOfRange(count / 2, count - count / 2);
        IntFunction<Observed> unseen = count -> Observed.categorical("f").unseen(count);
        IntFunction<Observed> mismatched = count -> Observed.numeric("f").mismatched(count);
        IntFunction<Observed> mixed =
                count -> Observed.numeric("f").mismatched(count).cell("other type", 0.1, count / 1e3);
        return Stream.of(
                Arguments.of(AlertKind.MISSING_VALUES, 400, missing),
                Arguments.of(AlertKind.NOT_A_NUMBER, 70, notNumbers),
                Arguments.of(AlertKind.OUT_OF_RANGE, 200, below),
                Arguments.of(AlertKind.OUT_OF_RANGE, 200, around),
                Arguments.of(AlertKind.UNSEEN_CATEGORY, 50, unseen),
                Arguments.of(AlertKind.TYPE_CHANGE, 200, mismatched),
                Arguments.of(AlertKind.TYPE_CHANGE, 300, mixed));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void firesAtOnceFromItsBoundOn(AlertKind kind, int bound, IntFunction<Observed> observed) {
        IntStream.range(0, 1_000).forEach(count -> {
            Finding finding = judge(kind, observed.apply(count));
            assertThat(finding.is(Verdict.AT_ONCE))
                    .as("%s, %d of 1,000", kind, count)
                    .isEqualTo(count >= bound);
            if (count >= bound) {
                assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                assertThat(finding.effect()).isNaN();
                assertThat(finding.figures().get("fault_share")).isCloseTo(count / 1e3, within(1e-12));
            }
        });
    }

    /** Below its bound a share counts as an effect does: the least share at a distance of 0.1 was worked out apart. */
    static Stream<Arguments> materialShares() {
        IntFunction<Observed> missing = count -> Observed.numeric("f").missing(100, count);
        IntFunction<Observed> below = count -> Observed.numeric("f").outOfRange(count, 0);
        IntFunction<Observed> unseen = count -> Observed.categorical("f").unseen(count);
        return Stream.of(
                // JS(0.01, 0.047) = 0.0983, JS(0.01, 0.048) = 0.1002; JS(0, 0.019) = 0.0978, JS(0, 0.020) = 0.1004.
                Arguments.of(AlertKind.MISSING_VALUES, 48, missing),
                Arguments.of(AlertKind.OUT_OF_RANGE, 20, below),
                Arguments.of(AlertKind.UNSEEN_CATEGORY, 20, unseen));
    }

    @ParameterizedTest
    @MethodSource("materialShares")
    void countsTowardsFiringFromAMaterialShareOn(AlertKind kind, int least, IntFunction<Observed> observed) {
        Finding under = judge(kind, observed.apply(least - 1));
        Finding from = judge(kind, observed.apply(least));
        assertThat(under.verdict()).isEqualTo(Verdict.WAVERING);
        assertThat(from.verdict()).isEqualTo(Verdict.EXCEEDING);
        assertThat(from.severity()).isEqualTo(Severity.WARNING);
        assertThat(from.effect()).isCloseTo(0.1, within(0.002));
        assertThat(from.threshold()).isEqualTo(0.1);
        assertThat(judge(kind, observed.apply(least / 4)).verdict()).isEqualTo(Verdict.CALM);
    }

    static Stream<Observed> everythingWrongIn() {
        return IntStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(n -> Stream.of(
                        Observed.numeric("f").rows(n).missing(10, n),
                        Observed.numeric("f").rows(n).absent(),
                        Observed.numeric("f").rows(n).outOfRange(n, 0),
                        Observed.numeric("f").rows(n).mismatched(n),
                        Observed.numeric("f").rows(n).notNumbers(0, n),
                        Observed.numeric("f").rows(n).distinct(50, 1).cell("= 0", 0.3, 1),
                        Observed.categorical("f").rows(n).unseen(n)));
    }

    @ParameterizedTest
    @MethodSource("everythingWrongIn")
    void neverFiresOnThreeRows(Observed observed) {
        Episode episode = new Episode().repeat(20, observed);
        assertThat(episode.story()).isEmpty();
    }

    @Test
    void refutesNothingByOneRowEvenWhereThePolicyDoesNotAbstain() {
        assertThat(everythingWrongIn()
                        .filter(observed -> observed.comparison().windowRows() == 1)
                        .flatMap(observed -> judge(observed, 1).values().stream()))
                .isNotEmpty()
                .noneMatch(Finding::exceeds);
    }

    @Test
    void takesAFewOddRowsOfAFewForChance() {
        // 4 of 30 unseen, 13 %: at a chance of 3 in 103 that is p = 0.01077 by the sum of binomial terms.
        Finding finding = judge(
                AlertKind.UNSEEN_CATEGORY,
                Observed.categorical("f")
                        .baselineRows(100)
                        .distinct(5, 5)
                        .rows(30)
                        .unseen(4));
        assertThat(finding.verdict()).isEqualTo(Verdict.WAVERING);
        assertThat(finding.pValue()).isCloseTo(0.01077, within(5e-6));
    }

    @Test
    void tellsAllMissingFromAFeatureThatIsMostlyMissingAnyway() {
        // Missing in 90 % of the baseline: all of 60 rows are so with p = 0.9^60 = 0.0018, of 120 with 3e-6.
        assertThat(judge(
                                AlertKind.MISSING_VALUES,
                                Observed.numeric("f").rows(60).missing(9_000, 60))
                        .verdict())
                .isEqualTo(Verdict.WAVERING);
        assertThat(judge(
                                AlertKind.MISSING_VALUES,
                                Observed.numeric("f").rows(120).missing(9_000, 120))
                        .verdict())
                .isEqualTo(Verdict.AT_ONCE);
        assertThat(judge(
                                AlertKind.MISSING_VALUES,
                                Observed.numeric("f").rows(1_000).missing(10_000, 1_000))
                        .verdict())
                .isEqualTo(Verdict.CALM);
    }

    @Test
    void missesAFeatureOnlyWhereTheBaselineHadIt() {
        assertThat(judge(
                                AlertKind.ABSENT_FEATURE,
                                Observed.numeric("f").missing(100, 0).absent())
                        .verdict())
                .isEqualTo(Verdict.AT_ONCE);
        assertThat(judge(
                                AlertKind.ABSENT_FEATURE,
                                Observed.numeric("f").rows(30).missing(9_500, 0).absent())
                        .verdict())
                .as("present in 5 %% of the baseline: absent from 30 rows with p = 0.21")
                .isEqualTo(Verdict.CALM);
        assertThat(judge(AlertKind.ABSENT_FEATURE, Observed.numeric("f").missing(0, 1_000))
                        .verdict())
                .as("named, though null")
                .isEqualTo(Verdict.CALM);
    }

    @Test
    void leavesAllElseToAbsence() {
        assertThat(Precedence.among(judge(Observed.numeric("f").absent(), 30), Set.of()))
                .allSatisfy((kind, finding) -> assertThat(finding.verdict())
                        .as(kind.name())
                        .isEqualTo(kind == AlertKind.ABSENT_FEATURE ? Verdict.AT_ONCE : Verdict.OVERTAKEN));
    }

    @Test
    void findsAConstantThatIsNoAccident() {
        assertThat(judge(
                                AlertKind.CONSTANT,
                                Observed.numeric("f").distinct(9, 1).cell("= 2", 0.4, 1))
                        .verdict())
                .isEqualTo(Verdict.AT_ONCE);
        assertThat(judge(
                                AlertKind.CONSTANT,
                                Observed.numeric("f").rows(30).distinct(2, 1).cell("= 0", 0.97, 1))
                        .verdict())
                .as("30 of 30 with a chance of 0.97 each: p = 0.4")
                .isEqualTo(Verdict.CALM);
        assertThat(judge(
                                AlertKind.CONSTANT,
                                Observed.numeric("f").distinct(2, 1).cell("= 0", 0.97, 1))
                        .verdict())
                .as("1,000 of 1,000: p = 6e-14, and 3 %% of the rows have gone")
                .isEqualTo(Verdict.AT_ONCE);
        assertThat(judge(
                                AlertKind.CONSTANT,
                                Observed.numeric("f")
                                        .rows(1_000_000)
                                        .distinct(2, 1)
                                        .cell("= 0", 0.999, 1))
                        .verdict())
                .as("p = 0, yet what has gone is 0.1 %% of the rows")
                .isEqualTo(Verdict.CALM);
        assertThat(judge(
                                AlertKind.CONSTANT,
                                Observed.numeric("f").distinct(9, 2).cell("= 2", 0.4, 0.9))
                        .verdict())
                .isEqualTo(Verdict.CALM);
        assertThat(judge(
                                AlertKind.CONSTANT,
                                Observed.numeric("f").distinct(1, 1).cell("= 2", 1, 1))
                        .verdict())
                .as("the baseline is constant itself")
                .isEqualTo(Verdict.WITHDRAWN);
    }

    @Test
    void judgesAConstantByTheRowsThatHaveAValue() {
        Observed half = Observed.numeric("f")
                .missing(6_000, 700)
                .distinct(9, 1)
                .cell("= 2", 0.16, 0.3)
                .cell("missing", 0.6, 0.7);
        assertThat(judge(AlertKind.CONSTANT, half).verdict()).isEqualTo(Verdict.AT_ONCE);
        assertThat(judge(AlertKind.CONSTANT, half).figures().get("fault_share_baseline"))
                .as("0.16 of all rows are 0.4 of those with a value")
                .isCloseTo(0.4, within(1e-9));
        Observed few = Observed.numeric("f").missing(6_000, 971).distinct(9, 1).cell("= 2", 0.16, 0.029);
        assertThat(judge(AlertKind.CONSTANT, few).verdict()).isEqualTo(Verdict.UNJUDGED);
    }

    @Test
    void givesNoRangeToAConstantOrToLabels() {
        Observed alive = Observed.numeric("vicprice").outOfRange(400, 600);
        assertThat(judge(AlertKind.OUT_OF_RANGE, alive.distinct(1, 500)).verdict())
                .isEqualTo(Verdict.WITHDRAWN);
        assertThat(judge(AlertKind.OUT_OF_RANGE, alive.distinct(9, 500)).verdict())
                .isEqualTo(Verdict.WITHDRAWN);
        assertThat(judge(AlertKind.OUT_OF_RANGE, alive.distinct(10, 500)).verdict())
                .isEqualTo(Verdict.AT_ONCE);
    }

    @Test
    void countsInfinitiesOnce() {
        Observed infinite = Observed.numeric("f").notNumbers(0, 300).outOfRange(0, 300);
        assertThat(judge(AlertKind.NOT_A_NUMBER, infinite).verdict()).isEqualTo(Verdict.AT_ONCE);
        assertThat(judge(AlertKind.OUT_OF_RANGE, infinite).verdict()).isEqualTo(Verdict.CALM);
    }

    @Test
    void expectsTheUnseenWhereTheBaselineKeptMeetingNewCategories() {
        Observed identifiers = Observed.categorical("id").statistic("unseen_mass_expected", 0.97);
        assertThat(judge(AlertKind.UNSEEN_CATEGORY, identifiers.unseen(985)).exceeds())
                .isFalse();
        Observed postcodes = Observed.categorical("postcode").statistic("unseen_mass_expected", 0.06);
        assertThat(judge(AlertKind.UNSEEN_CATEGORY, postcodes.unseen(75)).exceeds())
                .isFalse();
        assertThat(judge(AlertKind.UNSEEN_CATEGORY, postcodes.unseen(111)).verdict())
                .isEqualTo(Verdict.AT_ONCE);
    }

    @Test
    void takesSharesOfAllRowsNotOfThoseWithAValue() {
        // 150 of 1,000 rows, though 150 of the 400 that have a value.
        assertThat(judge(
                                AlertKind.OUT_OF_RANGE,
                                Observed.numeric("f").missing(0, 600).outOfRange(150, 0))
                        .verdict())
                .isEqualTo(Verdict.EXCEEDING);
    }
}
