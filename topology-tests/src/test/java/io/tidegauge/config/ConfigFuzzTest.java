package io.tidegauge.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.fuzz.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The configuration file, the environment, and the values of both. */
class ConfigFuzzTest {

    private static final String MINIMAL =
            "bootstrap-servers: localhost:9092\napplication-id: a\nschema-registry: http://localhost:8081\n";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<byte[]> all(String... texts) {
        return Stream.of(texts).map(ConfigFuzzTest::utf8).toList();
    }

    private static String laughs() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, before))));
        }
        return MINIMAL + yaml;
    }

    @Test
    void files() throws IOException {
        Path example = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."), "deploy/tidegauge.yaml");
        List<byte[]> valid = List.of(
                Files.readAllBytes(example),
                utf8(MINIMAL),
                utf8(MINIMAL
                        + "windows: {size: 15m, advance: 5m}\ndecision: {budget: 2, effect: coarse}\nmodels:\n  m:\n"
                        + "    reference: rolling(24)\n    features:\n"
                        + "      zip: {kind: categorical, importance: 2, mute-until: 2026-03-01}\n"),
                utf8(MINIMAL + "topics:\n  events-pattern: 'in-.*'\nkafka:\n  fetch.min.bytes: 1\n"),
                utf8(MINIMAL + "state:\n  directory: \"${HOME:/tmp/x}\"\n  threads: 2\n"));
        List<byte[]> odd = List.of(
                utf8("[".repeat(100_000)),
                utf8("a: ".repeat(50_000)),
                utf8("{a: ".repeat(50_000)),
                utf8(IntStream.range(0, 2_000)
                        .mapToObj(i -> " ".repeat(i) + "a:\n")
                        .reduce("", String::concat)),
                utf8("? ".repeat(50_000)),
                utf8("- ".repeat(50_000)),
                utf8("&a [*a]"),
                utf8(laughs()),
                utf8(MINIMAL + "http: {port: " + "9".repeat(100_000) + "}\n"),
                utf8(MINIMAL + "decision: {effect: 1e" + "9".repeat(10_000) + "}\n"),
                utf8(MINIMAL + "windows: {size: " + "1h".repeat(20_000) + "}\n"),
                utf8(MINIMAL + "windows: {size: 999999999999d}\n"),
                utf8(MINIMAL + "windows: {lateness: PT2562047788015215H}\n"),
                utf8(MINIMAL + "windows: {size: 999999999999h, advance: 1ms}\n"),
                utf8(MINIMAL + "timing: {commit-interval: 99999999999h, idle-timeout: 100000000000h}\n"),
                utf8(MINIMAL + "topics: {events-pattern: '" + "(".repeat(20_000) + "'}\n"),
                utf8(MINIMAL + "topics: {events-pattern: '" + "(a|".repeat(5_000) + ")".repeat(5_000) + "'}\n"),
                utf8(MINIMAL + "limits: {max-live-memory: 99999999999999999999G}\n"),
                utf8(MINIMAL + "kafka: {" + "x".repeat(200_000) + ": 1}\n"),
                utf8("x".repeat(200_000) + ": 1\n"),
                utf8(MINIMAL + "a: !!javax.script.ScriptEngineManager [1]\n"),
                utf8("a: \"\\UFFFFFFFF\""),
                utf8("%YAML 9.9\n--- a"));
        Fuzz.of("yaml", valid, ConfigException.class).allowing(2_000).also(odd).run(2_500, bytes -> {
            ConfigLoader.Loaded read = ConfigLoader.parse("fuzzed.yaml", text(bytes), Map.of());
            assertThat(read.config().windowsHash())
                    .isEqualTo(ConfigLoader.parse("fuzzed.yaml", text(bytes), Map.of())
                            .config()
                            .windowsHash());
        });
    }

    @Test
    void environment() {
        List<String> keys = List.copyOf(
                ConfigLoader.parse("minimal.yaml", MINIMAL, Map.of()).keys());
        List<byte[]> valid = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            for (String value : List.of("5m", "3", "0.5", "true", "a,b", "builtin", "http://h:1", "h:1", "64MB")) {
                byte[] input = utf8("_" + value);
                input[0] = (byte) i;
                valid.add(input);
            }
        }
        valid.removeIf(input -> refused(keys, input));
        Fuzz.of("environment", valid, ConfigException.class).allowing(2_000).run(2_500, input -> load(keys, input));
    }

    private static boolean refused(List<String> keys, byte[] input) {
        try {
            load(keys, input);
            return false;
        } catch (ConfigException refused) {
            return true;
        }
    }

    /** The first byte says which key is overridden, the rest by what. */
    private static void load(List<String> keys, byte[] input) {
        String key = keys.get((input.length == 0 ? 0 : input[0] & 0xFF) % keys.size());
        String value = input.length == 0 ? "" : text(input).substring(1);
        ConfigLoader.parse("minimal.yaml", MINIMAL, Map.of(Environment.variableOf(key), value));
    }

    @Test
    void references() {
        Environment environment = new Environment(Map.of("HOME", "/home", "REGISTRY", "http://r:8081"));
        Fuzz.of(
                        "reference",
                        all("${HOME}/x", "a ${ABSENT:default} b", "${REGISTRY:}${HOME}", "$HOME {} ${", "plain"),
                        IllegalArgumentException.class)
                .also(all("${".repeat(50_000), "${A:".repeat(30_000) + "}", "${" + "A".repeat(100_000) + ":x}"))
                .run(6_000, bytes -> environment.expand(text(bytes)));
    }

    @Test
    void durations() {
        Fuzz.of(
                        "duration",
                        all("500ms", "30s", "5m", "1h30m", "7d", "PT5M", "-PT1.5S", "P2D"),
                        IllegalArgumentException.class)
                .also(all("1s".repeat(50_000), "9".repeat(100_000) + "s", "PT" + "9".repeat(50_000) + "S"))
                .run(6_000, bytes -> {
                    Duration read = DurationText.parse(text(bytes));
                    assertThat(Duration.parse(read.toString())).isEqualTo(read);
                });
    }

    @Test
    void sizes() {
        Fuzz.of("byte-size", all("64MB", "1GB", "512KB", "1000B", "1B"), IllegalArgumentException.class)
                .also(all("9".repeat(100_000) + "MB", "9999999999GB", "9223372036854775807"))
                .run(4_000, bytes -> assertThat(ByteSizeText.parse(text(bytes))).isNotNegative());
    }
}
