package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiniteKolmogorovTest {

    /** Tails that SciPy's kstwo gives, on either side of every change of formula. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.7, 0.6000000000000001",
        "3, 0.2, 0.9982222222222222",
        "3, 0.4, 0.5946666666666665",
        "7, 0.15, 0.9894053535559163",
        "24, 0.12, 0.8397971431629945",
        "24, 0.3, 0.020644621453518974",
        "140, 0.05, 0.8576480297656114",
        "140, 0.1, 0.11353657290090946",
        "140, 0.17, 0.0005246108687519814",
        "140, 0.3, 1.1370251710737309e-11",
        "141, 0.05, 0.854845693009663",
        "200, 0.04, 0.8932878117043649",
        "200, 0.08, 0.1463961356372503",
        "300, 0.03, 0.9424664972633843",
        "400, 0.05, 0.26121244607129124",
        "401, 0.02, 0.9962336819431201",
        "401, 0.06, 0.10699783297891152",
        "1000, 0.02, 0.8108971656895577",
        "1000, 0.05, 0.013012074781090332",
        "2500, 0.03, 0.02176705196743979",
        "10000, 0.01, 0.2682191277029192",
        "10000, 0.03, 2.9761211950626197e-08",
        "1000000, 0.001, 0.26982107442589376",
        "1000000, 0.002, 0.0006700277103670718",
        "1000000000, 6e-05, 0.00149311189100026"
    })
    void isWhatAnotherImplementationGives(long n, double d, double tail) {
        assertThat(FiniteKolmogorov.tail(d, n)).isCloseTo(tail, within(1e-6 * tail));
    }

    @Test
    void staysBetweenZeroAndOneAndNeverRises() {
        for (long n : new long[] {1, 2, 5, 60, 140, 141, 350, 401, 5_000, 2_000_000_000_000L}) {
            double last = 1;
            for (int i = 0; i <= 400; i++) {
                double tail = FiniteKolmogorov.tail(Math.min(1, i / 100.0 / Math.sqrt(n)), n);
                assertThat(tail).as("n %d, step %d", n, i).isBetween(0.0, last + 2e-6);
                last = tail;
            }
        }
    }

    @Test
    void approachesTheLimitLaw() {
        double lambda = 1.1;
        assertThat(FiniteKolmogorov.tail(lambda / 1e6, 1_000_000_000_000L))
                .isCloseTo(KolmogorovSmirnov.limit(lambda), within(1e-5));
    }
}
