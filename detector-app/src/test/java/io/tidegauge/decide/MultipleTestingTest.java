package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every correction keeps to: a hypothesis is rejected exactly at the levels from its adjusted p-value on. */
class MultipleTestingTest {

    private static final List<MultipleTesting> ALL =
            List.of(new Bonferroni(), new Holm(), new BenjaminiHochberg(), new BenjaminiYekutieli());

    @Test
    void adjustedValuesAreTheLevelsAtWhichRejectionBegins() {
        Random random = new Random(23);
        for (int round = 0; round < 100; round++) {
            double[] p =
                    random.doubles(1 + random.nextInt(12)).map(u -> u * u * u).toArray();
            for (MultipleTesting procedure : ALL) {
                double[] adjusted = procedure.adjusted(p);
                for (int i = 0; i < p.length; i++) {
                    String where = procedure + ", round " + round + ", " + i;
                    assertThat(adjusted[i]).as(where).isBetween(p[i] * (1 - 1e-12), 1.0);
                    if (adjusted[i] < 0.999) {
                        assertThat(procedure.reject(p, adjusted[i] * (1 + 1e-9))[i])
                                .as(where)
                                .isTrue();
                        assertThat(procedure.reject(p, adjusted[i] * (1 - 1e-9))[i])
                                .as(where)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void nothingIsRejectedOfNothing() {
        for (MultipleTesting procedure : ALL) {
            assertThat(procedure.reject(new double[0], 0.05)).isEmpty();
            assertThat(procedure.adjusted(new double[0])).isEmpty();
        }
    }
}
