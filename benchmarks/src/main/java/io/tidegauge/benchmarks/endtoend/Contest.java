package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.benchmarks.Services;
import io.tidegauge.benchmarks.endtoend.ContenderProcess.Measured;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Contenders reading one topic by turns: in each round each of them once, after a round that only warms up. */
final class Contest {

    private final Services services;
    private final Path state;
    private final long dslEvents;
    private final List<String> jvmOptions;
    private final PrintStream out;
    private final Progress progress;

    /**
     * Prepares it.
     *
     * @param state a directory for state
     * @param dslEvents events that the DSL's topology reads at the most
     * @param jvmOptions more options for the contenders' JVMs
     * @param out told each measurement
     */
    Contest(
            Services services,
            Path state,
            long dslEvents,
            List<String> jvmOptions,
            PrintStream out,
            Progress progress) {
        this.services = services;
        this.state = state;
        this.dslEvents = dslEvents;
        this.jvmOptions = jvmOptions;
        this.out = out;
        this.progress = progress;
    }

    /** Publishes the topic, runs all the rounds, and gives all but those that warmed up. */
    List<Round> run(TopicSpec spec, List<Contender> contenders, int rounds) throws IOException, InterruptedException {
        progress.begin("publishing " + spec.topic(), spec.events());
        EventTopic.Published topic = EventTopic.publish(services, spec, progress::at);
        progress.end();
        out.printf(
                Locale.ROOT,
                "%n%,d events of %d features, %d models: %,.0f bytes and %.2f values an event, %d partitions%n",
                spec.events(),
                spec.features(),
                spec.models(),
                (double) topic.bytes() / spec.events(),
                topic.valuesPerEvent(),
                TopicSpec.PARTITIONS);
        List<ContenderProcess> processes = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                processes.add(ContenderProcess.start(contender, services, topic, state, dslEvents, jvmOptions));
            }
            return rounds(topic, contenders, processes, rounds);
        } finally {
            processes.forEach(ContenderProcess::close);
        }
    }

    private List<Round> rounds(
            EventTopic.Published topic, List<Contender> contenders, List<ContenderProcess> processes, int rounds)
            throws IOException {
        List<Round> kept = new ArrayList<>();
        for (int number = 0; number <= rounds; number++) {
            for (int i = 0; i < contenders.size(); i++) {
                Contender contender = contenders.get(i);
                progress.begin(
                        name(number) + ", " + contender.title(), topic.spec().events());
                String run = contender.id() + "-" + topic.spec().topic() + "-" + number;
                Measured measured = processes.get(i).run(run, progress);
                progress.end();
                Round round = new Round(
                        topic,
                        contender.id(),
                        contender.title(),
                        number,
                        measured.measurement(),
                        measured.others().orElse(Double.NaN));
                out.println(Tables.line(name(number), round));
                if (number > 0) {
                    kept.add(round);
                }
            }
        }
        return kept;
    }

    private static String name(int number) {
        return number == 0 ? "warm-up" : "round " + number;
    }
}
