package io.tidegauge.topology;

import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends everything of a model to one partition, by the hash of its name alone, and progress to all partitions. */
final class ModelPartitioner implements StreamPartitioner<String, InternalMessage> {

    /** The key of what every partition is told; a repartition topic drops records without a key. */
    static final String EVERYONE = "";

    @Override
    public Optional<Set<Integer>> partitions(String topic, String model, InternalMessage message, int count) {
        if (message instanceof Announcement || message instanceof BaselineProgress) {
            return Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toUnmodifiableSet()));
        }
        return Optional.of(Set.of(partitionOf(model, count)));
    }

    /** The partition of a model's name among {@code count}. */
    static int partitionOf(String model, int count) {
        return Utils.toPositive(Utils.murmur2(model.getBytes(StandardCharsets.UTF_8))) % count;
    }
}
