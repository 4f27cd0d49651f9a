package io.tidegauge.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Results for people. */
final class Tables {

    private static final double MEGABYTE = 1e6;

    private Tables() {}

    /** One measurement, as it comes in. */
    static String line(String when, Round round) {
        return String.format(
                Locale.ROOT,
                "%-8s  %-40s %,11.0f events/s %,12.0f values/s  CPU %6.3f s/M values  others %s",
                when,
                round.title(),
                round.measurement().eventsPerSecond(),
                round.valuesPerSecond(),
                round.processorSecondsPerMillionValues(),
                others(round));
    }

    private static String others(Round round) {
        return Double.isNaN(round.othersCores())
                ? "unknown"
                : String.format(Locale.ROOT, "%.1f cores", round.othersCores());
    }

    /** The medians of each contender on each topic. */
    static String medians(List<Round> rounds) {
        StringBuilder text = new StringBuilder(String.format(
                "%-8s %-6s %-40s %11s %12s %12s %12s %9s %9s %9s %7s%n",
                "features",
                "models",
                "medians of the rounds",
                "events/s",
                "values/s",
                "CPU s/M val.",
                "bytes/event",
                "peak MB",
                "live MB",
                "state MB",
                "others"));
        groups(rounds).values().forEach(group -> text.append(median(group)));
        return text.toString();
    }

    private static Map<String, List<Round>> groups(List<Round> rounds) {
        return rounds.stream()
                .collect(Collectors.groupingBy(
                        round -> round.spec().topic() + " " + round.contender(),
                        LinkedHashMap::new,
                        Collectors.toCollection(ArrayList::new)));
    }

    private static String median(List<Round> group) {
        Round any = group.get(0);
        return String.format(
                Locale.ROOT,
                "%,8d %,6d %-40s %,11.0f %,12.0f %12.3f %,12.0f %,9.0f %,9.0f %,9.1f %7.1f%n",
                any.spec().features(),
                any.spec().models(),
                any.title(),
                of(group, round -> round.measurement().eventsPerSecond()),
                of(group, Round::valuesPerSecond),
                of(group, Round::processorSecondsPerMillionValues),
                of(group, round -> round.measurement().allocatedBytesPerEvent()),
                of(group, round -> round.measurement().peakHeapBytes() / MEGABYTE),
                of(group, round -> round.measurement().liveHeapBytes() / MEGABYTE),
                of(group, round -> round.measurement().stateBytes() / MEGABYTE),
                of(group, Round::othersCores));
    }

    private static double of(List<Round> group, ToDoubleFunction<Round> figure) {
        return Ratios.median(group.stream().map(figure::applyAsDouble).toList());
    }

    /** What was written to internal topics while events came in as they happened. */
    static String paced(List<Paced> paced) {
        return paced.stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "paced, %,.0f events/s, %.0f %% of them read, over %d commits: %.2f %% internal bytes per input byte (%,d + %,d of %,d),"
                                + " %,.0f bytes per live feature and commit, %.2f processors, others %.1f%n",
                        one.eventsPerSecond(),
                        100 * one.readShare(),
                        one.commits(),
                        100 * one.internalBytesPerInputByte(),
                        one.repartitionBytes(),
                        one.changelogBytes(),
                        one.inputBytes(),
                        one.bytesPerLiveFeatureAndCommit(),
                        one.processors(),
                        one.othersCores()))
                .collect(Collectors.joining());
    }

    /** How long after a window's end what is said of it was there. */
    static String delays(List<AlertDelay> delays) {
        return delays.stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "window end to alert %s s, to report %s s (lateness %.0f s, commits every %.0f s)%n",
                        one.alertSeconds(),
                        one.reportSeconds(),
                        one.latenessSeconds(),
                        one.commitSeconds()))
                .collect(Collectors.joining());
    }

    /** The medians of figures, and the figures round by round. */
    static String ratios(Map<String, List<Double>> figures) {
        return figures.entrySet().stream()
                .map(figure -> String.format(
                        Locale.ROOT,
                        "%-44s %10.3f   of %s%n",
                        figure.getKey(),
                        Ratios.median(figure.getValue()),
                        figure.getValue().stream()
                                .map(one -> String.format(Locale.ROOT, "%.3f", one))
                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining());
    }
}
