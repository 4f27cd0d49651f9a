package io.tidegauge.serde;

import io.tidegauge.config.RegistrySettings.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The wire over a real registry, with the profile {@code registry-it}; Confluent's serde with {@code interop} too. */
@Tag("registry-it")
class ApicurioWireTest {

    private static ApicurioRegistry registry;

    @BeforeAll
    static void start() {
        registry = new ApicurioRegistry();
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private abstract static class OverApicurio extends WireContract {

        OverApicurio(Serde writes, Serde reads) {
            super(writes, reads);
        }

        @Override
        String registryUrl() {
            return registry.url();
        }
    }

    @Nested
    class Builtin extends OverApicurio {
        Builtin() {
            super(Serde.BUILTIN, Serde.BUILTIN);
        }
    }

    @Nested
    @Tag("interop")
    class Confluent extends OverApicurio {
        Confluent() {
            super(Serde.CONFLUENT, Serde.CONFLUENT);
        }
    }

    @Nested
    @Tag("interop")
    class BuiltinReadByConfluent extends OverApicurio {
        BuiltinReadByConfluent() {
            super(Serde.BUILTIN, Serde.CONFLUENT);
        }
    }

    @Nested
    @Tag("interop")
    class ConfluentReadByBuiltin extends OverApicurio {
        ConfluentReadByBuiltin() {
            super(Serde.CONFLUENT, Serde.BUILTIN);
        }
    }
}
