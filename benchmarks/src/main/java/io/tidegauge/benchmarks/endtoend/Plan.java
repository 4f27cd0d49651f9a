package io.tidegauge.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.List;

/**
 * What is measured.
 *
 * @param matches topics and who reads them, in that order
 * @param rounds of each, after one that warms up
 * @param paced whether events that come in as they happen are measured too
 */
record Plan(List<Match> matches, int rounds, boolean paced) {

    static final int USUAL_FEATURES = 20;

    /** Contenders that the headline's ratios are of. */
    static final List<String> HEADLINE = List.of("a", "b", "c", "p", "d", "e", "g");

    /** Events a second: 5,000 for each partition, and a trickle. */
    static final List<Integer> RATES = List.of(5_000 * TopicSpec.PARTITIONS, 100);

    private static final int COMMITS = 6;
    private static final int WIDE = 100;
    private static final int WIDEST = 1_000;

    /**
     * A topic and who reads it.
     *
     * @param topic the events
     * @param contenders who read them, by turns
     */
    record Match(TopicSpec topic, List<Contender> contenders) {}

    /**
     * How much of it.
     *
     * @param events of a topic of 20 features
     * @param rounds after the one that warms up
     */
    record Size(long events, int rounds) {
        Size {
            if (rounds < 1) {
                throw new IllegalArgumentException("rounds must be positive, was " + rounds);
            }
        }

        TopicSpec topic(int features, int models) {
            return TopicSpec.ofBytesLike(events, features, models);
        }
    }

    /** What the promised ratios need. */
    static Plan headline(Size size) {
        return new Plan(
                List.of(
                        new Match(size.topic(USUAL_FEATURES, TopicSpec.USUAL_MODELS), contenders(HEADLINE, 1)),
                        new Match(
                                size.topic(WIDE, TopicSpec.USUAL_MODELS),
                                contenders(List.of("a", "b", "c", "p", "e"), 1))),
                size.rounds(),
                true);
    }

    /** The headline, wider events, few and many models, more threads, another decoder. */
    static Plan full(Size size) {
        List<String> few = List.of("b", "c", "e");
        List<Contender> usual = new ArrayList<>(contenders(HEADLINE, 1));
        usual.addAll(contenders(List.of("o"), 1));
        for (int threads : List.of(2, 4)) {
            usual.addAll(contenders(few, threads));
        }
        List<Match> matches = new ArrayList<>();
        matches.add(new Match(size.topic(USUAL_FEATURES, TopicSpec.USUAL_MODELS), usual));
        matches.add(headline(size).matches().get(1));
        matches.add(new Match(size.topic(WIDEST, TopicSpec.USUAL_MODELS), contenders(few, 1)));
        for (int models : List.of(1, 100, 1_000)) {
            matches.add(new Match(size.topic(USUAL_FEATURES, models), contenders(few, 1)));
        }
        return new Plan(matches, size.rounds(), true);
    }

    /** Nothing but what needs the clock. */
    static Plan pacedOnly(Size size) {
        return new Plan(List.of(), size.rounds(), true);
    }

    /** Every contender with every number of threads, on every topic. */
    static Plan chosen(
            Size size,
            List<Integer> features,
            List<Integer> models,
            List<Integer> threads,
            List<String> letters,
            boolean paced) {
        List<Contender> contenders = new ArrayList<>();
        threads.forEach(many -> contenders.addAll(contenders(letters, many)));
        List<Match> matches = new ArrayList<>();
        features.forEach(width ->
                models.forEach(count -> matches.add(new Match(size.topic(width, count), contenders))));
        return new Plan(matches, size.rounds(), paced);
    }

    private static List<Contender> contenders(List<String> letters, int threads) {
        return letters.stream()
                .map(letter -> new Contender(Contender.Kind.of(letter), threads))
                .toList();
    }

    /** Commits that a paced measurement goes over. */
    int commits() {
        return COMMITS;
    }
}
