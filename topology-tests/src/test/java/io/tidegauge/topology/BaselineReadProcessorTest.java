package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.event.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What becomes of a baseline record that is good, and of one that an internal topic could not carry. */
class BaselineReadProcessorTest {

    private static final int MAX_UTF_BYTES = 65_535;
    private static final long NOW = 1_700_000_000_000L;

    private final Downstream downstream = new Downstream();

    @Test
    void aFailureOfWhatComesAfterIsNoFaultOfTheRecord() {
        downstream.failure = new StreamsException("the broker refused");
        assertThatThrownBy(() -> read(manifest("train.csv"))).isSameAs(downstream.failure);
    }

    @Test
    void aGoodRecordIsToldToItsModel() {
        read(manifest("train.csv"));
        assertThat(downstream.received)
                .singleElement()
                .isInstanceOfSatisfying(
                        BaselineRead.Told.class,
                        told -> assertThat(told.model()).isEqualTo("m"));
    }

    @Test
    void aRecordThatNoInternalMessageCanHoldIsADeadLetter() {
        read(manifest("s".repeat(MAX_UTF_BYTES + 1)));
        assertThat(downstream.received).singleElement().isInstanceOf(Dead.class);
    }

    private void read(BaselineRecord baseline) {
        String topic = "drift-baselines";
        BaselineReadProcessor processor = new BaselineReadProcessor(
                () -> (name, bytes) -> baseline,
                topic,
                new NothingCommitted(new TreeMap<>()),
                new RegistryPatience(Instance.beginning(), Duration.ZERO),
                Duration.ofSeconds(2));
        downstream.setCurrentSystemTimeMs(NOW);
        processor.init(downstream);
        downstream.setRecordMetadata(topic, 0, 0);
        processor.process(
                new Record<>(new RawKey(baseline.key().getBytes(StandardCharsets.UTF_8)), new byte[] {1}, NOW));
    }

    private static BaselineManifest manifest(String source) {
        return new BaselineManifest(new ModelVersion("m", "1"), "b1", new TreeSet<>(List.of("x")), 0, 1, 100, source);
    }

    /** Takes what is forwarded, or fails as told. */
    private static final class Downstream extends MockProcessorContext<RawKey, BaselineRead> {
        private final List<BaselineRead> received = new ArrayList<>();
        private RuntimeException failure;

        @Override
        public <K extends RawKey, V extends BaselineRead> void forward(Record<K, V> record) {
            if (failure != null && record.value() instanceof BaselineRead.Told) {
                throw failure;
            }
            received.add(record.value());
        }
    }
}
