package io.tidegauge.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatiosTest {

    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Ratios.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Ratios.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
        assertThat(Ratios.median(List.of(7.0))).isEqualTo(7);
        assertThatIllegalArgumentException().isThrownBy(() -> Ratios.median(List.of()));
    }

    @Test
    void aRatioIsOfTheSameRoundAndItsMedianIsOfRatios() {
        // The ratio of the medians would be 20 / 20 = 1.
        List<Double> ratios = Ratios.of(List.of(10.0, 20.0, 30.0), List.of(20.0, 100.0, 10.0));

        assertThat(ratios).containsExactly(0.5, 0.2, 3.0);
        assertThat(Ratios.median(ratios)).isEqualTo(0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> Ratios.of(List.of(1.0), List.of(1.0, 2.0)));
    }

    @Test
    void whatIsPromisedIsOfTheTopicAndTheContendersThatItIsNamedAfter() {
        List<Round> rounds = new ArrayList<>();
        rounds.add(Drawn.round(20, 3, "consumer-decode", 1, 800, 1));
        rounds.add(Drawn.round(20, 3, "tidegauge", 1, 600, 2));
        rounds.add(Drawn.round(20, 3, "tidegauge-alos", 1, 750, 2));
        rounds.add(Drawn.round(20, 3, "tidegauge-4-threads", 1, 2_400, 2));
        rounds.add(Drawn.round(20, 1_000, "tidegauge", 1, 5, 1));
        rounds.add(Drawn.round(100, 3, "consumer-decode", 1, 100, 1));
        rounds.add(Drawn.round(100, 3, "tidegauge", 1, 110, 1));

        Map<String, List<Double>> promised = Ratios.promised(rounds);

        assertThat(promised)
                .containsOnlyKeys(
                        "tidegauge_vs_decode_20", "tidegauge_vs_decode_100", "eos_vs_alos", "eos_vs_alos_processor");
        assertThat(promised.get("tidegauge_vs_decode_20")).containsExactly(0.75);
        assertThat(promised.get("tidegauge_vs_decode_100")).containsExactly(1.1);
        assertThat(promised.get("eos_vs_alos")).containsExactly(0.8);
        // 2/750 processor seconds an event at least once, 2/600 exactly once.
        assertThat(promised.get("eos_vs_alos_processor"))
                .first()
                .satisfies(cost -> assertThat(cost).isCloseTo(600.0 / 750, within(1e-12)));
    }

    @Test
    void whatIsAllocatedBeyondRecordsIsTheDifferenceOfARound() {
        List<Round> rounds = List.of(
                Drawn.round(20, 3, "tidegauge", 1, 1_000, 1),
                Drawn.round(20, 3, "streams-bytes", 1, 400, 1),
                Drawn.round(100, 3, "tidegauge", 1, 100, 1));

        assertThat(Ratios.allocated(rounds))
                .containsExactly(Map.entry("allocated_bytes_per_event_beyond_records_20", List.of(100.0 - 40)));
    }
}
