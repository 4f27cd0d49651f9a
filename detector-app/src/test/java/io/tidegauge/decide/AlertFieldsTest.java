package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Severity;
import io.tidegauge.compare.CellShare;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AlertFieldsTest {

    private static Observed drifting() {
        return Observed.numeric("price")
                .drift(0.25, 1e-7)
                .statistic("psi", 0.3)
                .undefinedStatistic("welch_t")
                .cell("below 1", 0, 0.01)
                .cell("1 to 2", 0.2, 0.1)
                .cell("2 to 3", 0.2, 0.3)
                .cell("3 to 4", 0.2, 0.2)
                .cell("4 to 5", 0.2, 0.18)
                .cell("5 to 6", 0.19, 0.16)
                .cell("above 6", 0.01, 0.05);
    }

    @Test
    void tellAllThatTheDecisionKnew() {
        Episode episode = new Episode();
        episode.next(Observed.numeric("price"));
        DriftAlert alert = episode.next(drifting()).get(0);
        assertThat(alert.state()).isEqualTo(AlertState.PENDING);
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        assertThat(alert.kind()).isEqualTo(AlertKind.DISTRIBUTION);
        assertThat(alert.model()).isEqualTo(Episode.MODEL);
        assertThat(alert.segment()).isEqualTo("*");
        assertThat(alert.feature()).isEqualTo("price");
        assertThat(alert.window()).isEqualTo(Episode.window(1));
        assertThat(alert.windowRows()).isEqualTo(1_000);
        assertThat(alert.baselineRows()).isEqualTo(10_000);
        assertThat(alert.effect()).isEqualTo(0.25);
        assertThat(alert.pValue()).isEqualTo(1e-7);
        assertThat(alert.threshold()).isEqualTo(0.1);
        assertThat(alert.statistics()).as("defined ones only").isEqualTo(Map.of("psi", 0.3));
        assertThat(alert.baselineId()).isEqualTo("b1");
        assertThat(alert.moved())
                .extracting(CellShare::label)
                .as("five at most, largest first, of equal ones the first")
                .containsExactly("1 to 2", "2 to 3", "above 6", "5 to 6", "4 to 5");
        assertThat(alert.summary()).contains("price").endsWith("(not yet confirmed)");
    }

    @Test
    void tellWhatOneWindowAloneHadToReach() {
        DriftAlert alert =
                new Episode().next(Observed.numeric("price").drift(0.31, 1e-7)).get(0);
        assertThat(alert.evidence().path()).isEqualTo(DecisionPath.FAST);
        assertThat(alert.threshold()).as("three times the material effect").isCloseTo(0.3, within(1e-12));
        assertThat(alert.evidence().level()).isCloseTo(0.15 / 720, within(1e-15));
    }

    @Test
    void tellNoLevelWhereNothingWasTested() {
        Episode episode = new Episode();
        episode.next(Observed.numeric("price").outOfRange(300, 0));
        episode.baseline("price", new BaselineFacts(Duration.ZERO, Set.of(AlertKind.OUT_OF_RANGE)));
        DriftAlert over =
                episode.next(Observed.numeric("price").outOfRange(300, 0)).get(0);
        assertThat(over.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(over.pValue()).isNaN();
        assertThat(over.evidence().level()).isNaN();
    }

    @Test
    void tellThePathOfDriftThatIsNotComparedAnyMore() {
        Episode episode = new Episode().repeat(2, drifting(), Observed.numeric("other"));
        DriftAlert over = episode.next(Observed.numeric("other")).get(0);
        assertThat(over.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(over.evidence().path()).isEqualTo(DecisionPath.WINDOW);
        assertThat(over.evidence().calibration()).isEmpty();
        Episode days = new Episode();
        days.nextDay(drifting(), Observed.numeric("other"));
        assertThat(days.nextDay(Observed.numeric("other")).get(0).evidence().path())
                .isEqualTo(DecisionPath.DAY);
    }

    @Test
    void tellWhatAFixedBoundWasHeldAgainst() {
        DriftAlert alert = new Episode()
                .next(Observed.numeric("price").missing(100, 700).statistic("window_null_rate", 0.7))
                .get(0);
        assertThat(alert.effect()).isNaN();
        assertThat(alert.pValue()).isNaN();
        assertThat(alert.threshold()).isEqualTo(0.3);
        assertThat(alert.statistics())
                .containsEntry("window_null_rate", 0.7)
                .containsEntry("fault_share", 0.7)
                .containsEntry("fault_share_baseline", 0.01)
                .extractingByKey("fault_p", InstanceOfAssertFactories.DOUBLE)
                .isLessThan(1e-300);
    }

    @Test
    void keepTheirIdentityThroughAllStates() {
        Episode episode = new Episode().repeat(3, drifting()).repeat(3, Observed.numeric("price"));
        assertThat(episode.alerts())
                .extracting(DriftAlert::state)
                .containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
        assertThat(episode.alerts())
                .extracting(DriftAlert::alertId)
                .containsOnly(episode.alerts().get(0).alertId());
        Episode again = new Episode();
        again.next(Observed.numeric("price"));
        again.next(drifting());
        assertThat(again.alerts().get(0).alertId())
                .as("another opening window")
                .isNotEqualTo(episode.alerts().get(0).alertId());
    }
}
