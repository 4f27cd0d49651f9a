package io.tidegauge.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.assess.Counted;
import io.tidegauge.event.TimeWindow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules without memory over windows. */
class ToolRunTest {

    private static PastWindow window(int number, Values values) {
        return new PastWindow(
                number, new TimeWindow(number, number + 1), Counted.NONE, new TreeMap<>(Map.of("x", values)));
    }

    @Test
    void anAlertOpensWhereAFeatureIsFlaggedThatWasNot() {
        Numbers zeros = Numbers.of(new double[100]);
        Numbers ones = Numbers.of(IntStream.range(0, 100).mapToDouble(i -> 1).toArray());
        ToolRun run =
                new ToolRun(new SagemakerPreset(), new TreeMap<>(Map.of("x", ReferenceValues.inChunksOf(10, zeros))));
        List<Values> windows = List.of(zeros, ones, ones, zeros, ones);
        List<Integer> opened = IntStream.range(0, windows.size())
                .mapToObj(i -> run.next(window(i, windows.get(i))))
                .flatMap(List::stream)
                .map(Opening::number)
                .toList();
        assertThat(opened).containsExactly(1, 4);
    }

    @Test
    void anAlertFiresAsLongAsTheFeatureIsFlagged() {
        Numbers zeros = Numbers.of(new double[100]);
        Numbers ones = Numbers.of(IntStream.range(0, 100).mapToDouble(i -> 1).toArray());
        ToolRun run =
                new ToolRun(new SagemakerPreset(), new TreeMap<>(Map.of("x", ReferenceValues.inChunksOf(10, zeros))));
        Backtest backtest = new Backtest(Map.of("sagemaker", run));
        List<Values> windows = List.of(zeros, ones, ones, zeros, ones);
        IntStream.range(0, windows.size()).forEach(i -> backtest.next(window(i, windows.get(i))));
        assertThat(backtest.alarms().get("sagemaker").firing())
                .isEqualTo(Map.of(0, Set.of(), 1, Set.of("x"), 2, Set.of("x"), 3, Set.of(), 4, Set.of("x")));
    }

    /** Of 4,000 throws at 1 in 10, 400 with a standard deviation of 19. */
    @Test
    void theDummyAlarmsAtItsRateAndAlikeForOneSeed() {
        TreeSet<String> features = new TreeSet<>(List.of("a", "b", "c", "d"));
        List<List<Opening>> twice = IntStream.range(0, 2)
                .mapToObj(i -> {
                    RandomRun run = new RandomRun(features, 0.1, 7);
                    return IntStream.range(0, 1000)
                            .mapToObj(number -> run.next(window(number, Numbers.of(0))))
                            .flatMap(List::stream)
                            .toList();
                })
                .toList();
        assertThat(twice.get(0)).isEqualTo(twice.get(1));
        assertThat(twice.get(0)).hasSizeBetween(320, 480);
        RandomRun never = new RandomRun(features, 0, 7);
        assertThat(never.next(window(0, Numbers.of(0)))).isEmpty();
    }
}
