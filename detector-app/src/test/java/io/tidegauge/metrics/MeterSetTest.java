package io.tidegauge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterSetTest {

    @Test
    void feedsItsOwnPageAndTheProgramItIsPartOf() throws Exception {
        SimpleMeterRegistry embedding = new SimpleMeterRegistry();
        try (MeterSet meters = new MeterSet(List.of(embedding))) {
            meters.registry().counter("a.counter").increment(3);
            assertThat(meters.scrape())
                    .contains("a_counter_total 3.0", "jvm_memory_used_bytes", "process_uptime_seconds");
            assertThat(embedding.get("a.counter").counter().count()).isEqualTo(3);
        }
        assertThat(embedding.isClosed())
                .as("the embedding program's registry was closed")
                .isFalse();
    }
}
