package io.tidegauge.order;

import static io.tidegauge.config.StateSettings.Store.MEMORY;
import static io.tidegauge.config.StateSettings.Store.ROCKSDB;

import io.tidegauge.config.StateSettings;
import io.tidegauge.event.InferenceEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * One way for a stream to come in and be worked off.
 *
 * @param partitions partitions of the event topic
 * @param interleaving in which order the partitions are written
 * @param maxPollRecords records that a stream thread takes at once
 * @param commitMs time between commits, milliseconds
 * @param instances detectors that share the work
 * @param restart whether one of them is stopped in mid-stream, and another takes its place
 * @param restartAt at which share of the half that is being read, from 0 to 1
 * @param store where open windows are kept
 * @param seed of the events' places
 */
record Shape(
        int partitions,
        Interleaving interleaving,
        int maxPollRecords,
        int commitMs,
        int instances,
        boolean restart,
        double restartAt,
        StateSettings.Store store,
        long seed) {

    /** In which order the partitions are written. */
    enum Interleaving {
        /** All at once, events in the order in which they arrive. */
        AS_THEY_COME,
        /** One partition's next event after another's, by chance. */
        BY_CHANCE,
        /** One partition as a whole after the other. */
        ONE_AFTER_THE_OTHER
    }

    /** Shapes that differ in all there is, made from the seed. */
    static List<Shape> of(long seed) {
        Random random = new Random(seed);
        return List.of(
                shape(random, 1, 1, true, MEMORY),
                shape(random, 3, 2, false, MEMORY),
                shape(random, 8, 1, false, MEMORY),
                shape(random, 8, 2 + random.nextInt(2), true, ROCKSDB));
    }

    static Shape shape(Random random, int partitions, int instances, boolean restart, StateSettings.Store store) {
        return new Shape(
                partitions,
                Interleaving.values()[random.nextInt(Interleaving.values().length)],
                List.of(5, 40, 1_000).get(random.nextInt(3)),
                List.of(50, 300, 1_000).get(random.nextInt(3)),
                instances,
                restart,
                0.05 + 0.9 * random.nextDouble(),
                store,
                random.nextLong());
    }

    /** Gives every event a partition and a place. */
    List<Placed> place(EventStream stream) {
        Random random = new Random(seed);
        List<Deque<Placed>> queues = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            queues.add(new ArrayDeque<>());
        }
        stream.events().stream()
                .map(sent -> new Placed(random.nextInt(partitions), sent.event(), stream.arrivalMs(sent, random)))
                .sorted(Comparator.comparingLong(Placed::arrivalMs))
                .forEach(placed -> queues.get(placed.partition()).add(placed));
        for (int partition = 0; partition < partitions; partition++) {
            for (InferenceEvent closing : stream.closing()) {
                queues.get(partition).add(new Placed(partition, closing, closing.eventTimeMs()));
            }
        }
        return interleave(queues, random);
    }

    private List<Placed> interleave(List<Deque<Placed>> queues, Random random) {
        List<Placed> all = new ArrayList<>();
        if (interleaving == Interleaving.BY_CHANCE) {
            List<Deque<Placed>> left = new ArrayList<>(queues);
            while (!left.isEmpty()) {
                Deque<Placed> queue = left.get(random.nextInt(left.size()));
                all.add(queue.remove());
                left.removeIf(Deque::isEmpty);
            }
            return all;
        }
        queues.forEach(all::addAll);
        if (interleaving == Interleaving.AS_THEY_COME) {
            all.sort(Comparator.comparingLong(Placed::arrivalMs));
        }
        return all;
    }
}
