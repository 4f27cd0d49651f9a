package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.profile.WeightedValues;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KolmogorovSmirnovTest {

    /** Inputs on which well-known implementations are wrong. */
    @Test
    void constantsAndDisjointSidesAreWhatTheyAre() {
        double[] hundredFives = new double[100];
        double[] fives = new double[37];
        Arrays.fill(hundredFives, 5);
        Arrays.fill(fives, 5);
        assertThat(test(hundredFives, fives).d()).isZero();
        assertThat(test(hundredFives, fives).limitPValue()).isEqualTo(1);
        assertThat(test(new double[] {1}, new double[] {2}).d()).isEqualTo(1);
        assertThat(test(new double[] {1, 2, 3, 4}, new double[] {10, 11, 12, 13})
                        .d())
                .isEqualTo(1);
        assertThat(test(new double[] {-0.0, 0.0}, new double[] {0.0}).d()).isZero();
    }

    /** The alternating series in decimals of 50 digits. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 1.0",
        "0.3, 0.99999069419866543",
        "0.5, 0.9639452436648751",
        "1.0, 0.26999967167735452",
        "2.0, 6.7092525577969535e-4",
        "3.0, 3.0459959489425258e-8",
        "4.0, 2.5328331098188351e-14"
    })
    void limitLaw(double lambda, double expected) {
        assertThat(KolmogorovSmirnov.limit(lambda)).isCloseTo(expected, within(1e-11 * expected));
    }

    @Test
    void theSeriesMeetWithoutAStep() {
        double below = KolmogorovSmirnov.limit(Math.nextDown(1.18));
        double above = KolmogorovSmirnov.limit(1.18);
        assertThat(above / below).isCloseTo(1, within(1e-13));
    }

    /** Against every ordering of small samples, looked at everywhere or only where runs of equal values end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void exactPValuesCountOrderings(long seed) {
        Random random = new Random(seed);
        double[] b = integers(random, 2 + random.nextInt(6));
        double[] w = integers(random, 2 + random.nextInt(6));
        PooledValues pooled = PooledValues.of(WeightedValues.of(b), WeightedValues.of(w));
        KolmogorovSmirnov test = KolmogorovSmirnov.of(pooled);

        double[] all = Arrays.copyOf(b, b.length + w.length);
        System.arraycopy(w, 0, all, b.length, w.length);
        Arrays.sort(all);
        assertThat(test.exactPValue().orElseThrow())
                .as("seed %d", seed)
                .isCloseTo(shareOfOrderings(all, b.length, test.d(), x -> true), within(1e-12));
        assertThat(test.exactPValueGivenTies(pooled).orElseThrow())
                .as("seed %d", seed)
                .isCloseTo(shareOfOrderings(all, b.length, test.d(), x -> false), within(1e-12));
    }

    @Test
    void farTailsKeepTheirDigits() {
        // All of 60 before all of 40: two of the 100-choose-40 orderings.
        double orderings = 1;
        for (int i = 1; i <= 40; i++) {
            orderings *= (60.0 + i) / i;
        }
        assertThat(new KolmogorovSmirnov(1, 60, 40).exactPValue().orElseThrow())
                .isCloseTo(2 / orderings, within(1e-12 * 2 / orderings));
    }

    @Test
    void manyPairsHaveNoExactPValue() {
        assertThat(new KolmogorovSmirnov(0.5, 1_000_000_000_000L, 9_000_000).exactPValue())
                .isEmpty();
        assertThat(new KolmogorovSmirnov(0.5, 200, 100).exactPValue()).isPresent();
    }

    @Test
    void refusesWhatIsNoDistance() {
        assertThatThrownBy(() -> new KolmogorovSmirnov(1.1, 5, 5)).hasMessageContaining("1.1");
        assertThatThrownBy(() -> new KolmogorovSmirnov(0.1, 0, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static KolmogorovSmirnov test(double[] b, double[] w) {
        return KolmogorovSmirnov.of(PooledValues.of(WeightedValues.of(b), WeightedValues.of(w)));
    }

    private static double[] integers(Random random, int n) {
        double[] raw = new double[n];
        Arrays.setAll(raw, i -> random.nextInt(5));
        return raw;
    }

    /** Goes through every choice of which pooled values are the baseline's. */
    private static double shareOfOrderings(double[] sorted, int m, double d, DoublePredicate withinTies) {
        int reaching = 0;
        int all = 0;
        int n = sorted.length - m;
        for (int choice = 0; choice < 1 << sorted.length; choice++) {
            if (Integer.bitCount(choice) != m) {
                continue;
            }
            all++;
            double max = 0;
            int below = 0;
            for (int i = 0; i < sorted.length; i++) {
                below += choice >> i & 1;
                boolean runEnds = i + 1 == sorted.length || sorted[i] != sorted[i + 1];
                if (runEnds || withinTies.test(sorted[i])) {
                    max = Math.max(max, Math.abs(below / (double) m - (i + 1 - below) / (double) n));
                }
            }
            reaching += max >= d - 1e-9 ? 1 : 0;
        }
        return reaching / (double) all;
    }
}
