package io.tidegauge.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One contender against another on one topic: a ratio for each round, and their median. */
final class Ratios {

    private Ratios() {}

    /** Figures of the one, round by round, divided by those of the other. */
    static List<Double> of(List<Double> these, List<Double> those) {
        if (these.size() != those.size() || these.isEmpty()) {
            throw new IllegalArgumentException(these.size() + " rounds against " + those.size());
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < these.size(); i++) {
            ratios.add(these.get(i) / those.get(i));
        }
        return ratios;
    }

    /** The middle one, or the mean of the two in the middle. */
    static double median(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /**
     * What the project promises ratios of, as far as these rounds have both sides of it; by the name that results give it.
     */
    static Map<String, List<Double>> promised(List<Round> rounds) {
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        ToDoubleFunction<Round> rate = round -> round.measurement().eventsPerSecond();
        ToDoubleFunction<Round> cost = round ->
                round.measurement().processorSeconds() / round.measurement().steadyEvents();
        put(ratios, "tidegauge_vs_decode_20", rounds, 20, "tidegauge", "consumer-decode", rate);
        put(ratios, "tidegauge_vs_decode_100", rounds, 100, "tidegauge", "consumer-decode", rate);
        put(ratios, "tidegauge_vs_streams_decode_20", rounds, 20, "tidegauge", "streams-decode", rate);
        put(ratios, "tidegauge_vs_dsl_20", rounds, 20, "tidegauge", "streams-dsl", rate);
        put(ratios, "eos_vs_alos", rounds, 20, "tidegauge", "tidegauge-alos", rate);
        put(ratios, "eos_vs_alos_processor", rounds, 20, "tidegauge-alos", "tidegauge", cost);
        return ratios;
    }

    /**
     * Bytes that the detector allocates for an event beyond what Kafka Streams does that looks at nothing, by the name that
     * results give it and for each round.
     */
    static Map<String, List<Double>> allocated(List<Round> rounds) {
        Map<String, List<Double>> bytes = new LinkedHashMap<>();
        for (int features : List.of(20, 100)) {
            ToDoubleFunction<Round> figure = round -> round.measurement().allocatedBytesPerEvent();
            List<Double> detector = figures(rounds, features, "tidegauge", figure);
            List<Double> records = figures(rounds, features, "streams-bytes", figure);
            if (!detector.isEmpty() && detector.size() == records.size()) {
                bytes.put(
                        "allocated_bytes_per_event_beyond_records_" + features,
                        IntStream.range(0, detector.size())
                                .mapToObj(i -> detector.get(i) - records.get(i))
                                .toList());
            }
        }
        return bytes;
    }

    private static void put(
            Map<String, List<Double>> ratios,
            String name,
            List<Round> rounds,
            int features,
            String one,
            String other,
            ToDoubleFunction<Round> figure) {
        List<Double> these = figures(rounds, features, one, figure);
        List<Double> those = figures(rounds, features, other, figure);
        if (!these.isEmpty() && !those.isEmpty()) {
            ratios.put(name, of(these, those));
        }
    }

    private static List<Double> figures(
            List<Round> rounds, int features, String contender, ToDoubleFunction<Round> figure) {
        return rounds.stream()
                .filter(round ->
                        round.spec().features() == features && round.spec().models() == TopicSpec.USUAL_MODELS)
                .filter(round -> round.contender().equals(contender))
                .map(round -> figure.applyAsDouble(round))
                .toList();
    }
}
