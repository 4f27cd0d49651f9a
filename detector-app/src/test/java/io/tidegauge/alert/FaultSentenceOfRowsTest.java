package io.tidegauge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number that is said of an error in the data is that of the rows, worked out from them. */
class FaultSentenceOfRowsTest {

    private static final String SHARE = "((?:almost |less than )?[\\d.]+ %)";
    private static final Occasion ON = new Occasion(
            AlertChange.CONFIRMED,
            Severity.CRITICAL,
            DecisionPath.RULE,
            new TimeWindow(0, 60_000),
            ComparedWith.BASELINE);

    private static RawRows rows(Random random, int count, double from, double to, double missing) {
        RawRows rows = new RawRows();
        for (int i = 0; i < count; i++) {
            double value = Math.rint(from + (to - from) * random.nextDouble());
            rows.add(random.nextDouble() < missing ? Double.NaN : value);
        }
        return rows;
    }

    private static FeatureComparison compare(RawRows baseline, RawRows window) {
        return FeatureComparator.compare(
                "rating", FeatureKind.NUMERIC, baseline.profile(), baseline.size(), window.profile(), window.size());
    }

    private static Matcher said(AlertKind kind, FeatureComparison c, String pattern) {
        String sentence = AlertSentence.of(kind, ON, c);
        Matcher words = Pattern.compile(pattern).matcher(sentence);
        assertThat(words.matches()).as(sentence).isTrue();
        return words;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void missingValues(long seed) {
        Random random = new Random(seed);
        RawRows baseline = rows(random, 500 + random.nextInt(5_000), 20, 100, random.nextDouble() / 10);
        RawRows window = rows(random, 30 + random.nextInt(2_000), 20, 100, random.nextDouble());

        Matcher words = said(
                AlertKind.MISSING_VALUES,
                compare(baseline, window),
                "rating is missing in " + SHARE + " of ([\\d,]+) rows, " + SHARE + " in the baseline");

        RawRows.assertShare(words.group(1), window.share(Double::isNaN), words.group());
        assertThat(RawRows.number(words.group(2))).isEqualTo(window.size());
        RawRows.assertShare(words.group(3), baseline.share(Double::isNaN), words.group());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void valuesBelowTheRange(long seed) {
        Random random = new Random(seed);
        RawRows baseline = rows(random, 500 + random.nextInt(5_000), 20, 100, 0.02);
        RawRows window = rows(random, 30 + random.nextInt(2_000), 0, 25, 0.02);
        double min = smallest(baseline);

        Matcher words = said(
                AlertKind.OUT_OF_RANGE,
                compare(baseline, window),
                "rating fell from around (\\S+) to around (\\S+): " + SHARE
                        + " of ([\\d,]+) rows are below the baseline's minimum of (\\S+)");

        RawRows.assertNumber(words.group(1), baseline.median(), words.group());
        RawRows.assertNumber(words.group(2), window.median(), words.group());
        RawRows.assertShare(words.group(3), window.share(value -> value < min), words.group());
        assertThat(RawRows.number(words.group(4))).isEqualTo(window.size());
        assertThat(RawRows.number(words.group(5))).isEqualTo(min);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void oneValueOnly(long seed) {
        Random random = new Random(seed);
        RawRows baseline = rows(random, 500 + random.nextInt(5_000), 20, 100, 0);
        RawRows window = rows(random, 30 + random.nextInt(2_000), 50, 50, 0);

        Matcher words = said(
                AlertKind.CONSTANT,
                compare(baseline, window),
                "rating has one and the same value in all ([\\d,]+) rows; the baseline has (\\d+) different ones");

        assertThat(RawRows.number(words.group(1))).isEqualTo(window.size());
        assertThat(RawRows.number(words.group(2))).isEqualTo(distinct(baseline));
    }

    private static double smallest(RawRows rows) {
        double value = 0;
        while (rows.share(is(value)) == 0) {
            value++;
        }
        return value;
    }

    private static int distinct(RawRows rows) {
        int distinct = 0;
        for (int value = 0; value <= 100; value++) {
            distinct += rows.share(is(value)) > 0 ? 1 : 0;
        }
        return distinct;
    }

    private static DoublePredicate is(double value) {
        return other -> other == value;
    }
}
