package io.tidegauge.calibrate;

import static io.tidegauge.calibrate.History.hour;
import static io.tidegauge.calibrate.History.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Judgement;
import io.tidegauge.compare.Statistic;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Windows judged by what their baseline's blocks show. */
class CalibratedWindowTest {

    private static final long SEED = History.SEED;
    private static final long HOUR = History.HOUR;

    @Test
    void aSeasonIsNoDriftAndDriftAgainstItsSlotIs() {
        History history = History.of(HOUR, 24 * 10, 400, 1, 0);
        FeatureProfile sixOClock = normal(new Random(SEED + 1), 400, 1);

        FeatureComparison inSeason = history.compare(hour(240 + 6), sixOClock);
        FeatureComparison offSeason = history.compare(hour(240 + 18), sixOClock);

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
    void windowsThatWanderAsTheBaselineDoesAreNotSignificantHoweverManyRows() {
        History history = History.of(HOUR, 200, 1_000, 0, 0.1);
        FeatureProfile window = normal(new Random(SEED + 1), 40_000, 0.1);

        FeatureComparison calibrated = history.compare(hour(300), window);
        FeatureComparison independent = history.compareAsIndependent(window);

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
        History history = History.of(HOUR, 200, 100, 0, 0);
        FeatureProfile coarse = numbers(new Random(SEED)
                .doubles(200_000)
                .map(x -> Math.exp(600 * (x - 0.5)))
                .toArray());
        FeatureComparison judged = history.compare(hour(300), coarse);
        assertThat(judged.cells()).hasSizeLessThan(22);
        assertThat(judged.judgement().chance().calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(judged.pValue().orNaN()).isLessThan(1e-9);

        // All of this baseline is between two powers of two or beside them.
        SortedMap<Long, FeatureProfile> narrow = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            FeatureProfile once = normal(new Random(SEED + i), 100, 1_000);
            FeatureProfile twice = once.merge(once);
            narrow.put(i * HOUR, twice.merge(twice));
        }
        History repeated = new History(narrow, HOUR);
        FeatureComparison undefined = repeated.compare(hour(300), coarse);
        assertThat(undefined.effect()).isEqualTo(Statistic.undefined(Judgement.COARSE));
        // Every row is there four times, which the tests on faults have to know.
        Judgement.Chance chance = undefined.judgement().chance();
        assertThat(chance.calibration()).isEqualTo(Calibration.PROVISIONAL);
        assertThat(chance.repetition()).isBetween(3.5, 4.5);
    }

    private static FeatureProfile numbers(double... values) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (double value : values) {
            profile.addNumber(value);
        }
        return profile.toProfile();
    }

    @Test
    void aChangeOfTheSmallestDetectableSizeIsFoundHalfOfTheTime() {
        History history = History.of(HOUR, 400, 500, 0, 0.05);
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
            Judgement judgement = history.compare(hour(500), window, calibrator).judgement();
            found += judgement.jsPValue().orNaN() <= level / 2 ? 1 : 0;
        }
        assertThat(found / (double) windows).as("seed %d", SEED).isBetween(0.35, 0.65);
    }
}
