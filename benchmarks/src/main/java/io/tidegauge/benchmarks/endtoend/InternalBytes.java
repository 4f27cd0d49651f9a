package io.tidegauge.benchmarks.endtoend;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Bytes that the producers of this process have sent to internal topics, by the producers' own meters: batches as they go
 * over the wire.
 *
 * @param repartition to repartition topics
 * @param changelog to changelogs
 */
record InternalBytes(long repartition, long changelog) {

    private static final String REPARTITION = "-repartition";
    private static final String CHANGELOG = "-changelog";
    private static final String TOTAL = "byte-total";

    static InternalBytes sentSoFar() {
        return new InternalBytes(sentTo(REPARTITION), sentTo(CHANGELOG));
    }

    /** Bytes sent to topics whose names end like that. */
    static long sentTo(String suffix) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        List<ObjectName> topics =
                List.copyOf(beans.queryNames(name("kafka.producer:type=producer-topic-metrics,*"), null));
        long bytes = 0;
        for (ObjectName topic : topics) {
            if (topic.getKeyProperty("topic").endsWith(suffix)) {
                bytes += total(beans, topic);
            }
        }
        return bytes;
    }

    private static long total(MBeanServer beans, ObjectName topic) {
        try {
            return ((Number) beans.getAttribute(topic, TOTAL)).longValue();
        } catch (InstanceNotFoundException | AttributeNotFoundException gone) {
            return 0; // its producer was closed, or has not sent yet
        } catch (JMException e) {
            throw new IllegalStateException("cannot read " + topic, e);
        }
    }

    private static ObjectName name(String pattern) {
        try {
            return new ObjectName(pattern);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(pattern, e);
        }
    }

    InternalBytes since(InternalBytes earlier) {
        return new InternalBytes(repartition - earlier.repartition, changelog - earlier.changelog);
    }

    long all() {
        return repartition + changelog;
    }
}
