package io.tidegauge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegauge.decide.Budget;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.MaterialEffect;
import io.tidegauge.decide.Reference;
import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FeatureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    private static final String MINIMAL = """
            bootstrap-servers: localhost:9092
            schema-registry: http://localhost:8081
            application-id: tidegauge
            """;

    @Test
    void threeLinesAreEnough() {
        DetectorConfig config = load(MINIMAL);

        assertThat(config.bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.applicationId()).isEqualTo("tidegauge");
        assertThat(config.registry())
                .isEqualTo(new RegistrySettings("http://localhost:8081", RegistrySettings.Serde.AUTO, Map.of()));
        assertThat(config.topics()).isEqualTo(TopicSettings.DEFAULT);
        assertThat(config.windows()).isEqualTo(WindowSettings.DEFAULT);
        assertThat(config.models()).isEmpty();
        assertThat(config.timing()).isEqualTo(TimingSettings.DEFAULT);
        assertThat(config.limits()).isEqualTo(LimitSettings.DEFAULT);
        assertThat(config.decision()).isEqualTo(DecisionPolicy.DEFAULT);
        assertThat(config.state()).isEqualTo(StateSettings.DEFAULT);
        assertThat(config.http()).isEqualTo(HttpSettings.DEFAULT);
        assertThat(config.kafka()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        DetectorConfig config = load("""
                bootstrap-servers: a:1,b:2
                application-id: app
                schema-registry:
                  url: https://registry:8081
                  serde: builtin
                  properties:
                    auto.register.schemas: false
                topics:
                  events: [e1, e2]
                  baselines: b
                  reports: r
                  alerts: a
                windows: {size: 1h, advance: 15m, lateness: 10s, day: false}
                models:
                  quiet: {ignored: true}
                  price:
                    windows: {size: PT5M}
                    features:
                      rooms: {kind: numeric, importance: 0.5, effect: sensitive, mute-until: 2026-03-01}
                      zip: {kind: categorical, mute-until: "2026-03-01T12:00:00+01:00", effect: 0.3}
                    decision: {effect: coarse, budget: 4}
                    reference: rolling(24)
                    silence-after: 30m
                timing: {max-future-skew: 1s, idle-timeout: 2s, max-wait: 3s, commit-interval: 500ms,
                  silence-after: 2h}
                limits:
                  {max-features: 5, max-name-length: 6, max-value-length: 7, max-models: 8, max-versions: 9,
                   max-categories: 10, max-open-windows: 11, max-live-memory: 12MB, max-window-memory: 1GB}
                decision: {effect: 0.2, budget: 2.5, min-rows: 10, persistence: 1, of: 2, calm-windows: 4}
                state: {internal-partitions: 3, standby-replicas: 1, threads: 2, directory: /var/lib/state,
                  store: rocksdb, rocksdb-memory: 32MB}
                http: {host: 127.0.0.1, port: 0}
                kafka:
                  security.protocol: SSL
                  consumer.session.timeout.ms: 30000
                """);

        assertThat(config.registry())
                .isEqualTo(new RegistrySettings(
                        "https://registry:8081",
                        RegistrySettings.Serde.BUILTIN,
                        Map.of("auto.register.schemas", "false")));
        assertThat(config.topics()).isEqualTo(new TopicSettings(List.of("e1", "e2"), null, "b", "r", "a"));
        assertThat(config.windows())
                .isEqualTo(
                        new WindowSettings(Duration.ofHours(1), Duration.ofMinutes(15), Duration.ofSeconds(10), false));
        assertThat(config.ignores("quiet")).isTrue();
        assertThat(config.ignores("price")).isFalse();
        assertThat(config.windowsOf("price"))
                .as("a size without an advance is tumbling, the rest is the default's")
                .isEqualTo(new WindowSettings(
                        Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(10), false));
        assertThat(config.windowsOf("quiet")).isEqualTo(config.windows());
        assertThat(config.policyOf("price").feature("rooms").kind()).contains(FeatureKind.NUMERIC);
        assertThat(config.policyOf("price").feature("zip").kind()).contains(FeatureKind.CATEGORICAL);
        assertThat(config.policyOf("price").features()).containsOnlyKeys("rooms", "zip");
        assertThat(config.policyOf("price").feature("rooms").importance()).hasValue(0.5);
        assertThat(config.policyOf("price").feature("rooms").effect()).contains(MaterialEffect.SENSITIVE);
        assertThat(config.policyOf("price").feature("rooms").mutedUntil())
                .contains(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(config.policyOf("price").feature("zip").mutedUntil())
                .contains(Instant.parse("2026-03-01T11:00:00Z"));
        assertThat(config.policyOf("price").feature("zip").effect()).contains(MaterialEffect.of(0.3));
        assertThat(config.policyOf("price").decision())
                .as("what a model leaves out is as for all")
                .isEqualTo(new DecisionPolicy(new Budget(4), MaterialEffect.COARSE, 1, 2, 4, 10));
        assertThat(config.policyOf("price").reference()).isEqualTo(new Reference.Rolling(24));
        assertThat(config.policyOf("price").cadence())
                .isEqualTo(new Cadence(Duration.ofMinutes(5), Duration.ofMinutes(5), false));
        assertThat(config.policyOf("any").decision()).isEqualTo(config.decision());
        assertThat(config.policyOf("any").reference()).isEqualTo(Reference.FIXED);
        assertThat(config.policyOf("any").cadence())
                .isEqualTo(new Cadence(Duration.ofHours(1), Duration.ofMinutes(15), false));
        assertThat(config.timing())
                .isEqualTo(new TimingSettings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(500),
                        Duration.ofHours(2)));
        assertThat(config.silenceAfter("price")).contains(Duration.ofMinutes(30));
        assertThat(config.silenceAfter("any")).contains(Duration.ofHours(2));
        assertThat(config.limits())
                .isEqualTo(new LimitSettings(new EventLimits(5, 6, 7), 8, 9, 10, 11, 12L << 20, 1L << 30));
        assertThat(config.decision())
                .isEqualTo(new DecisionPolicy(new Budget(2.5), MaterialEffect.of(0.2), 1, 2, 4, 10));
        assertThat(config.state())
                .isEqualTo(
                        new StateSettings(3, 1, 2, "/var/lib/state", StateSettings.Store.ROCKSDB, 32L * 1024 * 1024));
        assertThat(config.http()).isEqualTo(new HttpSettings("127.0.0.1", 0));
        assertThat(config.kafka())
                .isEqualTo(Map.of("security.protocol", "SSL", "consumer.session.timeout.ms", "30000"));
    }

    @ParameterizedTest
    @CsvSource({"5m, PT1H", "20m, PT1H", "30m, PT1H30M", "1d, PT72H"})
    void aModelIsSilentAfterThreeWindowsAndAnHourAtTheLeast(String size, Duration expected) {
        DetectorConfig config = load(MINIMAL + "windows: {size: " + size + "}\n");
        assertThat(config.silenceAfter("m")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "0", "0s", "\"off\""})
    void silenceIsNoAlertWhereThatIsSwitchedOff(String off) {
        DetectorConfig config =
                load(MINIMAL + "timing: {silence-after: " + off + "}\nmodels: {m: {silence-after: 1h}}\n");
        assertThat(config.silenceAfter("other")).isEmpty();
        assertThat(config.silenceAfter("m")).contains(Duration.ofHours(1));
    }

    @Test
    void featuresAreCountedBesideThePredictionWhereAModelAsksForIt() {
        DetectorConfig config = load(MINIMAL + "models: {m: {association: true}, n: {}}\n");
        assertThat(config.associated("m")).isTrue();
        assertThat(config.associated("n")).isFalse();
        assertThat(config.associated("other")).isFalse();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("windows:\n  sise: 5m\n", 5, "windows.sise", null, "unknown key; did you mean 'size'?"),
                mistake("frobnicate: 1\n", 4, "frobnicate", null, "unknown key; known here: bootstrap-servers,"),
                mistake("models:\n  m:\n    ignore: true\n", 6, "models.m.ignore", null, "did you mean 'ignored'?"),
                mistake("http:\n  port: 80\nhttp:\n  port: 81\n", 6, "http", null, "duplicate key, already on line 4"),
                mistake("kafka:\n  a: 1\n  a: 2\n", 6, "kafka.a", null, "duplicate key, already on line 5"),
                mistake(
                        "http:\n  port: eighty\n",
                        5,
                        "http.port",
                        "eighty",
                        "must be a whole number, from -1 to 65535"),
                mistake("state:\n  store: disk\n", 5, "state.store", "disk", "must be one of memory, rocksdb"),
                mistake(
                        "state:\n  rocksdb-memory: 64\n",
                        5,
                        "state.rocksdb-memory",
                        "64",
                        "must be a size such as 512KB, 64MB or 1GB"),
                mistake("state:\n  rocksdb-memory: 1MB\n", 4, "state", null, "rocksdb-memory must be at least 8MB"),
                mistake("http:\n  port: 70000\n", 5, "http.port", "70000", "must be from -1 to 65535"),
                mistake("http: 8080\n", 4, "http", null, "must be a section with keys of its own, not a single value"),
                mistake("timing:\n", 4, "timing", null, "must be a section with keys of its own, not nothing"),
                mistake("windows:\n  size:\n", 5, "windows.size", null, "must be a single value, not nothing"),
                mistake("windows:\n  size: [1m]\n", 5, "windows.size", null, "must be a single value, not a list"),
                mistake("windows:\n  size: 5\n", 5, "windows.size", "5", "not a duration; write 500ms, 30s, 5m"),
                mistake("windows:\n  size: 0s\n", 5, "windows.size", "0s", "must be at least a millisecond"),
                mistake("windows:\n  lateness: -PT1S\n", 5, "windows.lateness", "-PT1S", "must not be negative"),
                mistake("windows:\n  size: 1m\n  advance: 5m\n", 4, "windows", null, "at most the size, was PT5M"),
                mistake(
                        "windows:\n  size: 999999999999d\n",
                        5,
                        "windows.size",
                        "999999999999d",
                        "must be at most 36500d"),
                mistake(
                        "windows:\n  size: 1d\n  advance: 5ms\n",
                        4,
                        "windows",
                        null,
                        "from 17280000 panes of 5 ms, more than 1440"),
                mistake(
                        "windows:\n  size: 2d\n  advance: 90s\n",
                        4,
                        "windows",
                        null,
                        "from 1920 panes of 90000 ms, more than 1440"),
                mistake(
                        "decision:\n  effect: 1.5\n",
                        5,
                        "decision.effect",
                        "1.5",
                        "must be sensitive, standard, coarse, or a number between 0 and 1"),
                mistake("decision:\n  effect: .nan\n", 5, "decision.effect", ".nan", "or a number between 0 and 1"),
                mistake("decision:\n  effect: NaN\n", 5, "decision.effect", "NaN", "or a number between 0 and 1"),
                mistake(
                        "limits:\n  max-live-memory: 64\n",
                        5,
                        "limits.max-live-memory",
                        "64",
                        "must be a size such as"),
                mistake("limits:\n  max-window-memory: 1KB\n", 4, "limits", null, "must be at least 1MB"),
                mistake("limits:\n  max-categories: 5000\n", 4, "limits", null, "must be at most 4096, was 5000"),
                mistake("decision:\n  min-rows: 0\n", 5, "decision.min-rows", "0", "must be at least 1"),
                mistake("decision:\n  persistence: 4\n", 4, "decision", null, "persistence at most 'of'"),
                mistake(
                        "topics:\n  events: one\n",
                        5,
                        "topics.events",
                        null,
                        "must be a list such as [a, b], not a single"),
                mistake("topics:\n  events: []\n", 5, "topics.events", null, "must be a list such as [a, b]"),
                mistake("topics:\n  events:\n    - a b\n", 6, "topics.events", "a b", "not a topic name"),
                mistake(
                        "topics:\n  events-pattern: '['\n",
                        5,
                        "topics.events-pattern",
                        "[",
                        "not a regular expression"),
                mistake("topics:\n  events: [x]\n  events-pattern: y\n", 4, "topics", null, "either events or"),
                mistake("topics:\n  events: [drift-alerts]\n", 4, "topics", null, "drift-alerts is named twice"),
                mistake(
                        "topics:\n  events-pattern: drift-.*\n",
                        1,
                        "",
                        null,
                        "matches the detector's own topic drift-"),
                mistake(
                        "topics:\n  events: [x, tidegauge-dead-letters]\n",
                        1,
                        "",
                        null,
                        "matches the detector's own topic tidegauge-dead-letters"),
                mistake(
                        "kafka:\n  main.consumer.auto.offset.reset: latest\n",
                        4,
                        "kafka.main.consumer.auto.offset.reset",
                        null,
                        "cannot be set: a partition that begins at its end"),
                mistake(
                        "kafka:\n  processing.exception.handler: x\n",
                        4,
                        "kafka.processing.exception.handler",
                        null,
                        "cannot be set: carrying on after a failed drain"),
                mistake("topics:\n  events-pattern: .*\n", 1, "", null, "matches the detector's own topic"),
                mistake("decision:\n  budget: 0\n", 5, "decision.budget", "0", "must be above 0"),
                mistake("decision:\n  budget: much\n", 5, "decision.budget", "much", "must be a number"),
                mistake("decision:\n  effect: strict\n", 5, "decision.effect", "strict", "must be sensitive, standard"),
                mistake("decision:\n  level: 0.001\n", 5, "decision.level", null, "unknown key"),
                mistake(
                        "models:\n  m:\n    decision: {of: 65}\n",
                        6,
                        "models.m.decision",
                        null,
                        "'of' must be at most 64"),
                mistake("models:\n  m:\n    kinds: {f: numeric}\n", 6, "models.m.kinds", null, "unknown key"),
                mistake(
                        "models:\n  m:\n    reference: rolling(0)\n",
                        6,
                        "models.m.reference",
                        "rolling(0)",
                        "1 to 168"),
                mistake(
                        "models:\n  m:\n    reference: last week\n",
                        6,
                        "models.m.reference",
                        "last week",
                        "same-hour-last-week"),
                mistake(
                        "models:\n  m:\n    features:\n      f: {importance: -1}\n",
                        7,
                        "models.m.features.f.importance",
                        "-1",
                        "must not be negative; 0 mutes"),
                mistake(
                        "models:\n  m:\n    features:\n      f: {mute-until: tomorrow}\n",
                        7,
                        "models.m.features.f.mute-until",
                        "tomorrow",
                        "must be a time such as"),
                mistake(
                        "models:\n  m:\n    features:\n      f: {mute: true}\n",
                        7,
                        "models.m.features.f.mute",
                        null,
                        "unknown key"),
                mistake("models:\n  m:\n    ignored: yes\n", 6, "models.m.ignored", "yes", "must be true or false"),
                mistake(
                        "models:\n  m:\n    features:\n      f: {kind: number}\n",
                        7,
                        "models.m.features.f.kind",
                        "number",
                        "must be one of numeric, categorical"),
                mistake(
                        "kafka:\n  group.id: {a: 1}\n",
                        5,
                        "kafka.group.id",
                        null,
                        "must be a single value, not a section"),
                mistake(
                        "kafka:\n  state.dir: /x\n",
                        4,
                        "kafka.state.dir",
                        null,
                        "set this by the key 'state.directory'"),
                mistake(
                        "state:\n  threads: ${THREADS}\n",
                        5,
                        "state.threads",
                        "${THREADS}",
                        "THREADS is not set and no"),
                mistake("timing:\n  idle-timeout: 5s\n", 4, "timing", null, "idle-timeout 5000ms must be longer than"),
                mistake("http: &x\n  port: 1\nkafka: *x\n", 6, "kafka", "*x", "aliases are not supported"),
                mistake("---\nhttp: {port: 1}\n", 5, "", null, "a second document begins"));
    }

    private static Arguments mistake(String added, int line, String key, String value, String message) {
        return Arguments.of(added, line, key, value, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithKeyValueAndLine(String added, int line, String key, String value, String message) {
        ConfigException refused = refused(MINIMAL + added, Map.of());

        assertThat(refused.problems()).as(refused.getMessage()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.value()).isEqualTo(value);
            assertThat(problem.message()).contains(message);
        });
        assertThat(refused.getMessage()).contains("line " + line + ": ");
    }

    static Stream<Arguments> mistakesAtTheTop() {
        return Stream.of(
                Arguments.of("bootstrap-servers: localhost", "bootstrap-servers: 'localhost': must be host:port"),
                Arguments.of("bootstrap-servers: 'a:1,'", "must be host:port, several separated by commas"),
                Arguments.of("bootstrap-servers: a:99999", "must be host:port"),
                Arguments.of("application-id: a/b", "application-id: 'a/b': must be 1 to 150 letters"),
                Arguments.of("schema-registry: localhost:8081", "must be a URL such as http://registry:8081"),
                Arguments.of("schema-registry: {url: 'ftp://x'}", "schema-registry.url: 'ftp://x': must be a URL"),
                Arguments.of("schema-registry: {serde: auto}", "schema-registry.url: missing"),
                Arguments.of("schema-registry: {url: 'http://x', serde: mine}", "one of auto, confluent, builtin"));
    }

    @ParameterizedTest
    @MethodSource("mistakesAtTheTop")
    void aRequiredValueThatIsWrongIsNamed(String line, String message) {
        assertThatThrownBy(() -> load(line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("line 1: ")
                .hasMessageContaining(message);
    }

    @Test
    void everyProblemIsReportedInTheOrderOfTheFile() {
        ConfigException refused = refused("""
                application-id: ok
                windows:
                  size: soon
                  frequency: 1m
                http:
                  port: x
                models:
                  a: {windows: {size: 1m, advance: 2m}}
                  b: {windows: {size: 1m, advance: 3m}}
                """, Map.of());

        assertThat(refused.problems())
                .extracting(ConfigProblem::line, ConfigProblem::key)
                .containsExactly(
                        tuple(1, "bootstrap-servers"),
                        tuple(1, "schema-registry"),
                        tuple(3, "windows.size"),
                        tuple(4, "windows.frequency"),
                        tuple(6, "http.port"),
                        tuple(8, "models.a.windows"),
                        tuple(9, "models.b.windows"));
        assertThat(refused.getMessage())
                .startsWith("test.yaml: 7 problems\n  line 1: bootstrap-servers: missing; every configuration must have"
                        + " it (or the environment variable TIDEGAUGE_BOOTSTRAP_SERVERS)");
    }

    @Test
    void whatIsNotYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> load("a: 1\nb: [1, 2\nc: 3\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "test.yaml: line 3: not readable as YAML: while parsing a flow sequence, expected ',' or ']'")
                .hasMessageNotContaining("missing");
        assertThatThrownBy(() -> load("")).hasMessage("test.yaml: line 1: the file is empty");
        assertThatThrownBy(() -> load("- a\n- b\n"))
                .hasMessageContaining("the file must hold keys and values, not a list");
    }

    @Test
    void aFileThatIsNotThereOrNotTextIsRefused(@TempDir Path directory) throws IOException {
        Path absent = directory.resolve("absent.yaml");
        assertThatThrownBy(() -> ConfigLoader.load(absent, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("absent.yaml")
                .hasMessageContaining("there is no such file");
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> ConfigLoader.load(binary, Map.of())).hasMessageContaining("not UTF-8 text");
    }

    /** Instances may differ in what they make of the windows, not in the windows. */
    @Test
    void theHashOfTheWindowsIsThatOfWhatIsCounted() {
        int hash = load(MINIMAL).windowsHash();
        assertThat(load(MINIMAL + "windows: {day: false}\n").windowsHash()).isEqualTo(hash);
        assertThat(load(MINIMAL + "models: {m: {windows: {day: false}}}\n").windowsHash())
                .isEqualTo(hash);
        assertThat(load(MINIMAL + "windows: {size: 5m}\n").windowsHash()).isEqualTo(hash);
        assertThat(load(MINIMAL + "windows: {size: 6m}\n").windowsHash()).isNotEqualTo(hash);
        assertThat(load(MINIMAL + "models: {m: {windows: {lateness: 1m}}}\n").windowsHash())
                .isNotEqualTo(hash);
        assertThat(load(MINIMAL + "models: {m: {ignored: true}}\n").windowsHash())
                .isNotEqualTo(hash);
    }

    @Test
    void aFileIsReadFromDisk(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("tidegauge.yaml"), MINIMAL);
        assertThat(ConfigLoader.load(file, Map.of()).applicationId()).isEqualTo("tidegauge");
    }

    @Test
    void referencesToTheEnvironmentAreReplaced() {
        String text = MINIMAL + """
                topics: {events: ["${A}-events"]}
                state: {directory: "${DIR:/tmp/x:y}", threads: "${N:}2"}
                kafka: {sasl.jaas.config: 'user="${USER}" password="${PASS}";'}
                """;

        DetectorConfig config = load(text, Map.of("A", "prod", "USER", "u", "PASS", "$1\\x"));

        assertThat(config.topics().events()).containsExactly("prod-events");
        assertThat(config.state().directory()).isEqualTo("/tmp/x:y");
        assertThat(config.state().threads()).isEqualTo(2);
        assertThat(config.kafka()).containsEntry("sasl.jaas.config", "user=\"u\" password=\"$1\\x\";");
    }

    @Test
    void everyKeyIsOverriddenByItsVariable() {
        String text = MINIMAL + """
                models:
                  fraud.v2: {windows: {size: 1m}, features: {zip: {kind: numeric}}}
                kafka: {max.poll.records: 5}
                """;

        DetectorConfig config = load(
                text,
                Map.ofEntries(
                        Map.entry("TIDEGAUGE_BOOTSTRAP_SERVERS", "x:1"),
                        Map.entry("TIDEGAUGE_SCHEMA_REGISTRY", "http://y:2"),
                        Map.entry("TIDEGAUGE_WINDOWS_SIZE", "7m"),
                        Map.entry("TIDEGAUGE_WINDOWS_LATENESS", ""),
                        Map.entry("TIDEGAUGE_TOPICS_EVENTS", "a, b"),
                        Map.entry("TIDEGAUGE_HTTP_PORT", "-1"),
                        Map.entry("TIDEGAUGE_MODELS_FRAUD_V2_WINDOWS_SIZE", "2m"),
                        Map.entry("TIDEGAUGE_MODELS_FRAUD_V2_FEATURES_ZIP_KIND", "categorical"),
                        Map.entry("TIDEGAUGE_MODELS_FRAUD_V2_FEATURES_ZIP_MUTE_UNTIL", "2026-05-01"),
                        Map.entry("TIDEGAUGE_MODELS_FRAUD_V2_DECISION_BUDGET", "3"),
                        Map.entry("TIDEGAUGE_MODELS_FRAUD_V2_REFERENCE", "same-hour-last-week"),
                        Map.entry("TIDEGAUGE_DECISION_EFFECT", "coarse"),
                        Map.entry("TIDEGAUGE_KAFKA_MAX_POLL_RECORDS", "9"),
                        Map.entry("TIDEGAUGE_KAFKA_SECURITY_PROTOCOL", "SSL")));

        assertThat(config.bootstrapServers()).isEqualTo("x:1");
        assertThat(config.registry().url()).isEqualTo("http://y:2");
        assertThat(config.windows().size()).isEqualTo(Duration.ofMinutes(7));
        assertThat(config.windows().advance()).isEqualTo(Duration.ofMinutes(7));
        assertThat(config.windows().lateness()).as("an empty variable is none").isEqualTo(Duration.ofSeconds(30));
        assertThat(config.topics().events()).containsExactly("a", "b");
        assertThat(config.http().port()).isEqualTo(-1);
        assertThat(config.windowsOf("fraud.v2").size()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.policyOf("fraud.v2").feature("zip").kind()).contains(FeatureKind.CATEGORICAL);
        assertThat(config.policyOf("fraud.v2").feature("zip").mutedUntil())
                .contains(Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(config.policyOf("fraud.v2").decision().budget()).isEqualTo(new Budget(3));
        assertThat(config.policyOf("fraud.v2").decision().effect()).isEqualTo(MaterialEffect.COARSE);
        assertThat(config.policyOf("fraud.v2").reference()).isEqualTo(new Reference.SameHourLastWeek());
        assertThat(config.kafka()).isEqualTo(Map.of("max.poll.records", "9", "security.protocol", "SSL"));
    }

    @Test
    void variablesAloneCanStandForTheRequiredKeys() {
        DetectorConfig config = load(
                "http: {port: 0}\n",
                Map.of(
                        "TIDEGAUGE_BOOTSTRAP_SERVERS", "x:1",
                        "TIDEGAUGE_APPLICATION_ID", "app",
                        "TIDEGAUGE_SCHEMA_REGISTRY_URL", "http://y:2",
                        "TIDEGAUGE_SCHEMA_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO", "me:secret"));

        assertThat(config.applicationId()).isEqualTo("app");
        assertThat(config.registry().url()).isEqualTo("http://y:2");
        assertThat(config.registry().properties()).isEqualTo(Map.of("basic.auth.user.info", "me:secret"));
    }

    @Test
    void aWrongVariableIsNamed() {
        ConfigException refused = refused(MINIMAL, Map.of("TIDEGAUGE_HTTP_PORT", "tcp://10.0.0.1:80"));
        assertThat(refused.getMessage())
                .contains("environment variable TIDEGAUGE_HTTP_PORT: http.port: 'tcp://10.0.0.1:80': must be a whole");
    }

    private static DetectorConfig load(String text) {
        return load(text, Map.of());
    }

    private static DetectorConfig load(String text, Map<String, String> environment) {
        return ConfigLoader.parse("test.yaml", text, environment).config();
    }

    private static ConfigException refused(String text, Map<String, String> environment) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> load(text, environment));
        assertThat(refused).as("the configuration is refused").isNotNull();
        return refused;
    }
}
