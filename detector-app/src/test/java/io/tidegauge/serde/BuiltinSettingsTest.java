package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinSettingsTest {

    @Test
    void theAddressAloneIsEnough() {
        BuiltinSettings settings = BuiltinSettings.of(Map.of("schema.registry.url", "http://registry:8081/"));

        assertThat(settings)
                .isEqualTo(new BuiltinSettings(
                        java.util.List.of(URI.create("http://registry:8081")),
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        true,
                        false,
                        true,
                        false));
    }

    @Test
    void everythingItKnows() {
        BuiltinSettings settings = BuiltinSettings.of(Map.of(
                "schema.registry.url", "https://one:1/path , http://two:2",
                "auto.register.schemas", "false",
                "use.latest.version", "true",
                "latest.compatibility.strict", "false",
                "normalize.schemas", "true",
                "http.connect.timeout.ms", "10",
                "http.read.timeout.ms", "20",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "Aladdin:open sesame"));

        assertThat(settings)
                .isEqualTo(new BuiltinSettings(
                        java.util.List.of(URI.create("https://one:1/path"), URI.create("http://two:2")),
                        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        false,
                        true,
                        false,
                        true));
    }

    @Test
    void credentialsInTheAddressAreTakenOutOfIt() {
        BuiltinSettings settings =
                BuiltinSettings.of(Map.of("schema.registry.url", "http://Aladdin:open%20sesame@registry:8081"));

        assertThat(settings.urls()).containsExactly(URI.create("http://registry:8081"));
        assertThat(settings.authorization()).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema.registry.ssl.truststore.location",
                "bearer.auth.token",
                "bearer.auth.credentials.source",
                "rule.executors",
                "value.schema.id.serializer",
                "use.schema.id",
                "use.latest.with.metadata",
                "context.name.strategy",
                "max.retries",
                "proxy.host",
                "avro.reflection.allow.null",
                "auto.register.schema"
            })
    void whatOnlyConfluentsSerdeKnowsIsRefusedByName(String key) {
        assertThatThrownBy(() -> BuiltinSettings.of(with(key, "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining("avro.serde=confluent");
    }

    @ParameterizedTest
    @CsvSource({
        "value.subject.name.strategy, io.confluent.kafka.serializers.subject.RecordNameStrategy",
        "key.subject.name.strategy, io.confluent.kafka.serializers.subject.RecordNameStrategy",
        "specific.avro.reader, true",
        "avro.fail.on.trailing.data, false",
        "basic.auth.credentials.source, SASL_INHERIT",
        "auto.register.schemas, yes",
        "http.read.timeout.ms, soon",
        "http.connect.timeout.ms, 0",
        "schema.registry.url, registry:8081",
        "schema.registry.url, mock://registry",
        "schema.registry.url, ' , '"
    })
    void aValueItCannotHonourIsRefusedWithItsKey(String key, String value) {
        assertThatThrownBy(() -> BuiltinSettings.of(with(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    void aPasswordIsNeverInAMessage() {
        assertThatThrownBy(() -> BuiltinSettings.of(Map.of("schema.registry.url", "ftp://user:secret@registry")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> BuiltinSettings.of(Map.of("schema.registry.url", "http://user:sec ret@registry")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("ret@");
        Map<String, String> half = with("basic.auth.credentials.source", "USER_INFO");
        half.put("basic.auth.user.info", "secret");
        assertThatThrownBy(() -> BuiltinSettings.of(half))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("basic.auth.user.info")
                .hasMessageNotContaining("secret");
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> properties = new HashMap<>(Map.of("schema.registry.url", "http://registry:8081"));
        properties.put(key, value);
        return properties;
    }
}
