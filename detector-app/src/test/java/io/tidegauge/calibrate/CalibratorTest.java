package io.tidegauge.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Judgement;
import io.tidegauge.compare.Statistic;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibratorTest {

    private static final long SEED = 20_261_122;
    private static final long HOUR = 3_600_000;
    private static final long DAY = TimeWindow.DAY_MS;

    /** What a feature was in each block of its baseline. */
    private record History(SortedMap<Long, FeatureProfile> blocks, long lengthMs) {

        FeatureProfile whole() {
            return blocks.values().stream().reduce(FeatureProfile::merge).orElseThrow();
        }

        Optional<BaselineBlocks> blocks(FeatureKind kind) {
            CellLayout layout = CellLayout.of(kind, whole());
            SortedMap<Long, long[]> counts = new TreeMap<>();
            blocks.forEach((start, profile) -> counts.put(start, layout.counts(profile, profile.rows())));
            return Optional.of(BaselineBlocks.of(layout, lengthMs, counts));
        }

        Calibrator calibrator() {
            return Calibrator.of(FeatureKind.NUMERIC, whole(), whole().rows(), blocks(FeatureKind.NUMERIC));
        }
    }

    /** Normal values; the mean follows a daily cycle and wanders from block to block. */
    private static History history(long lengthMs, int blocks, int rows, double cycle, double wander) {
        Random random = new Random(SEED);
        SortedMap<Long, FeatureProfile> profiles = new TreeMap<>();
        for (int i = 0; i < blocks; i++) {
            double mean = wander * random.nextGaussian() + cycleAt(cycle, i * lengthMs);
            profiles.put(i * lengthMs, normal(random, rows, mean));
        }
        return new History(profiles, lengthMs);
    }

    private static double cycleAt(double amplitude, long timeMs) {
        return amplitude * Math.sin(2 * Math.PI * timeMs / DAY);
    }

    private static FeatureProfile normal(Random random, int rows, double mean) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < rows; i++) {
            profile.addNumber(mean + random.nextGaussian());
        }
        return profile.toProfile();
    }

    private static FeatureComparison compare(History history, TimeWindow at, FeatureProfile window) {
        FeatureProfile whole = history.whole();
        return FeatureComparator.compare(
                "x",
                FeatureKind.NUMERIC,
                whole,
                whole.rows(),
                window,
                window.rows(),
                history.calibrator().significance(at));
    }

    @ParameterizedTest
    @CsvSource({
        // hours of blocks, blocks, hours of windows, calibration
        "1, 29, 1, UNCALIBRATED",
        "1, 30, 1, PROVISIONAL",
        "1, 167, 1, PROVISIONAL",
        "1, 168, 1, CALIBRATED",
        "1, 168, 5, CALIBRATED",
        "6, 30, 5, UNCALIBRATED",
        "1, 48, 24, UNCALIBRATED",
        "1, 72, 24, PROVISIONAL",
        "1, 312, 24, PROVISIONAL",
        "1, 336, 24, CALIBRATED",
        "1, 336, 168, CALIBRATED",
        "24, 13, 24, PROVISIONAL",
        "24, 14, 24, CALIBRATED",
        "168, 29, 168, UNCALIBRATED",
        "168, 30, 168, CALIBRATED"
    })
    void whatIsKnownFollowsFromTheBlocks(int blockHours, int blocks, int windowHours, Calibration expected) {
        History history = history(blockHours * HOUR, blocks, 5, 0, 0);

        assertThat(history.calibrator().calibration(windowHours * HOUR)).isEqualTo(expected);
        TimeWindow window = new TimeWindow(DAY, DAY + windowHours * HOUR);
        FeatureComparison comparison = compare(history, window, normal(new Random(SEED), 50, 0));
        assertThat(comparison.judgement().chance().calibration()).isEqualTo(expected);
    }

    @Test
    void withoutBlocksRowsAreTakenToBeRelated() {
        History history = history(HOUR, 40, 500, 0, 0);
        FeatureProfile whole = history.whole();
        FeatureProfile window = normal(new Random(SEED), 3_000, 0.3);
        Calibrator calibrator = Calibrator.of(FeatureKind.NUMERIC, whole, whole.rows(), Optional.empty());

        FeatureComparison related = FeatureComparator.compare(
                "x", FeatureKind.NUMERIC, whole, whole.rows(), window, 3_000, calibrator.significance(hour(3)));
        FeatureComparison independent =
                FeatureComparator.compare("x", FeatureKind.NUMERIC, whole, whole.rows(), window, 3_000);

        Judgement.Chance chance = related.judgement().chance();
        assertThat(chance.calibration()).isEqualTo(Calibration.UNCALIBRATED);
        assertThat(chance.repetition()).isEqualTo(1);
        assertThat(chance.wander()).isEqualTo(0.0005);
        assertThat(chance.independentRows().orNaN()).isCloseTo(3_000 / 2.5, within(1e-9));
        // E0 of JS² is s(1 + n/2000)/(8 n ln 2), s = 19, n = 1/(1/3000 + 1/20000).
        double rows = 1 / (1 / 3_000.0 + 1 / 20_000.0);
        double js = related.statistics().get("js_distance").orNaN();
        double expected = Math.sqrt(js * js - 19 * (1 + rows / 2_000) / (8 * rows * Math.log(2)));
        assertThat(related.judgement().jsEffect().orNaN()).isCloseTo(expected, within(1e-9));
        assertThat(related.pValue().orNaN())
                .isGreaterThan(1e3 * independent.pValue().orNaN());
        // Blocks that were counted for another kind are of no use.
        assertThat(Calibrator.of(FeatureKind.NUMERIC, whole, whole.rows(), history.blocks(FeatureKind.CATEGORICAL))
                        .calibration(HOUR))
                .isEqualTo(Calibration.UNCALIBRATED);
    }

    @Test
    void aSeasonIsNoDriftAndDriftAgainstItsSlotIs() {
        History history = history(HOUR, 24 * 10, 400, 1, 0);
        FeatureProfile sixOClock = normal(new Random(SEED + 1), 400, 1);

        FeatureComparison inSeason = compare(history, hour(240 + 6), sixOClock);
        FeatureComparison offSeason = compare(history, hour(240 + 18), sixOClock);

        assertThat(inSeason.effect().orNaN()).isLessThan(0.06);
        assertThat(inSeason.pValue().orNaN()).isGreaterThan(0.001);
        // Two standard deviations from what 18:00 is like.
        assertThat(offSeason.effect().orNaN()).isGreaterThan(0.6);
        assertThat(offSeason.pValue().orNaN()).isLessThan(1e-9);
        // The explanation's shares are the slot's, the catalogue's statistics those against all of the baseline.
        double[] low = {share(inSeason, 3), share(offSeason, 3)};
        assertThat(low[0]).isLessThan(low[1] / 4);
        assertThat(inSeason.statistics().get("psi"))
                .isEqualTo(offSeason.statistics().get("psi"));
        assertThat(inSeason.cells().stream()
                        .mapToDouble(CellShare::baselineShare)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    private static double share(FeatureComparison comparison, int lowest) {
        return comparison.cells().stream()
                .limit(lowest)
                .mapToDouble(CellShare::baselineShare)
                .sum();
    }

    @Test
    void aSlotWithFewBlocksIsHeldAgainstAll() {
        History history = history(HOUR, 24 * 10, 100, 1, 0);
        // Of 05:00 there are two blocks left, of 06:00 three.
        history.blocks().keySet().removeIf(start -> start % DAY == 5 * HOUR && start >= 2 * DAY);
        history.blocks().keySet().removeIf(start -> start % DAY == 6 * HOUR && start >= 3 * DAY);
        FeatureProfile whole = history.whole();
        Calibrator calibrator = history.calibrator();
        long[] all = calibrator.layout().counts(whole, whole.rows());

        assertThat(calibrator.significance(hour(5)).baseline()).isEqualTo(all);
        FeatureProfile slot = history.blocks().get(6 * HOUR);
        slot = slot.merge(history.blocks().get(30 * HOUR))
                .merge(history.blocks().get(54 * HOUR));
        assertThat(calibrator.significance(hour(6)).baseline())
                .isEqualTo(calibrator.layout().counts(slot, slot.rows()));
        // Longer windows and days are of no hour.
        assertThat(calibrator.significance(new TimeWindow(0, 2 * HOUR)).baseline())
                .isEqualTo(all);
        assertThat(calibrator.significance(TimeWindow.dayOf(0)).baseline()).isEqualTo(all);
        assertThat(compare(history, hour(5), normal(new Random(SEED), 50, 0))
                        .effect()
                        .isDefined())
                .isTrue();
    }

    @Test
    void windowsThatWanderAsTheBaselineDoesAreNotSignificantHoweverManyRows() {
        History history = history(HOUR, 200, 1_000, 0, 0.1);
        FeatureProfile window = normal(new Random(SEED + 1), 40_000, 0.1);

        FeatureComparison calibrated = compare(history, hour(300), window);
        FeatureProfile whole = history.whole();
        FeatureComparison independent =
                FeatureComparator.compare("x", FeatureKind.NUMERIC, whole, whole.rows(), window, window.rows());

        assertThat(independent.pValue().orNaN()).isLessThan(1e-20);
        assertThat(calibrated.pValue().orNaN()).isGreaterThan(0.01);
        Judgement.Chance chance = calibrated.judgement().chance();
        // No more than the largest block's rows count.
        assertThat(chance.independentRows().orNaN()).isLessThan(1_000);
        // Of the wander nothing is left of the effect, and nothing of its interval.
        assertThat(calibrated.judgement().jsEffect().orNaN()).isZero();
        assertThat(chance.high().orNaN()).isLessThan(0.04);
        assertThat(independent.judgement().jsEffect().orNaN())
                .isBetween(
                        independent.judgement().chance().low().orNaN(),
                        independent.judgement().chance().high().orNaN());
    }

    @Test
    void aCoarseWindowIsJudgedOnUnitedCellsOrNotAtAll() {
        History history = history(HOUR, 200, 100, 0, 0);
        FeatureProfile coarse = numbers(new Random(SEED)
                .doubles(200_000)
                .map(x -> Math.exp(600 * (x - 0.5)))
                .toArray());
        FeatureComparison judged = compare(history, hour(300), coarse);
        assertThat(judged.cells()).hasSizeLessThan(22);
        assertThat(judged.judgement().chance().calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(judged.pValue().orNaN()).isLessThan(1e-9);

        // All of this baseline is between two powers of two or beside them.
        SortedMap<Long, FeatureProfile> narrow = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            narrow.put(i * HOUR, normal(new Random(SEED + i), 100, 1_000));
        }
        assertThat(compare(new History(narrow, HOUR), hour(300), coarse).effect())
                .isEqualTo(Statistic.undefined(Judgement.COARSE));
    }

    private static FeatureProfile numbers(double... values) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (double value : values) {
            profile.addNumber(value);
        }
        return profile.toProfile();
    }

    @Test
    void theSmallestDetectableEffectIsThePapers() {
        // 20 quantile cells of very many rows; 100 features at q = 0.6·2/720 (section 4.3).
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        new Random(SEED).doubles(400_000).forEach(live::addNumber);
        FeatureProfile baseline = live.toProfile();
        long[] whole = CellLayout.of(FeatureKind.NUMERIC, baseline).counts(baseline, baseline.rows());
        BlockCalibration independent = BlockCalibration.assumed(whole, 22, 1, 0);
        double level = 0.6 * 2 / 720 / 200;

        // The formula with chi-square quantiles of scipy.stats.chi2.isf; the paper rounds to 0.26, 0.083 and 0.026.
        Map.of(100, 0.2647938818937674, 1_000, 0.0837351777261925, 10_000, 0.026479388189376743)
                .forEach((rows, expected) ->
                        assertThat(independent.detectable(rows, level)).isCloseTo(expected, within(0.002 * expected)));
    }

    @Test
    void aChangeOfTheSmallestDetectableSizeIsFoundHalfOfTheTime() {
        History history = history(HOUR, 400, 500, 0, 0.05);
        FeatureProfile whole = history.whole();
        Calibrator calibrator = history.calibrator();
        double level = 0.01;
        double detectable = calibrator.detectable(HOUR, 500, level, 1);
        assertThat(calibrator.independentRows(HOUR, 500)).isBetween(300.0, 500.0);
        assertThat(calibrator.detectable(HOUR, 100, level, 1)).isGreaterThan(detectable);
        // A window is worth no more rows than the largest block was.
        assertThat(calibrator.detectable(HOUR, 50_000, level, 1)).isCloseTo(detectable, within(0.02 * detectable));

        int found = 0;
        int windows = 300;
        Random random = new Random(SEED + 2);
        // Normal values by 0.25 standard deviations apart are 0.105 apart in these cells, and it is nearly
        // proportional.
        double shift = 0.25 * detectable / 0.105;
        for (int i = 0; i < windows; i++) {
            FeatureProfile window = normal(random, 500, shift + 0.05 * random.nextGaussian());
            Judgement judgement = FeatureComparator.compare(
                            "x",
                            FeatureKind.NUMERIC,
                            whole,
                            whole.rows(),
                            window,
                            500,
                            calibrator.significance(hour(500)))
                    .judgement();
            found += judgement.jsPValue().orNaN() <= level / 2 ? 1 : 0;
        }
        assertThat(found / (double) windows).as("seed %d", SEED).isBetween(0.35, 0.65);
    }

    @Test
    void anotherKindsCellsAreRefused() {
        FeatureProfile profile = normal(new Random(SEED), 100, 0);
        Calibrator calibrator = Calibrator.of(FeatureKind.CATEGORICAL, profile, 100, Optional.empty());
        assertThatThrownBy(() -> FeatureComparator.compare(
                        "x", FeatureKind.NUMERIC, profile, 100, profile, 100, calibrator.significance(hour(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x");
    }

    private static TimeWindow hour(long index) {
        return new TimeWindow(index * HOUR, (index + 1) * HOUR);
    }
}
