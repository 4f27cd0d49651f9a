package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RarefactionTest {

    @Test
    void isTheMeanOfManyDraws() {
        long[] counts = {1, 1, 2, 5, 30, 400};
        List<Integer> rows = new ArrayList<>();
        for (int value = 0; value < counts.length; value++) {
            rows.addAll(Collections.nCopies((int) counts[value], value));
        }
        Random random = new Random(17);
        double sum = 0;
        int draws = 4_000;
        for (int i = 0; i < draws; i++) {
            Collections.shuffle(rows, random);
            sum += new HashSet<>(rows.subList(0, 60)).size();
        }
        // Four standard errors of the mean, the deviation of one draw being below 1.
        assertThat(Rarefaction.expected(counts, 60)).isCloseTo(sum / draws, within(4 / Math.sqrt(draws)));
    }

    @Test
    void oneRowHasOneValueAndAllRowsHaveAll() {
        long[] counts = {3, 1_000_000, 7, 300};
        assertThat(Rarefaction.expected(counts, 1)).isCloseTo(1, within(1e-9));
        assertThat(Rarefaction.expected(counts, 1_000_310)).isEqualTo(4);
        // Without one row, only a value of one row could be gone.
        assertThat(Rarefaction.expected(new long[] {1, 9}, 9)).isCloseTo(1.9, within(1e-12));
    }

    @Test
    void ratioComparesAtTheRowsOfTheSmallerSide() {
        long[] baseline = new long[1_000];
        Arrays.fill(baseline, 100);
        long[] window = new long[95];
        Arrays.fill(window, 1);
        // 95 rows of 1,000 equally frequent values: 1,000 (1 − 0.999^95), nearly.
        assertThat(Rarefaction.ratio(baseline, window))
                .isCloseTo(95 / (1_000 * (1 - Math.pow(0.999, 95))), within(1e-3));
        assertThat(Rarefaction.ratio(baseline, baseline)).isEqualTo(1);
    }

    @Test
    void refusesMoreRowsThanThereAre() {
        assertThatThrownBy(() -> Rarefaction.expected(new long[] {2}, 3)).hasMessage("3 of 2 rows");
    }
}
