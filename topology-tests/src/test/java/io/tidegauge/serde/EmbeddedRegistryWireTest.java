package io.tidegauge.serde;

import io.tidegauge.config.RegistrySettings.Serde;
import io.tidegauge.demo.EmbeddedRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The wire over the demo's registry: the built-in serde always, Confluent's with the profile {@code interop}. */
class EmbeddedRegistryWireTest {

    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start() {
        registry = new EmbeddedRegistry(0);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private abstract static class OverEmbedded extends WireContract {

        OverEmbedded(Serde writes, Serde reads) {
            super(writes, reads);
        }

        @Override
        String registryUrl() {
            return registry.url();
        }
    }

    @Nested
    class Builtin extends OverEmbedded {
        Builtin() {
            super(Serde.BUILTIN, Serde.BUILTIN);
        }
    }

    @Nested
    @Tag("interop")
    class Confluent extends OverEmbedded {
        Confluent() {
            super(Serde.CONFLUENT, Serde.CONFLUENT);
        }
    }

    @Nested
    @Tag("interop")
    class BuiltinReadByConfluent extends OverEmbedded {
        BuiltinReadByConfluent() {
            super(Serde.BUILTIN, Serde.CONFLUENT);
        }
    }

    @Nested
    @Tag("interop")
    class ConfluentReadByBuiltin extends OverEmbedded {
        ConfluentReadByBuiltin() {
            super(Serde.CONFLUENT, Serde.BUILTIN);
        }
    }
}
