package io.tidegauge.backtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** One data set's scores: ours, the other tools', and those of as many alarms at random. */
public final class Scorecard {

    /** The name of our own rule. */
    public static final String OWN = "tidegauge";

    /** The name of the dummy that throws a die. */
    public static final String RANDOM = "random";

    private static final long SEED = 20_261_122;

    private final Map<String, Alarms> alarms = new LinkedHashMap<>();
    private final List<Score> scores = new ArrayList<>();

    private Scorecard() {}

    /**
     * Runs all policies over a data set.
     *
     * @param own our rule, before its first window
     * @param baseline the baseline's values by feature
     * @param windows the windows in their order
     * @param scoring what is known
     */
    public static Scorecard of(
            PolicyRun own, SortedMap<String, ReferenceValues> baseline, List<PastWindow> windows, Scoring scoring) {
        Scorecard card = new Scorecard();
        Map<String, PolicyRun> runs = new LinkedHashMap<>();
        runs.put(OWN, own);
        Preset.all().forEach(preset -> runs.put(preset.name(), new ToolRun(preset, baseline)));
        card.run(runs, windows, scoring);
        double chances = (double) baseline.size() * windows.size();
        long pages = card.of(OWN).openings().stream().filter(Opening::pages).count();
        double rate = chances == 0 ? 0 : Math.min(1, pages / chances);
        card.run(Map.of(RANDOM, new RandomRun(new TreeSet<>(baseline.keySet()), rate, SEED)), windows, scoring);
        return card;
    }

    private void run(Map<String, PolicyRun> runs, List<PastWindow> windows, Scoring scoring) {
        Backtest backtest = new Backtest(runs);
        windows.forEach(backtest::next);
        backtest.alarms().forEach((policy, told) -> {
            alarms.put(policy, told);
            scores.add(scoring.score(policy, told));
        });
    }

    /** The scores, ours first, the dummy's last. */
    public List<Score> scores() {
        return List.copyOf(scores);
    }

    /** What a policy told. */
    public Alarms of(String policy) {
        return alarms.getOrDefault(policy, Alarms.NONE);
    }
}
