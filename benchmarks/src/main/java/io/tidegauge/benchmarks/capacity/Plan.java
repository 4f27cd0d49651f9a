package io.tidegauge.benchmarks.capacity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is run, as told on the command line. */
final class Plan {

    /** Partitions of the event topic; the events of every model go to all of them, the most that a drain may hold. */
    static final int PARTITIONS = 4;

    @Option(names = "--models", description = "default ${DEFAULT-VALUE}")
    int models = 1_000;

    @Option(names = "--features", description = "of each model; default ${DEFAULT-VALUE}")
    int features = 100;

    @Option(names = "--baselines", description = "share of the models with a baseline; default ${DEFAULT-VALUE}")
    double baselines = 0;

    @Option(names = "--minutes", description = "until the kill; default ${DEFAULT-VALUE}")
    double minutes = 5;

    @Option(names = "--rate", description = "events per second of all models; default ${DEFAULT-VALUE}")
    int rate = 1_500;

    @Option(names = "--speed", description = "how much faster event time runs than the clock; default ${DEFAULT-VALUE}")
    int speed = 2;

    @Option(names = "--window-minutes", description = "default ${DEFAULT-VALUE}")
    int windowMinutes = 5;

    @Option(names = "--commit-seconds", description = "default ${DEFAULT-VALUE}")
    int commitSeconds = 30;

    @Option(names = "--threads", description = "stream threads; default ${DEFAULT-VALUE}")
    int threads = 1;

    @Option(names = "--heap", description = "-Xmx of the detector; default ${DEFAULT-VALUE}")
    String heap = "2g";

    @Option(names = "--store", description = "rocksdb or memory; default ${DEFAULT-VALUE}")
    String store = "rocksdb";

    @Option(names = "--rocksdb-memory", description = "default ${DEFAULT-VALUE}")
    String rocksdbMemory = "256MB";

    @Option(names = "--days", negatable = true, description = "days beside the windows; default ${DEFAULT-VALUE}")
    boolean days = true;

    @Option(names = "--cache", description = "bytes of cache before the stores; default ${DEFAULT-VALUE}")
    long cacheBytes = 10L << 20;

    @Option(names = "--jvm", description = "a further option of the detector's Java; may be repeated")
    List<String> jvm = new ArrayList<>();

    void check() {
        if (models < 1 || features < 1 || rate < 1 || speed < 1 || baselines < 0 || baselines > 1) {
            throw new IllegalArgumentException("nothing can be run of " + this);
        }
    }

    long windowMs() {
        return Duration.ofMinutes(windowMinutes).toMillis();
    }

    long liveFeatures() {
        return (long) models * features;
    }

    int modelsWithBaseline() {
        return (int) Math.round(models * baselines);
    }

    @Override
    public String toString() {
        return models + " models x " + features + " features, " + modelsWithBaseline() + " of them with a baseline, "
                + rate + " events/s, windows of " + windowMinutes + " min at " + speed + " x the clock, commits every "
                + commitSeconds + " s, store " + store + " (" + rocksdbMemory + "), -Xmx" + heap + ", " + threads
                + " thread(s)";
    }
}
