package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.serde.AvroWire;
import io.tidegauge.topology.DetectorListener;
import io.tidegauge.topology.DriftTopology;
import io.tidegauge.topology.SourceProgress;
import io.tidegauge.topology.TopologyPorts;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** The topology of a configuration, to look at. */
public final class TopologyDrawing {

    /** Knows no cluster: a topology that is only looked at asks none. */
    private static final SourceProgress NOTHING_KNOWN = new SourceProgress() {
        @Override
        public SortedMap<String, Integer> eventPartitions() {
            return Collections.emptySortedMap();
        }

        @Override
        public long committed(String topic, int partition) {
            return 0;
        }

        @Override
        public Optional<End> end(String topic, int partition) {
            return Optional.empty();
        }

        @Override
        public SortedMap<Integer, Long> baselineEndOffsets() {
            return Collections.emptySortedMap();
        }
    };

    private final TopologyDescription description;

    private TopologyDrawing(TopologyDescription description) {
        this.description = description;
    }

    /** Builds the topology and describes it. */
    public static TopologyDrawing of(DetectorConfig config) {
        try (AvroWire wire = AvroWire.open(config.registry(), false)) {
            TopologyPorts ports = new TopologyPorts(
                    wire::eventDecoder,
                    wire.reports(),
                    wire.alerts(),
                    wire::baselineReader,
                    NOTHING_KNOWN,
                    DetectorListener.NONE);
            return new TopologyDrawing(DriftTopology.build(config, ports).describe());
        }
    }

    /** Kafka Streams' own description. */
    public String text() {
        return description.toString();
    }

    /** A Mermaid flow chart: topics as pipes, stores as cylinders, processors as boxes, one frame for each sub-topology. */
    public String mermaid() {
        StringBuilder chart = new StringBuilder("flowchart TD\n");
        SortedSet<String> edges = new TreeSet<>();
        SortedMap<String, String> topics = new TreeMap<>();
        description.subtopologies().stream()
                .sorted(Comparator.comparingInt(Subtopology::id))
                .forEach(part -> draw(part, chart, topics, edges));
        topics.forEach((id, name) -> line(chart, "  ", id + "([\"" + name + "\"])"));
        edges.forEach(edge -> line(chart, "  ", edge));
        return chart.toString();
    }

    private static void draw(
            Subtopology part, StringBuilder chart, SortedMap<String, String> topics, Set<String> edges) {
        line(chart, "  ", "subgraph sub" + part.id() + "[\"sub-topology " + part.id() + "\"]");
        List<Node> nodes =
                part.nodes().stream().sorted(Comparator.comparing(Node::name)).toList();
        SortedSet<String> stores = new TreeSet<>();
        for (Node node : nodes) {
            line(chart, "    ", id("node", node.name()) + "[\"" + node.name() + "\"]");
            node.successors().forEach(next -> edges.add(id("node", node.name()) + " --> " + id("node", next.name())));
            if (node instanceof Processor processor) {
                processor.stores().forEach(store -> {
                    stores.add(store);
                    edges.add(id("node", node.name()) + " --- " + id("store", store));
                });
            }
            topicsOf(node).forEach(topic -> {
                topics.put(id("topic", topic), topic);
                edges.add(
                        node instanceof Sink
                                ? id("node", node.name()) + " --> " + id("topic", topic)
                                : id("topic", topic) + " --> " + id("node", node.name()));
            });
        }
        stores.forEach(store -> line(chart, "    ", id("store", store) + "[(\"" + store + "\")]"));
        line(chart, "  ", "end");
    }

    private static Set<String> topicsOf(Node node) {
        if (node instanceof Source source) {
            return source.topicSet() == null ? Set.of(source.topicPattern().pattern()) : source.topicSet();
        }
        return node instanceof Sink sink && sink.topic() != null ? Set.of(sink.topic()) : Set.of();
    }

    /** An identifier of its own for every name: what Mermaid would not take is written as its code point. */
    private static String id(String kind, String name) {
        StringBuilder id = new StringBuilder(kind).append('_');
        name.chars().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                id.append((char) c);
            } else {
                id.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return id.toString();
    }

    private static void line(StringBuilder chart, String indent, String text) {
        chart.append(indent).append(text).append('\n');
    }
}
