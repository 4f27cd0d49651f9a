package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.config.LimitSettings;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.testkit.EventBuilder;
import io.tidegauge.topology.InternalMessage.Partial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** The messages that a drain sends. */
class DrainProcessorTest {

    private static final int FEATURES = 32;
    private static final int EVENTS = 4_096;

    /** A character of three bytes, the most that one can take. */
    private static final String WIDE = "\u6f6e";

    @Test
    void aPaneOfTheWidestFeaturesFitsTheInternalTopic() {
        MockProcessorContext<String, InternalMessage> context = new MockProcessorContext<>();
        LivePanesStore store = new LivePanesStore(LiveLimits.of(LimitSettings.DEFAULT));
        context.addStateStore(store);
        context.setCurrentSystemTimeMs(0);
        for (int i = 0; i < EVENTS; i++) {
            store.panes().add(wide(i), 0);
        }
        DrainProcessor drain = new DrainProcessor(
                new NothingCommitted(new TreeMap<>(Map.of("t", 1))),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                new WindowAgreement(Instance.beginning(), 0));
        drain.init(context);
        drain.process(new Record<>(new RawKey(null), new Profiled.Token(), 0));

        List<Partial> partials = context.forwarded().stream()
                .map(CapturedForward::record)
                .map(Record::value)
                .filter(Partial.class::isInstance)
                .map(Partial.class::cast)
                .toList();
        assertThat(partials)
                .allSatisfy(partial -> assertThat(InternalMessageSerde.write(partial).length)
                        .isLessThan(StreamsProperties.MAX_RECORD_BYTES - 64 * 1024));
        assertThat(partials.stream().mapToLong(Partial::rows).sum()).isEqualTo(EVENTS);
        assertThat(partials.stream()
                        .mapToInt(partial -> partial.features().size())
                        .sum())
                .isEqualTo(FEATURES);
    }

    /** An event whose features are all categories of their own, together as long as a profile keeps them. */
    private static InferenceEvent wide(int number) {
        EventBuilder event = event("m", "1", 0);
        for (int feature = 0; feature < FEATURES; feature++) {
            event.text("f" + feature, WIDE.repeat(60) + String.format("%04d", number));
        }
        return event.build();
    }
}
