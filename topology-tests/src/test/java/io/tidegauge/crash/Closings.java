package io.tidegauge.crash;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.event.FeatureNames;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** When closed windows came to be seen, by a reader of its own thread: what is not committed has not been seen. */
final class Closings implements AutoCloseable {

    private final TopicLog<FeatureReport> reports;
    private final Thread reader = new Thread(this::read, "closings");
    private volatile boolean over;
    private volatile long lastNanos = System.nanoTime();
    private volatile long longestGapMs;
    private boolean any;
    private int seen;

    Closings(TestCluster cluster, String reportTopic) {
        reports = cluster.follow(reportTopic, cluster.wire().reportReader());
        reader.start();
    }

    /** When the last was seen, as {@link System#nanoTime} tells it; the beginning, where none was yet. */
    long lastNanos() {
        return lastNanos;
    }

    /** The longest time from one to the next; the first does not count. */
    long longestGapMs() {
        return longestGapMs;
    }

    private void read() {
        while (!over) {
            reports.untilOr(Duration.ZERO, () -> true);
            boolean closed = reports.records().subList(seen, reports.records().size()).stream()
                    .map(ConsumerRecord::value)
                    .anyMatch(report -> report.feature().equals(FeatureNames.ALL));
            if (closed) {
                long now = System.nanoTime();
                if (any) {
                    longestGapMs = Math.max(longestGapMs, (now - lastNanos) / 1_000_000);
                }
                lastNanos = now;
                any = true;
            }
            seen = reports.records().size();
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        reader.join();
        reports.close();
    }
}
