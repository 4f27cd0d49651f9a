package io.tidegauge.topology;

import io.tidegauge.config.DetectorConfig;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** The topics that Kafka Streams makes for the topology: by their names it is known whether they are still there. */
public final class InternalTopics {

    private InternalTopics() {}

    /** All of them; each has as many partitions as configuration says. */
    public static SortedSet<String> of(DetectorConfig config) {
        String prefix = config.applicationId() + "-";
        SortedSet<String> topics = new TreeSet<>();
        topics.add(prefix + Names.PARTIALS + "-repartition");
        topics.add(prefix + Names.BASELINE_UPDATES + "-repartition");
        AssessStores.NAMES.forEach(store -> topics.add(prefix + store + "-changelog"));
        return Collections.unmodifiableSortedSet(topics);
    }
}
