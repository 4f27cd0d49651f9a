package io.tidegauge.serde;

import io.tidegauge.config.RegistrySettings.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every pair of serdes must do on every registry. */
abstract class WireContract
        implements RoundTripContract, EventFaultContract, EvolutionContract, OutageContract, RegistrationContract {

    private final Serde writes;
    private final Serde reads;
    private WireSetting setting;

    WireContract(Serde writes, Serde reads) {
        this.writes = writes;
        this.reads = reads;
    }

    abstract String registryUrl();

    @BeforeEach
    void open() {
        setting = new WireSetting(registryUrl(), writes, reads);
    }

    @AfterEach
    void close() throws Exception {
        setting.close();
    }

    @Override
    public WireSetting setting() {
        return setting;
    }
}
