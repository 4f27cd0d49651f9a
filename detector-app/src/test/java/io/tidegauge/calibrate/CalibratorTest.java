package io.tidegauge.calibrate;

import static io.tidegauge.calibrate.History.hour;
import static io.tidegauge.calibrate.History.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Judgement;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibratorTest {

    private static final long SEED = History.SEED;
    private static final long HOUR = History.HOUR;
    private static final long DAY = TimeWindow.DAY_MS;

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
        History history = History.of(blockHours * HOUR, blocks, 5, 0, 0);

        assertThat(history.calibrator().calibration(windowHours * HOUR)).isEqualTo(expected);
        TimeWindow window = new TimeWindow(DAY, DAY + windowHours * HOUR);
        FeatureComparison comparison = history.compare(window, normal(new Random(SEED), 50, 0));
        assertThat(comparison.judgement().chance().calibration()).isEqualTo(expected);
    }

    @Test
    void withoutBlocksRowsAreTakenToBeRelated() {
        History history = History.of(HOUR, 40, 500, 0, 0);
        FeatureProfile whole = history.whole();
        FeatureProfile window = normal(new Random(SEED), 3_000, 0.3);
        Calibrator calibrator = Calibrator.of(FeatureKind.NUMERIC, whole, whole.rows(), Optional.empty());

        FeatureComparison related = history.compare(hour(3), window, calibrator);
        FeatureComparison independent = history.compareAsIndependent(window);

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
    void aSlotWithFewBlocksIsHeldAgainstAll() {
        // Of 05:00 there are two blocks left, of 06:00 three.
        History history = History.of(HOUR, 24 * 10, 100, 1, 0)
                .without(start -> start % DAY == 5 * HOUR && start >= 2 * DAY)
                .without(start -> start % DAY == 6 * HOUR && start >= 3 * DAY);
        FeatureProfile whole = history.whole();
        Calibrator calibrator = history.calibrator();
        long[] all = calibrator.layout().counts(whole, whole.rows());

        assertThat(calibrator.significance(hour(5)).baseline()).isEqualTo(all);
        FeatureProfile slot =
                history.block(6 * HOUR).merge(history.block(30 * HOUR)).merge(history.block(54 * HOUR));
        assertThat(calibrator.significance(hour(6)).baseline())
                .isEqualTo(calibrator.layout().counts(slot, slot.rows()));
        // Longer windows and days are of no hour.
        assertThat(calibrator.significance(new TimeWindow(0, 2 * HOUR)).baseline())
                .isEqualTo(all);
        assertThat(calibrator.significance(TimeWindow.dayOf(0)).baseline()).isEqualTo(all);
        assertThat(history.compare(hour(5), normal(new Random(SEED), 50, 0))
                        .effect()
                        .isDefined())
                .isTrue();
    }

    @Test
    void aWindowInAnHourThatTheBaselineNeverHadIsNoDriftForThat() {
        // The cycle moves the mean by a standard deviation; nothing is known of 06:00, when it is highest.
        History history = History.of(HOUR, 24 * 10, 400, 1, 0).without(start -> start % DAY == 6 * HOUR);

        Judgement unknown = history.compare(hour(240 + 6), normal(new Random(SEED + 1), 400, 1))
                .judgement();
        Judgement known = history.compare(hour(240 + 7), normal(new Random(SEED + 1), 400, Math.cos(Math.PI / 12)))
                .judgement();

        // Against all hours its distance is what the hours differ by, and so is chance.
        assertThat(unknown.chance().slot()).isEmpty();
        assertThat(unknown.pValue().orNaN()).isGreaterThan(0.01);
        assertThat(unknown.chance().repetition())
                .isGreaterThan(5 * known.chance().repetition());
        assertThat(known.chance().slot()).isPresent();
        assertThat(known.chance().repetition()).isLessThan(1.5);
    }

    @Test
    void slotsWithTooFewBlocksBetweenThemTellNoSeason() {
        // Ten days of which only two hours are known on three days or more, by twenty blocks.
        History history = History.of(HOUR, 24 * 10, 100, 1, 0).without(start -> start % DAY > HOUR && start >= 2 * DAY);
        assertThat(history.calibrator().significance(hour(24)).baseline())
                .isEqualTo(history.calibrator().significance(hour(6)).baseline());
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
    void anotherKindsCellsAreRefused() {
        FeatureProfile profile = normal(new Random(SEED), 100, 0);
        Calibrator calibrator = Calibrator.of(FeatureKind.CATEGORICAL, profile, 100, Optional.empty());
        assertThatThrownBy(() -> FeatureComparator.compare(
                        "x", FeatureKind.NUMERIC, profile, 100, profile, 100, calibrator.significance(hour(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x");
    }
}
