package io.tidegauge.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.profile.NumericSketch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Merging forward against a second, plain implementation, which keeps rows and not counts: it decides on all rows of all
 * windows since the last decision. Every row has a number of its own, so that one that counts twice is seen.
 */
class MergedWindowTest {

    private static final ModelVersion MODEL = new ModelVersion("m", "1");
    private static final long PANE = 60_000;
    private static final int MIN_ROWS = 30;
    private static final int MOST = 6;

    /** Decisions on several windows together, and carries that were given up. */
    private int decided;

    private int givenUp;

    @Test
    void tumblingWindows() {
        for (long seed = 1; seed <= 60; seed++) {
            play(new Random(seed), 1, 1, "seed " + seed);
        }
        assertThat(decided).isGreaterThan(10);
        assertThat(givenUp).isGreaterThan(10);
    }

    @Test
    void hoppingWindowsOfAllSorts() {
        for (long seed = 1; seed <= 120; seed++) {
            Random random = new Random(seed);
            int size = 2 + random.nextInt(8);
            int advance = 1 + random.nextInt(size);
            play(random, size, advance, "seed " + seed + ", size " + size + ", advance " + advance);
        }
        assertThat(decided).isGreaterThan(10);
        assertThat(givenUp).isGreaterThan(10);
    }

    /** Sizes are in panes. Windows without rows do not close at all. */
    private void play(Random random, int size, int advance, String where) {
        List<Row> rows = rows(random, 60);
        Optional<Carry> carry = Optional.empty();
        List<TimeWindow> waiting = new ArrayList<>();
        String baseline = "b0";
        for (int start = -size; start < 60; start++) {
            TimeWindow window = new TimeWindow(start * PANE, (start + size) * PANE);
            SortedSet<Row> own = within(rows, window);
            if (Math.floorMod(start, advance) != 0 || own.isEmpty()) {
                continue;
            }
            if (random.nextInt(12) == 0) {
                baseline = "b" + random.nextInt(3);
            }
            boolean lost = carry.isPresent() && !carry.get().baselineId().equals(baseline);
            if (lost) {
                waiting.clear();
            }
            waiting.add(window);
            SortedSet<Row> expected = new TreeSet<>();
            waiting.forEach(one -> expected.addAll(within(rows, one)));

            MergedWindow merged = MergedWindow.of(carry, counts(window, own), baseline);

            String at = where + ", window " + start;
            assertThat(numbers(merged.counts().counted())).as(at).containsExactlyElementsOf(ids(expected));
            assertThat(merged.counts().rows()).as(at).isEqualTo(expected.size());
            assertThat(merged.windows()).as(at).isEqualTo(waiting.size());
            assertThat(merged.lost()).as(at).isEqualTo(lost);
            assertThat(merged.counts().window())
                    .as(at)
                    .isEqualTo(new TimeWindow(waiting.get(0).startMs(), window.endMs()));
            if (expected.size() >= MIN_ROWS) {
                decided += waiting.size() > 1 ? 1 : 0;
                waiting.clear();
                carry = Optional.empty();
            } else {
                carry = merged.carry(counted(leaving(own, window, advance)));
                assertThat(carry.isEmpty()).as(at).isEqualTo(waiting.size() == MOST);
                givenUp += waiting.size() == MOST ? 1 : 0;
            }
            if (waiting.size() == MOST) {
                waiting.clear();
            }
        }
    }

    private static List<Row> rows(Random random, int panes) {
        List<Row> rows = new ArrayList<>();
        for (int pane = 0; pane < panes; pane++) {
            int many = random.nextInt(4) == 0 ? 0 : random.nextInt(1 + random.nextInt(12));
            for (int i = 0; i < many; i++) {
                rows.add(new Row(rows.size(), pane * PANE + random.nextInt((int) PANE)));
            }
        }
        return rows;
    }

    private static SortedSet<Row> within(List<Row> rows, TimeWindow window) {
        SortedSet<Row> within = new TreeSet<>();
        rows.stream()
                .filter(row -> row.timeMs() >= window.startMs() && row.timeMs() < window.endMs())
                .forEach(within::add);
        return within;
    }

    /** What no window holds that begins by an advance later, or after that. */
    private static SortedSet<Row> leaving(SortedSet<Row> own, TimeWindow window, int advance) {
        SortedSet<Row> leaving = new TreeSet<>(own);
        leaving.removeIf(row -> row.timeMs() >= window.startMs() + advance * PANE);
        return leaving;
    }

    private static WindowCounts counts(TimeWindow window, SortedSet<Row> rows) {
        return new WindowCounts(MODEL, FeatureNames.ALL, window, counted(rows), 0, List.of());
    }

    private static Counted counted(SortedSet<Row> rows) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        rows.forEach(row -> live.addNumber(row.id()));
        FeatureProfile profile = live.toProfile();
        return new Counted(rows.size(), rows.isEmpty() ? new TreeMap<>() : new TreeMap<>(Map.of("id", profile)));
    }

    /** The numbers of all rows, each as often as it counts. */
    private static List<Long> numbers(Counted counted) {
        NumericSketch sketch = counted.features().get("id").numbers();
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < sketch.size(); i++) {
            double value = sketch.value(i);
            LongStream.range(0, sketch.count(i)).forEach(each -> numbers.add((long) value));
        }
        return numbers;
    }

    private static List<Long> ids(SortedSet<Row> rows) {
        return rows.stream().map(Row::id).toList();
    }

    private record Row(long id, long timeMs) implements Comparable<Row> {

        private static final Comparator<Row> BY_ID = Comparator.comparing(Row::id);

        @Override
        public int compareTo(Row other) {
            return BY_ID.compare(this, other);
        }
    }
}
