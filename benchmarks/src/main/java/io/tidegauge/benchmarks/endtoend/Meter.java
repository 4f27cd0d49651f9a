package io.tidegauge.benchmarks.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Measures runs in this process, and tells on the way how far they have come. */
final class Meter {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_NANOS_WITHOUT_PROGRESS = TimeUnit.MINUTES.toNanos(2);

    private final PeakHeap heap = PeakHeap.watch();
    private final Path state;
    private final Witness witness;

    /** Is told how a run goes. */
    interface Witness {
        void progress(long events, long of);

        void steadyBegins();

        void steadyEnds();
    }

    /**
     * Prepares it.
     *
     * @param state the directory where runs keep their state
     */
    Meter(Path state, Witness witness) {
        this.state = state;
        this.witness = witness;
    }

    /** Runs it once, from start to end of the topic. */
    Measurement measure(Run run) throws Exception {
        heap.reset();
        InternalBytes before = InternalBytes.sentSoFar();
        Steady<Usage> steady = new Steady<>(run.total(), () -> Usage.of(run));
        run.start();
        follow(run, steady);
        run.finish();
        InternalBytes sent = InternalBytes.sentSoFar().since(before);
        Usage first = steady.first();
        Usage last = steady.last();
        long count = last.events() - first.events();
        return new Measurement(
                run.total(),
                count,
                (last.nanos() - first.nanos()) / 1e9,
                (last.processorNanos() - first.processorNanos()) / 1e9,
                (double) (last.allocatedBytes() - first.allocatedBytes()) / count,
                sent.all(),
                sent.changelog(),
                heap.bytes(),
                PeakHeap.live(),
                bytesUnder(state));
    }

    private void follow(Run run, Steady<Usage> steady) {
        long told = System.nanoTime();
        long toldEvents = -1;
        long moved = told;
        boolean begun = false;
        while (!steady.done()) {
            long events = run.events();
            steady.at(events);
            if (!begun && steady.begun()) {
                begun = true;
                witness.steadyBegins();
            }
            long now = System.nanoTime();
            if (now - told > TELL_EVERY_NANOS) {
                witness.progress(events, run.total());
                moved = events > toldEvents ? now : moved;
                told = now;
                toldEvents = events;
            }
            if (now - moved > MOST_NANOS_WITHOUT_PROGRESS) {
                throw new IllegalStateException("no progress for two minutes after " + events + " events");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        witness.steadyEnds();
    }

    static long bytesUnder(Path directory) {
        if (!Files.exists(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(Meter::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that is removed meanwhile, as RocksDB does, has no size. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
