package io.tidegauge.benchmarks.endtoend;

/** One contender reading the topic once, from its beginning to its end. */
interface Run extends AutoCloseable {

    /** Starts reading, in threads of its own. */
    void start() throws Exception;

    /** How many events it reads in all. */
    long total();

    /** How many events have been read so far. */
    long events();

    /**
     * Returns once the work on all events is finished.
     *
     * @throws IllegalStateException where it was not the whole work
     */
    void finish() throws InterruptedException;

    /** Whether the thread of that name does the work whose memory is counted. */
    boolean worksIn(String threadName);

    @Override
    void close();
}
