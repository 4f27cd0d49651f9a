package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.config.TimingSettings;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams as it comes, reading a topic from its beginning. */
final class StreamsDefaults {

    /** How often the detector commits unless it is told otherwise. */
    static final Duration COMMIT_INTERVAL = TimingSettings.DEFAULT.commitInterval();

    private static final Pattern STREAM_THREAD = Pattern.compile(".*-StreamThread-\\d+");

    private StreamsDefaults() {}

    static Properties of(Surroundings surroundings, int threads) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, surroundings.name());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, surroundings.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, surroundings.state().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return properties;
    }

    static boolean isStreamThread(String name) {
        return STREAM_THREAD.matcher(name).matches();
    }
}
