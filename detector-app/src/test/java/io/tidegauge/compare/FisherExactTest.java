package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherExactTest {

    /** As SciPy's fisher_exact gives them. */
    @ParameterizedTest
    @CsvSource({
        "0, 100, 3, 100, 0.24623115577889448",
        "2, 1000, 9, 500, 0.0013201284955419426",
        "3, 12, 9, 11, 0.01227813779974232",
        "700, 1000, 310, 500, 0.001977967444697866",
        "1, 50000, 12, 40000, 0.00045505989507683894",
        "50, 60, 0, 5, 0.0003635642517186673",
        "120000, 400000, 31000, 100000, 7.794561590012267e-10",
        "0, 7, 0, 9, 1.0",
        "7, 7, 9, 9, 1.0"
    })
    void isWhatAnotherImplementationGives(long a, long m, long b, long n, double p) {
        assertThat(FisherExact.pValue(a, m, b, n)).isCloseTo(p, within(1e-6 * p));
    }

    @Test
    void addsUpTheTablesThatAreNoMoreLikely() {
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            int m = 1 + random.nextInt(25);
            int n = 1 + random.nextInt(25);
            int a = random.nextInt(m + 1);
            int b = random.nextInt(n + 1);
            assertThat(FisherExact.pValue(a, m, b, n))
                    .as("%d of %d, %d of %d", a, m, b, n)
                    .isCloseTo(byEnumeration(a, m, b, n), within(1e-11));
        }
    }

    private static double byEnumeration(int a, int m, int b, int n) {
        double seen = ways(m, a) * ways(n, b);
        double sum = 0;
        double all = 0;
        for (int k = Math.max(0, a + b - n); k <= Math.min(m, a + b); k++) {
            double here = ways(m, k) * ways(n, a + b - k);
            all += here;
            sum += here <= seen * (1 + 1e-9) ? here : 0;
        }
        return sum / all;
    }

    private static double ways(int n, int k) {
        double ways = 1;
        for (int i = 1; i <= k; i++) {
            ways = ways * (n - k + i) / i;
        }
        return ways;
    }

    @Test
    void refusesCountsThatExceedTheirRows() {
        assertThatThrownBy(() -> FisherExact.pValue(5, 4, 1, 4)).hasMessageContaining("5 of 4");
        assertThatThrownBy(() -> FisherExact.pValue(0, 0, 1, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
