package io.tidegauge.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.calibrate.Calibrator;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number that is said of drift is that of the rows, worked out from them; for rows of many kinds. */
class DriftSentenceOfRowsTest {

    private static final long HOUR = 3_600_000;
    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    private static final String SHARE = "(?:almost |less than )?[\\d.]+ %";

    private static final Pattern ANY_TIME = Pattern.compile("demand (?:(fell|rose) from around (?<from>\\S+) to around"
            + " (?<to>\\S+)|changed its distribution): (?<now>" + SHARE + ") of (?<rows>[\\d,]+) rows"
            + "(?: \\(worth (?<worth>[\\d,]+) independent ones?\\))? are (?<cell>.+), (?<before>" + SHARE
            + ") in the baseline, whose own spans of 2 h vary less");

    private static final Pattern MONDAYS =
            Pattern.compile("demand (?<way>is lower than in|is higher than in|differs from)"
                    + " the baseline on (?<day>\\w+)s at (?<hour>\\d\\d):00 UTC: (?<now>" + SHARE
                    + ") of (?<rows>[\\d,]+) rows(?: \\(worth (?<worth>[\\d,]+) independent ones?\\))? are (?<cell>.+), (?<before>"
                    + SHARE + ") in the baseline at that hour, which varies less from week to week");

    /** A baseline of five weeks, its rows by block. */
    private static final class Past {

        private final long blockMs;
        private final SortedMap<Long, RawRows> blocks = new TreeMap<>();
        private final RawRows all = new RawRows();

        Past(Random random, long blockMs) {
            this.blockMs = blockMs;
            for (long start = START; start < START + 5 * 7 * 24 * HOUR; start += blockMs) {
                RawRows rows = demand(random, start, 20 + random.nextInt(30), 0);
                blocks.put(start, rows);
                all.addAll(rows);
            }
        }

        /** The largest comparison of a block with the rest of the baseline. */
        double largest() {
            return blocks.values().stream()
                    .mapToDouble(block -> comparison(block, all.size()))
                    .max()
                    .orElseThrow();
        }

        /** The largest comparison of an hour with the same hour of the other weeks. */
        double largestOfHours() {
            return blocks.keySet().stream()
                    .mapToDouble(start ->
                            comparison(blocks.get(start), sameHour(start).size()))
                    .max()
                    .orElseThrow();
        }

        private static double comparison(RawRows block, int whole) {
            return 1 / (1.0 / block.size() + 1.0 / (whole - block.size()));
        }

        /** The rows of all hours that are whole weeks apart from the time. */
        RawRows sameHour(long time) {
            RawRows rows = new RawRows();
            blocks.forEach((start, block) -> {
                if ((time - start) % (7 * 24 * HOUR) == 0) {
                    rows.addAll(block);
                }
            });
            return rows;
        }

        FeatureComparison compare(TimeWindow window, RawRows rows) {
            FeatureProfile profile = all.profile();
            CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, profile);
            SortedMap<Long, long[]> counts = new TreeMap<>();
            blocks.forEach((start, block) -> counts.put(start, layout.counts(block.profile(), block.size())));
            Calibrator calibrator = Calibrator.of(
                    FeatureKind.NUMERIC, profile, all.size(), Optional.of(BaselineBlocks.of(layout, blockMs, counts)));
            return FeatureComparator.compare(
                    "demand",
                    FeatureKind.NUMERIC,
                    profile,
                    all.size(),
                    rows.profile(),
                    rows.size(),
                    calibrator.significance(window));
        }
    }

    /** Whole numbers that follow the hour of the day; each block has its own level, some values are missing. */
    private static RawRows demand(Random random, long start, int count, double shift) {
        double level =
                200 + 80 * Math.sin(2 * Math.PI * (start % (24 * HOUR)) / (24 * HOUR)) + 10 * random.nextGaussian();
        RawRows rows = new RawRows();
        for (int i = 0; i < count; i++) {
            double value = Math.rint(level + shift + 40 * random.nextGaussian());
            rows.add(random.nextInt(50) == 0 ? Double.NaN : Math.max(0, value));
        }
        return rows;
    }

    private static String sentence(TimeWindow window, FeatureComparison c) {
        Occasion on = new Occasion(
                AlertChange.CONFIRMED, Severity.WARNING, DecisionPath.WINDOW, window, ComparedWith.BASELINE);
        return AlertSentence.of(AlertKind.DISTRIBUTION, on, c);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void againstAllOfTheBaseline(long seed) {
        Random random = new Random(seed);
        Past past = new Past(random, 2 * HOUR);
        for (double shift : new double[] {-150, -60, 60, 150, 400}) {
            long start = START + (5 * 7 * 24 + 2 * random.nextInt(84)) * HOUR;
            TimeWindow window = new TimeWindow(start, start + 2 * HOUR);
            RawRows rows = demand(random, start, 20 + random.nextInt(30), shift);
            FeatureComparison c = past.compare(window, rows);

            String said = sentence(window, c);

            Matcher words = ANY_TIME.matcher(said);
            assertThat(words.matches()).as("seed %d: %s", seed, said).isTrue();
            assertRows(words, rows, past.all, past.largest(), c, said);
            if (words.group(1) != null) {
                RawRows.assertNumber(words.group("from"), past.all.median(), said);
                RawRows.assertNumber(words.group("to"), rows.median(), said);
                assertThat(words.group(1)).as(said).isEqualTo(rows.median() < past.all.median() ? "fell" : "rose");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void againstTheSameHourOfTheWeek(long seed) {
        Random random = new Random(seed);
        Past past = new Past(random, HOUR);
        for (double shift : new double[] {-150, -60, 60, 150, 400}) {
            long start = START + (5 * 7 * 24 + random.nextInt(7 * 24)) * HOUR;
            TimeWindow window = new TimeWindow(start, start + HOUR);
            RawRows rows = demand(random, start, 20 + random.nextInt(30), shift);
            RawRows sameHour = past.sameHour(start);
            FeatureComparison c = past.compare(window, rows);

            String said = sentence(window, c);

            Matcher words = MONDAYS.matcher(said);
            assertThat(words.matches()).as("seed %d: %s", seed, said).isTrue();
            assertRows(words, rows, sameHour, past.largestOfHours(), c, said);
            String day = Instant.ofEpochMilli(start)
                    .atOffset(ZoneOffset.UTC)
                    .getDayOfWeek()
                    .name();
            assertThat(words.group("day").toUpperCase(Locale.ROOT)).as(said).isEqualTo(day);
            assertThat(Long.parseLong(words.group("hour"))).as(said).isEqualTo(start / HOUR % 24);
            if (Math.abs(shift) >= 150) {
                assertThat(words.group("way")).as(said).contains(shift < 0 ? "lower" : "higher");
            }
            assertThat(c.cells())
                    .as("the shares of the alert's cells")
                    .allSatisfy(cell -> assertThat(cell.baselineShare() * sameHour.size())
                            .isCloseTo(Math.rint(cell.baselineShare() * sameHour.size()), within(1e-6)));
        }
    }

    /**
     * The shares, the rows, and how many independent ones they are worth by c and ρ; rows beyond the baseline's largest
     * block, counted as a comparison's 1/(1/n + 1/m), are worth nothing.
     */
    private static void assertRows(
            Matcher words, RawRows now, RawRows before, double largest, FeatureComparison c, String said) {
        String cell = words.group("cell");
        RawRows.assertShare(words.group("now"), now.share(RawRows.cell(cell)), said);
        RawRows.assertShare(words.group("before"), before.share(RawRows.cell(cell)), said);
        assertThat(RawRows.number(words.group("rows"))).as(said).isEqualTo(now.size());
        var chance = c.judgement().chance();
        double seen = Math.min(now.size(), largest);
        double worth = seen / (chance.repetition() + chance.wander() * seen);
        if (words.group("worth") == null) {
            assertThat(Math.rint(worth)).as(said).isGreaterThanOrEqualTo(now.size());
        } else {
            assertThat(RawRows.number(words.group("worth"))).as(said).isEqualTo(Math.max(1, Math.rint(worth)));
        }
    }
}
