package io.tidegauge.backtest;

import io.tidegauge.alert.Severity;
import io.tidegauge.compare.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Another tool's rule over windows. The tools remember nothing: an alert opens where a feature is flagged that was not
 * flagged in the window before.
 */
public final class ToolRun implements PolicyRun {

    private final SortedMap<String, Preset.Fitted> rules = new TreeMap<>();
    private SortedSet<String> flagged = new TreeSet<>();

    /** The preset, made ready for every feature of the baseline. */
    public ToolRun(Preset preset, SortedMap<String, ReferenceValues> baseline) {
        baseline.forEach((feature, values) -> rules.put(feature, preset.fit(values)));
    }

    @Override
    public List<Opening> next(PastWindow window) {
        SortedSet<String> now = new TreeSet<>();
        List<Opening> openings = new ArrayList<>();
        rules.forEach((feature, rule) -> {
            Values values = window.values().get(feature);
            if (values == null) {
                return;
            }
            Judged judged = rule.judge(values);
            if (judged.drifted()) {
                now.add(feature);
                if (!flagged.contains(feature)) {
                    openings.add(opening(feature, judged, window));
                }
            }
        });
        flagged = now;
        return openings;
    }

    /** The features flagged in the last window. */
    @Override
    public SortedSet<String> firing() {
        return new TreeSet<>(flagged);
    }

    private static Opening opening(String feature, Judged judged, PastWindow window) {
        return new Opening(
                feature,
                judged.statistic(),
                Severity.WARNING,
                false,
                window.number(),
                window.window(),
                String.format(
                        Locale.ROOT,
                        "%s: %s is %s, the threshold %s",
                        feature,
                        judged.statistic(),
                        figure(judged.value()),
                        figure(Statistic.of(judged.threshold()))));
    }

    private static String figure(Statistic value) {
        return String.format(Locale.ROOT, "%.3g", value.orNaN());
    }
}
