package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The topics that Kafka Streams makes for the topology: by their names it is known whether they are still there. */
public final class InternalTopics {

    private InternalTopics() {}

    /** All of them; each has as many partitions as configuration says. */
    public static SortedSet<String> of(DetectorConfig config) {
        String prefix = config.applicationId() + "-";
        SortedSet<String> topics = new TreeSet<>();
        topics.add(partials(config));
        topics.add(prefix + Names.BASELINE_UPDATES + "-repartition");
        AssessStores.NAMES.forEach(store -> topics.add(prefix + store + "-changelog"));
        return Collections.unmodifiableSortedSet(topics);
    }

    /** Those of {@link #of} that came after the first release: an application from before has none of them yet. */
    public static SortedSet<String> later(DetectorConfig config) {
        return new TreeSet<>(Set.of(config.applicationId() + "-" + Names.REFERENCE_STORE + "-changelog"));
    }

    /** The one that brings stage 2 its input; every commit of events writes to each of its partitions. */
    public static String partials(DetectorConfig config) {
        return config.applicationId() + "-" + Names.PARTIALS + "-repartition";
    }

    /** The one in which every task of stage 2 has at least its mark, from its first commit on. */
    public static String progress(DetectorConfig config) {
        return config.applicationId() + "-" + Names.PROGRESS_STORE + "-changelog";
    }
}
