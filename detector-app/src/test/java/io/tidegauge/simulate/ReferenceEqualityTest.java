package io.tidegauge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.alert.DecisionPath;
import io.tidegauge.calibrate.Season;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.decide.MaterialEffect;
import io.tidegauge.decide.ModelWindow;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The product's decision on drawn counts is the reference rule's, window by window: p-values, effects, what opens and when.
 * What differs on purpose: of a window's and a day's alert on one feature the product tells one, so where both open only
 * the first is compared.
 */
class ReferenceEqualityTest {

    private static final int NUMERIC = 14;
    private static final int CATEGORICAL = 6;
    private static final int HOURS = 360;
    private static final long SEED = 4;

    static Stream<Arguments> worlds() {
        Scenario wander = Scenario.of(WorldLaw.WANDER_05, 1_000).after(14);
        return Stream.of(
                Arguments.of(Scenario.of(WorldLaw.IID, 300).in(Season.NONE), 0.03, Drift.NONE),
                Arguments.of(Scenario.of(WorldLaw.CLUSTER_10, 1_000).after(7).in(Season.NONE), 0.05, Drift.NONE),
                Arguments.of(Scenario.of(WorldLaw.LONG_MEMORY_05, 1_000).in(Season.NONE), 0.05, Drift.NONE),
                Arguments.of(Scenario.of(WorldLaw.LONG_MEMORY_05, 10_000).in(Season.HOUR_OF_WEEK), 0.04, Drift.NONE),
                Arguments.of(Scenario.of(WorldLaw.SEASON_5, 1_000).after(3).in(Season.HOUR_OF_DAY), 0.05, Drift.NONE),
                Arguments.of(
                        Scenario.of(WorldLaw.WANDER_10, 10_000).grownFrom(1_000).in(Season.NONE), 0.05, Drift.NONE),
                Arguments.of(wander.withTraffic(0.8).in(Season.NONE), 0.05, Drift.NONE),
                Arguments.of(wander.in(Season.NONE), 0.1, Drift.ofMean("shift0.25", 0.25)),
                Arguments.of(wander.in(Season.HOUR_OF_DAY), 0.1, Drift.ofVariance("var1.5", 1.5)),
                Arguments.of(wander.in(Season.HOUR_OF_DAY), 0.1, Drift.ofCategories("cat0.1", 0.1)),
                Arguments.of(wander.in(Season.NONE), 0.1, Drift.ofMeanOver("grad", 0.5, 240)),
                Arguments.of(wander.in(Season.NONE), 0.1, Drift.RESCALE));
    }

    @ParameterizedTest(name = "{0}, effect {1}")
    @MethodSource("worlds")
    void opensWhatTheReferenceOpens(Scenario scenario, double effect, Drift drift) {
        World world = new World(scenario.world(), NUMERIC, CATEGORICAL, new SplittableRandom(SEED));
        long[][][] baseline = Simulation.baseline(world, scenario);
        long[][][] windows = windows(world, scenario, drift);
        DrawnModel model = new DrawnModel(scenario, baseline, NUMERIC);
        ModelMonth month = new ModelMonth(model, scenario.hours(), Simulation.policy(MaterialEffect.of(effect)));
        int slots = scenario.season().orElseThrow().slots();
        ReferenceRule.Month expected =
                new ReferenceRule(baseline, NUMERIC, slots, effect, Simulation.HOURS).run(windows);
        for (int t = 0; t < HOURS; t++) {
            long[][] drawn = new long[windows.length][];
            for (int f = 0; f < drawn.length; f++) {
                drawn[f] = windows[f][t];
            }
            assertSameFigures(model.window(DrawnModel.hour(scenario.hours() + t), drawn), model, t, expected.points());
            month.next(drawn);
        }
        assertThat(month.significant()).isEqualTo(expected.significant());
        assertSameOpenings(month.openings(), expected);
        if (drift != Drift.NONE) {
            assertThat(features(expected.hourly(), expected.daily()))
                    .as("drifting features that opened")
                    .isNotEmpty();
        }
    }

    private static long[][][] windows(World world, Scenario scenario, Drift drift) {
        long[][][] windows = new long[NUMERIC + CATEGORICAL][HOURS][];
        for (int t = 0; t < HOURS; t++) {
            world.next();
            for (int f = 0; f < windows.length; f++) {
                boolean drifts = t >= 48 && f % 4 == 1;
                windows[f][t] =
                        world.draw(f, scenario.rowsOf(scenario.hours() + t), drifts ? drift : Drift.NONE, t - 48);
            }
        }
        return windows;
    }

    private static void assertSameFigures(
            ModelWindow window, DrawnModel model, int t, ReferenceFeature.Point[][] points) {
        for (int f = 0; f < points.length; f++) {
            FeatureComparison c = window.features().get(model.name(f));
            ReferenceFeature.Point expected = points[f][t];
            assertThat(c.pValue().orNaN())
                    .as("p of feature %d in window %d", f, t)
                    .isCloseTo(expected.p(), within(1e-12 + 1e-6 * expected.p()));
            assertThat(c.effect().orNaN())
                    .as("effect of feature %d in window %d", f, t)
                    .isCloseTo(expected.e(), within(1e-7));
        }
    }

    private static void assertSameOpenings(List<Opening> told, ReferenceRule.Month expected) {
        SortedSet<ReferenceRule.Opening> hourly = opened(told, true, DecisionPath.WINDOW, DecisionPath.FAST);
        SortedSet<ReferenceRule.Opening> daily = opened(told, true, DecisionPath.DAY);
        SortedSet<ReferenceRule.Opening> notices = opened(told, false, DecisionPath.DAY);
        Set<Integer> paged = features(expected.hourly(), expected.daily());
        for (int f = 0; f < NUMERIC + CATEGORICAL; f++) {
            boolean byHours = features(expected.hourly()).contains(f);
            boolean byDays = features(expected.daily()).contains(f);
            if (byHours && byDays) {
                assertThat(first(hourly, daily, f))
                        .as("first alert on feature %d", f)
                        .isEqualTo(first(expected.hourly(), expected.daily(), f));
            } else {
                assertThat(of(hourly, f)).as("by windows on feature %d", f).isEqualTo(of(expected.hourly(), f));
                assertThat(of(daily, f)).as("by days on feature %d", f).isEqualTo(of(expected.daily(), f));
            }
            if (!paged.contains(f)) {
                assertThat(of(notices, f)).as("notices on feature %d", f).isEqualTo(of(expected.notices(), f));
            }
        }
        assertThat(told.stream().filter(o -> o.path() == DecisionPath.RULE)).isEmpty();
    }

    /** What the product opened; of a day, the number of the day. */
    private static SortedSet<ReferenceRule.Opening> opened(List<Opening> told, boolean pages, DecisionPath... paths) {
        return told.stream()
                .filter(o -> o.pages() == pages && Set.of(paths).contains(o.path()))
                .map(o ->
                        new ReferenceRule.Opening(o.feature(), o.path() == DecisionPath.DAY ? o.hour() / 24 : o.hour()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SafeVarargs
    private static Set<Integer> features(SortedSet<ReferenceRule.Opening>... openings) {
        return Stream.of(openings)
                .flatMap(Set::stream)
                .map(ReferenceRule.Opening::feature)
                .collect(Collectors.toSet());
    }

    private static List<ReferenceRule.Opening> of(SortedSet<ReferenceRule.Opening> openings, int feature) {
        return openings.stream().filter(o -> o.feature() == feature).toList();
    }

    /** The hour after which the first alert on a feature opened. */
    private static int first(
            SortedSet<ReferenceRule.Opening> hourly, SortedSet<ReferenceRule.Opening> daily, int feature) {
        int byHours = of(hourly, feature).stream()
                .mapToInt(ReferenceRule.Opening::at)
                .min()
                .orElse(Integer.MAX_VALUE);
        int byDays = of(daily, feature).stream()
                .mapToInt(o -> o.at() * 24 + 23)
                .min()
                .orElse(Integer.MAX_VALUE);
        return Math.min(byHours, byDays);
    }
}
