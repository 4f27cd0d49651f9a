package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The faults are in the data, of the stated size, and nothing else is: computed from the raw events alone. */
class RentalEventsTest {

    private static final int WINDOW_ROWS = 1_000;
    private static final int REFERENCE_ROWS = 20_000;
    private static final List<String> NUMERIC =
            List.of(RentalModel.BEDROOMS, RentalModel.ACCOMMODATES, RentalModel.RATING, RentalModel.MINIMUM_NIGHTS);
    private static final List<String> CATEGORICAL = List.of(RentalModel.NEIGHBOURHOOD, RentalModel.SUPERHOST);

    /** What 1,000 rows against 20,000 exceed once in a million times: 2.69 · sqrt(1/1,000 + 1/20,000). */
    private static final double NO_DIFFERENCE = 2.69 * Math.sqrt(1.0 / WINDOW_ROWS + 1.0 / REFERENCE_ROWS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 42, -7})
    void quietWindowsLookLikeTheReference(long seed) {
        List<InferenceEvent> reference = reference(seed);
        for (int window = 0; window < 10; window++) {
            List<InferenceEvent> rows = events(seed, window * WINDOW_ROWS, WINDOW_ROWS, Optional.empty());
            for (String feature : NUMERIC) {
                assertThat(kolmogorovSmirnov(numbers(reference, feature), numbers(rows, feature)))
                        .as("%s, window %d, seed %d", feature, window, seed)
                        .isLessThan(NO_DIFFERENCE);
            }
            assertThat(kolmogorovSmirnov(prices(reference), prices(rows)))
                    .as("price, window %d, seed %d", window, seed)
                    .isLessThan(NO_DIFFERENCE);
            for (String feature : CATEGORICAL) {
                assertThat(totalVariation(shares(reference, feature), shares(rows, feature)))
                        .as("%s, window %d, seed %d", feature, window, seed)
                        .isLessThan(0.08);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 42})
    void aRescaledRatingLeavesTheReferencesRange(long seed) {
        double[] before = numbers(reference(seed), RentalModel.RATING);
        List<InferenceEvent> rows = events(seed, 4_000, WINDOW_ROWS, Optional.of(Fault.RATING_RESCALED));
        double[] after = numbers(rows, RentalModel.RATING);

        double lowest = Arrays.stream(before).min().orElseThrow();
        assertThat(lowest).as("seed %d", seed).isGreaterThanOrEqualTo(20);
        assertThat(Arrays.stream(before).average().orElseThrow())
                .as("seed %d", seed)
                .isCloseTo(95, within(1.0));
        assertThat(Arrays.stream(after).max().orElseThrow()).as("seed %d", seed).isLessThanOrEqualTo(5);
        assertThat(after.length / (double) WINDOW_ROWS).as("seed %d", seed).isGreaterThan(0.9);
        assertOthersUntouched(seed, rows, RentalModel.RATING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 42})
    void sixInTenNeighbourhoodsAreLost(long seed) {
        List<InferenceEvent> rows = events(seed, 12_000, WINDOW_ROWS, Optional.of(Fault.NEIGHBOURHOOD_LOST));

        assertThat(missingShare(reference(seed), RentalModel.NEIGHBOURHOOD)).isZero();
        assertThat(missingShare(rows, RentalModel.NEIGHBOURHOOD))
                .as("seed %d", seed)
                .isCloseTo(0.6, within(0.05));
        assertOthersUntouched(seed, rows, RentalModel.NEIGHBOURHOOD);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 42})
    void holidayPricesRiseByAThirdAndTheListingsStay(long seed) {
        List<InferenceEvent> quiet = events(seed, 20_000, WINDOW_ROWS, Optional.empty());
        List<InferenceEvent> holiday = events(seed, 20_000, WINDOW_ROWS, Optional.of(Fault.HOLIDAY_PRICES));

        double[] before = prices(quiet);
        double[] after = prices(holiday);
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i] / before[i]).as("row %d, seed %d", i, seed).isCloseTo(1.35, within(0.01));
        }
        assertThat(holiday.stream().map(InferenceEvent::features))
                .as("seed %d", seed)
                .isEqualTo(quiet.stream().map(InferenceEvent::features).toList());
        assertThat(kolmogorovSmirnov(prices(reference(seed)), after))
                .as("seed %d", seed)
                .isGreaterThan(0.15);
        double[] reference = prices(reference(seed));
        double highest = Arrays.stream(reference).max().orElseThrow();
        assertThat(Arrays.stream(after).filter(price -> price > highest).count())
                .as("seed %d: the prices drift, they do not leave the range", seed)
                .isLessThan(WINDOW_ROWS / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 99})
    void theSameSeedGivesTheSameEventsAndAnotherOthers(long seed) {
        List<InferenceEvent> once = events(seed, 0, 100, Optional.empty());

        assertThat(events(seed, 0, 100, Optional.empty())).isEqualTo(once);
        assertThat(events(seed + 1, 0, 100, Optional.empty()).stream().map(InferenceEvent::features))
                .isNotEqualTo(once.stream().map(InferenceEvent::features).toList());
        assertThat(once).allSatisfy(EventLimits.DEFAULT::check);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 42})
    void biggerPlacesInBetterPartsCostMore(long seed) {
        List<InferenceEvent> rows = reference(seed);

        assertThat(averagePrice(rows, RentalModel.ACCOMMODATES, new FeatureValue.Numeric(6)))
                .as("seed %d", seed)
                .isGreaterThan(1.5 * averagePrice(rows, RentalModel.ACCOMMODATES, new FeatureValue.Numeric(2)));
        assertThat(averagePrice(rows, RentalModel.NEIGHBOURHOOD, new FeatureValue.Text("Castle Hill")))
                .as("seed %d", seed)
                .isGreaterThan(1.3 * averagePrice(rows, RentalModel.NEIGHBOURHOOD, new FeatureValue.Text("North End")));
        assertThat(shares(rows, RentalModel.NEIGHBOURHOOD)).hasSize(12);
    }

    /** The price may follow the damaged input a little, by less than what is material (0.1). */
    private static void assertOthersUntouched(long seed, List<InferenceEvent> rows, String damaged) {
        List<InferenceEvent> reference = reference(seed);
        for (String feature : NUMERIC) {
            if (!feature.equals(damaged)) {
                assertThat(kolmogorovSmirnov(numbers(reference, feature), numbers(rows, feature)))
                        .as("%s, seed %d", feature, seed)
                        .isLessThan(NO_DIFFERENCE);
            }
        }
        assertThat(kolmogorovSmirnov(prices(reference), prices(rows)))
                .as("price, seed %d", seed)
                .isLessThan(0.1);
    }

    private static List<InferenceEvent> reference(long seed) {
        return events(seed, -REFERENCE_ROWS, REFERENCE_ROWS, Optional.empty());
    }

    private static List<InferenceEvent> events(long seed, long first, int rows, Optional<Fault> fault) {
        RentalEvents events = new RentalEvents(seed);
        return LongStream.range(first, first + rows)
                .mapToObj(number -> events.event(number, 1_700_000_000_000L + number, fault))
                .toList();
    }

    private static double[] numbers(List<InferenceEvent> events, String feature) {
        return events.stream()
                .map(event -> event.features().get(feature))
                .filter(FeatureValue.Numeric.class::isInstance)
                .mapToDouble(value -> ((FeatureValue.Numeric) value).value())
                .toArray();
    }

    private static double[] prices(List<InferenceEvent> events) {
        return events.stream()
                .mapToDouble(event -> ((FeatureValue.Numeric) event.prediction()).value())
                .toArray();
    }

    private static double averagePrice(List<InferenceEvent> events, String feature, FeatureValue value) {
        return Arrays.stream(prices(events.stream()
                        .filter(event -> value.equals(event.features().get(feature)))
                        .toList()))
                .average()
                .orElseThrow();
    }

    private static double missingShare(List<InferenceEvent> events, String feature) {
        return events.stream()
                        .filter(event -> Objects.equals(event.features().get(feature), FeatureValue.MISSING))
                        .count()
                / (double) events.size();
    }

    private static Map<FeatureValue, Double> shares(List<InferenceEvent> events, String feature) {
        return events.stream()
                .map(event -> event.features().get(feature))
                .collect(Collectors.groupingBy(
                        Function.identity(),
                        Collectors.collectingAndThen(Collectors.counting(), n -> n / (double) events.size())));
    }

    private static double totalVariation(Map<FeatureValue, Double> a, Map<FeatureValue, Double> b) {
        double sum = 0;
        for (Map.Entry<FeatureValue, Double> entry : a.entrySet()) {
            sum += Math.max(0, entry.getValue() - b.getOrDefault(entry.getKey(), 0.0));
        }
        return sum;
    }

    /** The largest difference of the two empirical distribution functions, by definition. */
    private static double kolmogorovSmirnov(double[] a, double[] b) {
        double[] first = a.clone();
        double[] second = b.clone();
        Arrays.sort(first);
        Arrays.sort(second);
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            double x = Math.min(first[i], second[j]);
            while (i < first.length && first[i] <= x) {
                i++;
            }
            while (j < second.length && second[j] <= x) {
                j++;
            }
            largest = Math.max(largest, Math.abs(i / (double) first.length - j / (double) second.length));
        }
        return largest;
    }
}
