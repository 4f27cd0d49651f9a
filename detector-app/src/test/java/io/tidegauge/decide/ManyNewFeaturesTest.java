package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** New features by the thousand have one cause, and are one alert. */
class ManyNewFeaturesTest {

    private final Episode episode = new Episode();

    @Test
    void upToTwentyAreToldOneByOne() {
        assertThat(episode.next(names(20), Observed.numeric("price"))).hasSize(20);
    }

    @Test
    void moreAreOneAlertOnTheModel() {
        List<DriftAlert> alerts = episode.next(names(4_096), Observed.numeric("price"));
        assertThat(alerts)
                .extracting(DriftAlert::feature, DriftAlert::kind, DriftAlert::state)
                .containsExactly(tuple("*", AlertKind.NEW_FEATURE, AlertState.FIRING));
        assertThat(alerts.get(0).summary())
                .isEqualTo("4,096 features are new, among them n0000, n0001, n0002: the baseline does not have them, so"
                        + " their values are not judged");
        assertThat(episode.next(names(3_000), Observed.numeric("price")))
                .as("nothing changed")
                .isEmpty();
        for (int i = 0; i < 2; i++) {
            assertThat(episode.next(Observed.numeric("price"))).isEmpty();
        }
        assertThat(episode.next(Observed.numeric("price")))
                .extracting(DriftAlert::feature, DriftAlert::state)
                .containsExactly(tuple("*", AlertState.RESOLVED));
    }

    @Test
    void thoseToldBeforeGoOnByThemselves() {
        episode.next(Set.of("n0001"), Observed.numeric("price"));
        assertThat(episode.next(names(30), Observed.numeric("price")))
                .extracting(DriftAlert::feature)
                .containsExactly("*");
        Set<String> others = names(30);
        others.remove("n0001");
        for (int i = 0; i < 2; i++) {
            assertThat(episode.next(others, Observed.numeric("price"))).isEmpty();
        }
        assertThat(episode.next(others, Observed.numeric("price")))
                .extracting(DriftAlert::feature, DriftAlert::state)
                .containsExactly(tuple("n0001", AlertState.RESOLVED));
    }

    private static Set<String> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("n%04d", i))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
