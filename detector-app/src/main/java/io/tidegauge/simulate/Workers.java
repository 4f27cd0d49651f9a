package io.tidegauge.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs many independent pieces of work side by side. */
final class Workers {

    private final int threads;

    /** So many threads, at least 1. */
    Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, were " + threads);
        }
        this.threads = threads;
    }

    /**
     * Runs all of them.
     *
     * @param done is run after each one, in whatever order they end, by the thread that called
     * @return their results in the order of the work
     * @throws IllegalStateException where one fails, or the thread is interrupted
     */
    <T> List<T> run(List<Callable<T>> work, Runnable done) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, run -> {
            Thread thread = new Thread(run, "simulation");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ExecutorCompletionService<T> finished = new ExecutorCompletionService<>(pool);
            List<Future<T>> futures = new ArrayList<>();
            work.forEach(one -> futures.add(finished.submit(one)));
            for (int i = 0; i < futures.size(); i++) {
                finished.take().get();
                done.run();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the simulation was interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the simulation failed", failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
