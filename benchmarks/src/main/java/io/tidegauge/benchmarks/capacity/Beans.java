package io.tidegauge.benchmarks.capacity;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The meters of the Kafka clients in another process. */
final class Beans implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private Beans(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    /** Those of a process of ours: what it answers is trusted. */
    @SuppressWarnings("BanJNDI")
    static Beans of(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return new Beans(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** Bytes that the producers sent to the topics, batches as they went over the wire. */
    double sentBytes(Predicate<String> topics) {
        return sum("kafka.producer:type=producer-topic-metrics,*", "byte-total", topics);
    }

    /** Records that the consumers got of the topics. */
    double consumed(Predicate<String> topics) {
        return sum("kafka.consumer:type=consumer-fetch-manager-metrics,*", "records-consumed-total", topics);
    }

    private double sum(String pattern, String attribute, Predicate<String> topics) {
        try {
            double sum = 0;
            for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
                String topic = name.getKeyProperty("topic");
                if (topic != null && name.getKeyProperty("partition") == null && topics.test(topic)) {
                    sum += ((Number) beans.getAttribute(name, attribute)).doubleValue();
                }
            }
            return sum;
        } catch (JMException | IOException e) {
            throw new IllegalStateException("cannot read " + attribute + " of " + pattern, e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
