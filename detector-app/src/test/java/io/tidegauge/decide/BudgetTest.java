package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels worked out by hand from the shares of section 6, item 3, and the windows in 30 days. */
class BudgetTest {

    private static Cadence cadence(String size, String advance, boolean days) {
        return new Cadence(Duration.parse(size), Duration.parse(advance), days);
    }

    @ParameterizedTest
    @CsvSource({
        // X, size, advance, days, k: persistent, fast, daily, quality
        "1, PT1H, PT1H, true, 2, 0.001388888889, 0.000208333333, 0.005, 0.000138888889",
        "1, PT5M, PT5M, true, 2, 0.000115740741, 0.0000173611111, 0.005, 0.0000115740741",
        "1, PT1H, PT5M, true, 2, 0.000115740741, 0.0000173611111, 0.005, 0.0000115740741",
        "2, PT1H, PT1H, true, 1, 0.001388888889, 0.000416666667, 0.01, 0.000277777778",
        "1, PT1H, PT1H, true, 3, 0.002083333333, 0.000208333333, 0.005, 0.000138888889",
        // Without days their share goes to the windows: 0.65.
        "1, PT1H, PT1H, false, 2, 0.001805555556, 0.000208333333, 0.005, 0.000138888889",
        "1, P1D, P1D, true, 2, 0.043333333333, 0.005, 0.005, 0.003333333333",
        // 60 windows of two days every 12 hours.
        "1, P2D, PT12H, true, 2, 0.021666666667, 0.0025, 0.005, 0.001666666667",
        // No level above 0.05: 30 / 7 windows of a week.
        "1, P7D, P7D, true, 2, 0.05, 0.035, 0.005, 0.023333333333",
        "20, PT1H, PT1H, true, 2, 0.027777777778, 0.004166666667, 0.05, 0.002777777778"
    })
    void sharesOutTheBudget(
            double x,
            String size,
            String advance,
            boolean days,
            int k,
            double persistent,
            double fast,
            double daily,
            double quality) {
        Budget.Levels levels = new Budget(x).levels(cadence(size, advance, days), k);
        assertThat(levels.persistent()).isCloseTo(persistent, within(1e-12));
        assertThat(levels.fast()).isCloseTo(fast, within(1e-12));
        assertThat(levels.daily()).isCloseTo(daily, within(1e-12));
        assertThat(levels.quality()).isCloseTo(quality, within(1e-12));
        assertThat(levels.performance()).isEqualTo(levels.quality());
    }

    /** By Markov's inequality alerts that open are at most exceedances / k: 1 + 0.5 + ... of them are X in a month. */
    @ParameterizedTest
    @CsvSource({"1, PT1H, 720, 2", "1, PT5M, 8640, 2", "3, PT15M, 2880, 1", "0.5, PT6H, 120, 4"})
    void costsNoMoreThanTheBudget(double x, String size, double windows, int k) {
        Budget.Levels levels = new Budget(x).levels(cadence(size, size, true), k);
        double incidents = levels.persistent() * windows / k
                + levels.fast() * windows
                + levels.daily() * 30
                + levels.quality() * windows
                + levels.performance() * windows;
        assertThat(incidents).isCloseTo(x, within(1e-9));
    }

    @Test
    void isDividedAmongSiblings() {
        Budget.Levels alone = Budget.DEFAULT.levels(Episode.HOURLY, 2);
        Budget.Levels one = alone.among(4);
        assertThat(one.persistent() * 4).isCloseTo(alone.persistent(), within(1e-15));
        assertThat(one.fast() * 4).isCloseTo(alone.fast(), within(1e-15));
        assertThat(one.daily() * 4).isCloseTo(alone.daily(), within(1e-15));
        assertThat(one.quality() * 4).isCloseTo(alone.quality(), within(1e-15));
        assertThatThrownBy(() -> alone.among(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNoBudget() {
        for (double none : new double[] {0, -1, Double.NaN, 1_001}) {
            assertThatThrownBy(() -> new Budget(none))
                    .hasMessageContaining("budget")
                    .hasMessageContaining("" + none);
        }
    }
}
