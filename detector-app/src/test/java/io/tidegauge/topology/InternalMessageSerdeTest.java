package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.topology.InternalMessage.BaselineProgress;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** What a later version writes is refused by its number, not read as something else. */
class InternalMessageSerdeTest {

    @Test
    void aVersionToComeIsRefusedByItsNumber() {
        byte[] later = InternalMessageSerde.write(new BaselineProgress(2, 41));
        later[0] = 3;
        assertThatThrownBy(() -> InternalMessageSerde.read(later))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 3");
    }
}
