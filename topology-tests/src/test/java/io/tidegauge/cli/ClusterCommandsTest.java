package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellShare;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.demo.EmbeddedBroker;
import io.tidegauge.demo.EmbeddedRegistry;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.serde.AvroWire;
import io.tidegauge.serde.EventDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a cluster, on a real broker and registry. */
class ClusterCommandsTest {

    private static final ModelVersion MODEL = new ModelVersion("rent", "7");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static AvroWire wire;

    @TempDir
    private Path directory;

    private String config = "";
    private String prefix = "";

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(0);
        registry = new EmbeddedRegistry(0);
        wire = AvroWire.open(new RegistrySettings(registry.url(), RegistrySettings.Serde.BUILTIN, Map.of()), true);
    }

    @AfterAll
    static void stop() {
        wire.close();
        registry.close();
        broker.close();
    }

    /** Topics of the test's own. */
    @BeforeEach
    void makeTopics(TestInfo test) throws IOException, ExecutionException, InterruptedException {
        prefix = test.getTestMethod().orElseThrow().getName();
        config = Files.writeString(directory.resolve("tidegauge.yaml"), """
                        bootstrap-servers: %s
                        schema-registry: {url: "%s", serde: builtin}
                        application-id: tidegauge
                        topics: {events: [%4$s-events], baselines: %4$s-baselines, reports: %4$s-reports, alerts: %4$s-alerts}
                        """.formatted(
                                broker.bootstrapServers(), registry.url(), "", prefix))
                .toString();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List<String> topics = Stream.of("events", "baselines", "reports", "alerts")
                    .map(name -> prefix + "-" + name)
                    .toList();
            admin.createTopics(topics.stream()
                            .map(name -> new NewTopic(name, 3, (short) 1))
                            .toList())
                    .all()
                    .get();
            // A broker hears of a new topic a little after the controller has made it.
            await().ignoreExceptions()
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            admin.describeTopics(topics).allTopicNames().get().size() == topics.size());
        }
    }

    @Test
    void aBaselineIsPublishedShownAndWithdrawn() throws IOException {
        Path rows = file("price,place\n1,a\n2,a\n3,b\n4,\n5,a\n");
        Ran created = ok(
                "baseline",
                "create",
                rows.toString(),
                "--model",
                "rent",
                "--version",
                "7",
                "--id",
                "first",
                "--publish");
        assertThat(created.out()).contains("baseline first of rent/7: 5 rows, 2 features, in force always");

        JsonNode listed =
                JSON.readTree(ok("baseline", "list", "--format", "json").out());
        assertThat(listed.at("/baseline_id").asText()).isEqualTo("first");
        assertThat(listed.at("/model").asText()).isEqualTo("rent");
        assertThat(listed.at("/rows").asInt()).isEqualTo(5);
        assertThat(listed.at("/features").toString()).isEqualTo("[\"place\",\"price\"]");
        assertThat(ok("baseline", "list").out()).contains("MODEL", "first", "always");
        assertThat(ok("baseline", "list", "--model", "other").out()).doesNotContain("first");

        JsonNode shown = JSON.readTree(
                ok("baseline", "show", "first", "--format", "json").out());
        assertThat(shown.at("/features/price/quantiles/p50").asDouble()).isEqualTo(3);
        assertThat(shown.at("/features/price/mean").asDouble()).isEqualTo(3);
        assertThat(shown.at("/features/place/nulls").asInt()).isEqualTo(1);
        assertThat(shown.at("/features/place/top").toString()).isEqualTo("{\"a\":3,\"b\":1}");
        assertThat(ok("baseline", "show", "first").out()).contains("a 3, b 1").contains("min 1, p05 1");

        assertThat(ok("baseline", "withdraw", "first").out())
                .contains("withdrawn: baseline first of rent/7, 3 records");
        assertThat(ok("baseline", "list", "--format", "json").out()).isEmpty();
        Ran again = run("baseline", "withdraw", "first");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("no baseline has the id 'first'");
        assertThat(run("baseline", "show", "first").code()).isEqualTo(2);
    }

    @Test
    void theManifestIsWrittenAfterEveryFeature() throws IOException {
        Path rows = file("a,b,c,d\n1,2,3,4\n");
        ok("baseline", "create", rows.toString(), "--model", "rent", "--version", "7", "--id", "one", "--publish");
        List<ConsumerRecord<String, byte[]>> records = records("baselines", 5);
        ConsumerRecord<String, byte[]> manifest = records.stream()
                .filter(record -> BaselineKey.parse(record.key()).feature().equals(FeatureNames.ALL))
                .findFirst()
                .orElseThrow();
        assertThat(records)
                .allSatisfy(record -> assertThat(record.timestamp())
                        .as("stamped with the wall clock, and no feature after the manifest")
                        .isGreaterThan(Instant.now().minusSeconds(600).toEpochMilli())
                        .isLessThanOrEqualTo(manifest.timestamp()));
    }

    @Test
    void aFileTravelsToTheTopic() throws IOException {
        Path rows = file("price\n1\n2\n");
        String saved = directory.resolve("saved.json").toString();
        ok("baseline", "create", rows.toString(), "--model", "rent", "--version", "7", "--id", "x", "-o", saved);
        ok("baseline", "publish", saved);
        JsonNode listed =
                JSON.readTree(ok("baseline", "list", "--format", "json").out());
        assertThat(listed.at("/baseline_id").asText()).isEqualTo("x");
        assertThat(listed.at("/rows").asInt()).isEqualTo(2);
    }

    @Test
    void halfASetIsListedAsSuchAndCanBeWithdrawn() throws Exception {
        Path rows = file("price,place\n1,a\n");
        ok("baseline", "create", rows.toString(), "--model", "rent", "--version", "7", "--id", "half", "--publish");
        String price = new BaselineKey(MODEL, "price", "half").encoded();
        send("baselines", Collections.singletonList(null), nothing -> price, wire.baselines());
        Ran listed = ok("baseline", "list", "--format", "json");
        assertThat(listed.out()).isEmpty();
        assertThat(listed.err()).contains("not in force: baseline half of rent/7 lacks 1 of 2 features: price");
        assertThat(ok("baseline", "withdraw", "half").out()).contains("2 records");
        assertThat(ok("baseline", "list").err()).isEmpty();
    }

    @Test
    void anIdOfTwoModelsHasToSayWhich() throws IOException {
        Path rows = file("price\n1\n");
        for (String version : List.of("7", "8")) {
            ok(
                    "baseline",
                    "create",
                    rows.toString(),
                    "--model",
                    "rent",
                    "--version",
                    version,
                    "--id",
                    "i",
                    "--publish");
        }
        Ran unclear = run("baseline", "withdraw", "i");
        assertThat(unclear.code()).isEqualTo(2);
        assertThat(unclear.err()).contains("of several models: rent/7, rent/8");
        assertThat(ok("baseline", "withdraw", "i", "--version", "8").out()).contains("rent/8");
        assertThat(lines(ok("baseline", "list", "--format", "json")))
                .extracting(baseline -> baseline.at("/model_version").asText())
                .containsExactly("7");
    }

    @Test
    void rowsBecomeEventsAsTheyAre() throws IOException {
        Path rows = file("when,id,price,place,host,said,yes,truth\n"
                + "1996-05-07 00:00:00,e1,1.5,a,true,10,0.5,0\n"
                + "1996-05-07T00:00:01Z,e2,,,false,,,0\n"
                + "831427202,e3,NaN,b,,12,0.25,0\n");
        Ran published = ok(
                "publish",
                rows.toString(),
                "--model",
                "rent",
                "--version",
                "7",
                "--time-column",
                "when",
                "--id-column",
                "id",
                "--prediction",
                "said",
                "--score",
                "yes",
                "--label",
                "truth",
                "--segment",
                "place");
        assertThat(published.out())
                .contains("published 3 events to rowsBecomeEventsAsTheyAre-events")
                .contains("event time 1996-05-07T00:00:00Z to 1996-05-07T00:00:02Z");
        assertThat(published.err()).isEmpty();

        assertThat(events(3))
                .containsExactlyInAnyOrder(
                        new InferenceEvent(
                                "e1",
                                "rent",
                                "7",
                                831427200000L,
                                Map.of("price", number(1.5), "place", text("a"), "host", new FeatureValue.Bool(true)),
                                number(10),
                                Map.of("yes", 0.5),
                                Map.of("place", "a"),
                                OptionalDouble.empty()),
                        new InferenceEvent(
                                "e2",
                                "rent",
                                "7",
                                831427201000L,
                                Map.of(
                                        "price", FeatureValue.MISSING,
                                        "place", FeatureValue.MISSING,
                                        "host", new FeatureValue.Bool(false)),
                                FeatureValue.MISSING,
                                Map.of(),
                                Map.of(),
                                OptionalDouble.empty()),
                        new InferenceEvent(
                                "e3",
                                "rent",
                                "7",
                                831427202000L,
                                Map.of("price", number(Double.NaN), "place", text("b"), "host", FeatureValue.MISSING),
                                number(12),
                                Map.of("yes", 0.25),
                                Map.of("place", "b"),
                                OptionalDouble.empty()));
        assertThat(records("events", 3))
                .allSatisfy(record -> assertThat(record.timestamp())
                        .as("the record's own time is the wall clock")
                        .isGreaterThan(Instant.now().minusSeconds(600).toEpochMilli()));
    }

    @Test
    void rowsWithoutATimeFollowEachOtherAtTheStep() throws IOException {
        StringBuilder csv = new StringBuilder("x\n");
        IntStream.range(0, 3000).forEach(i -> csv.append(i).append('\n'));
        Path rows = file(csv.toString());
        ok(
                "publish",
                rows.toString(),
                "--model",
                "rent",
                "--version",
                "7",
                "--start",
                "2020-01-01",
                "--step",
                "2s",
                "--rows",
                "500:");
        List<InferenceEvent> events = events(2500);
        long start = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
        assertThat(events).allSatisfy(event -> {
            double x = ((FeatureValue.Numeric) event.features().get("x")).value();
            assertThat(event.eventTimeMs()).isEqualTo(start + (long) x * 2000);
            assertThat(event.eventId()).isEqualTo("rows.csv:" + (long) x);
        });
        assertThat(events.stream().map(InferenceEvent::eventId).distinct()).hasSize(2500);
    }

    @Test
    void theRateIsKept() throws IOException {
        Path rows = file("x\n" + "1\n".repeat(21));
        long begun = System.nanoTime();
        ok("publish", rows.toString(), "--model", "rent", "--version", "7", "--start", "2020-01-01", "--rate", "20/s");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("20 events at 20/s after the first")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(events(21)).hasSize(21);
    }

    @Test
    void nothingIsPublishedOfAFileWithABrokenLastRow() throws IOException {
        Path rows = file("x,y\n1,2\n3\n");
        Ran ran = run("publish", rows.toString(), "--model", "rent", "--version", "7", "--start", "2020-01-01");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("rows.csv:3: 1 fields, but the header has 2");
        assertThat(events(0)).isEmpty();
    }

    @Test
    void alertsAreListedInTheOrderOfTheirWindows() throws Exception {
        send(
                "alerts",
                List.of(
                        alert("a", AlertState.FIRING, 2),
                        alert("b", AlertState.PENDING, 1),
                        alert("a", AlertState.PENDING, 1),
                        alert("a", AlertState.RESOLVED, 5)),
                DriftAlert::alertId,
                wire.alerts());
        List<JsonNode> all = lines(ok("alerts", "--format", "json"));
        assertThat(all)
                .extracting(alert -> alert.at("/window_end").asText())
                .isSorted()
                .hasSize(4);
        JsonNode first = all.get(0);
        assertThat(first.at("/kind").asText()).isEqualTo("DISTRIBUTION");
        assertThat(first.at("/p_value").isNull()).as("NaN is null").isTrue();
        assertThat(first.at("/statistics/psi").asDouble()).isEqualTo(0.5);
        assertThat(first.at("/moved/0/label").asText()).isEqualTo("cell");
        assertThat(lines(ok("alerts", "--format", "json", "--state", "firing"))).hasSize(1);
        assertThat(lines(ok("alerts", "--format", "json", "--feature", "b"))).hasSize(1);
        assertThat(lines(ok("alerts", "--format", "json", "--model", "other"))).isEmpty();
        assertThat(lines(ok("alerts", "--format", "json", "--from", "120", "--to", "180")))
                .hasSize(1);
        assertThat(ok("alerts").out()).contains("WINDOW END", "FIRING", "price moved", "incident incident-1");
        List<JsonNode> incidents = lines(ok("alerts", "--incidents", "--format", "json"));
        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).at("/incident_id").asText()).isEqualTo("incident-1");
        assertThat(incidents.get(0).at("/alerts").asInt()).isEqualTo(2);
        assertThat(run("alerts", "--incidents", "--follow").code()).isEqualTo(2);
    }

    @Test
    void followGoesOnWithWhatComes() throws Exception {
        send("alerts", List.of(alert("a", AlertState.PENDING, 1)), DriftAlert::alertId, wire.alerts());
        StringWriter out = new StringWriter();
        List<Integer> code = new ArrayList<>();
        Thread follower = new Thread(() -> code.add(Main.execute(
                new PrintWriter(out),
                new PrintWriter(out),
                "alerts",
                "--follow",
                "--format",
                "json",
                "--config",
                config)));
        follower.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> out.toString().contains("PENDING"));
            send("alerts", List.of(alert("a", AlertState.FIRING, 2)), DriftAlert::alertId, wire.alerts());
            await().atMost(Duration.ofSeconds(30)).until(() -> out.toString().contains("FIRING"));
        } finally {
            follower.interrupt();
            follower.join(Duration.ofSeconds(30).toMillis());
        }
        assertThat(code).containsExactly(0);
    }

    @Test
    void ofReportsOnlyTheLastRevisionIsListed() throws Exception {
        send(
                "reports",
                List.of(
                        report("price", 0, 0, 1, 2),
                        report("price", 0, 1, 1, 2, 3),
                        report("*", 0, 0, 1, 2, 3),
                        report("price", 1, 0, 9),
                        report("price", new TimeWindow(0, TimeWindow.DAY_MS), 0, 1, 2, 3, 9)),
                FeatureReport::feature,
                wire.reports());
        List<JsonNode> days = lines(ok("reports", "--format", "json", "--length", "1d"));
        assertThat(days).singleElement().satisfies(day -> {
            assertThat(day.at("/rows").asInt()).isEqualTo(4);
            assertThat(day.at("/window_ms").asLong()).isEqualTo(86_400_000);
        });
        assertThat(ok("reports").out())
                .contains("LENGTH")
                .containsPattern(" 1d +")
                .containsPattern(" 1m +");
        List<JsonNode> reports = lines(ok("reports", "--format", "json", "--feature", "price", "--length", "1m"));
        assertThat(reports).extracting(report -> report.at("/rows").asInt()).containsExactly(3, 1);
        assertThat(reports.get(0).at("/revision").asInt()).isEqualTo(1);
        assertThat(reports.get(0).at("/effect").isNull()).isTrue();
        assertThat(ok("reports").out()).contains("WINDOW START", "price", FeatureReport.NO_BASELINE);
    }

    @Test
    void aBaselineIsMadeOfReports() throws Exception {
        send(
                "reports",
                List.of(
                        report("price", 0, 0, 1, 2),
                        report("*", 0, 0, 1, 2),
                        report("price", 1, 0, 3, 4, 5),
                        report("*", 1, 0, 3, 4, 5),
                        report("price", 9, 0, 100),
                        report("*", 9, 0, 100)),
                FeatureReport::feature,
                wire.reports());
        ok(
                "baseline",
                "create",
                "--from-reports",
                "--model",
                "rent",
                "--version",
                "7",
                "--to",
                "180",
                "--id",
                "r",
                "--publish");
        JsonNode shown =
                JSON.readTree(ok("baseline", "show", "r", "--format", "json").out());
        assertThat(shown.at("/rows").asInt()).isEqualTo(5);
        assertThat(shown.at("/features/price/mean").asDouble()).isEqualTo(3);
        assertThat(shown.at("/features/price/max").asDouble()).isEqualTo(5);
        Ran none = run("baseline", "create", "--from-reports", "--model", "none", "--version", "7", "--publish");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("no complete window of none/7 is reported");
    }

    @Test
    void whatCannotBeReadIsNamedAndSkipped() throws Exception {
        send("alerts", List.of("rubbish"), key -> key, new StringSerializer());
        send("alerts", List.of(alert("a", AlertState.FIRING, 2)), DriftAlert::alertId, wire.alerts());
        Ran ran = ok("alerts", "--format", "json");
        assertThat(lines(ran)).hasSize(1);
        assertThat(ran.err())
                .contains("whatCannotBeReadIsNamedAndSkipped-alerts-")
                .contains("cannot be read and is skipped");
    }

    @Test
    void aTopicThatIsNotThereIsNamed() throws IOException {
        Path rows = file("x\n1\n");
        Ran ran =
                run("publish", rows.toString(), "--model", "m", "--version", "1", "--start", "0", "--topic", "nowhere");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("topic 'nowhere' does not exist on " + broker.bootstrapServers())
                .hasLineCount(1);
    }

    @Test
    void aClusterOrARegistryThatDoesNotAnswerIsNamed() throws IOException {
        Path rows = file("x\n1\n");
        Ran cluster = Ran.tidegauge(
                "alerts",
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--registry",
                registry.url(),
                "--property",
                "default.api.timeout.ms=1000",
                "--property",
                "request.timeout.ms=1000");
        assertThat(cluster.code()).isEqualTo(1);
        assertThat(cluster.err()).contains("no answer from 127.0.0.1:1");
        Ran wires = run(
                "publish",
                rows.toString(),
                "--model",
                "m",
                "--version",
                "1",
                "--start",
                "0",
                "--registry",
                "http://127.0.0.1:1");
        assertThat(wires.code()).isEqualTo(1);
        assertThat(wires.err()).contains("127.0.0.1:1").hasLineCount(1);
    }

    private static FeatureValue number(double value) {
        return new FeatureValue.Numeric(value);
    }

    private static FeatureValue text(String value) {
        return new FeatureValue.Text(value);
    }

    private static TimeWindow minute(int number) {
        return new TimeWindow(number * 60_000L, (number + 1) * 60_000L);
    }

    private static DriftAlert alert(String feature, AlertState state, int minute) {
        return new DriftAlert(
                "id-" + feature,
                state,
                Severity.WARNING,
                AlertKind.DISTRIBUTION,
                MODEL,
                "*",
                feature,
                minute(minute),
                100,
                1000,
                new Evidence(
                        DecisionPath.FAST,
                        0.4,
                        0.36,
                        0.44,
                        Double.NaN,
                        0.0002,
                        0.1,
                        83.5,
                        Optional.of(Calibration.PROVISIONAL)),
                new TreeMap<>(Map.of("psi", 0.5)),
                "base",
                "incident-1",
                List.of(new CellShare("cell", 0.1, 0.5)),
                "price moved");
    }

    private static FeatureReport report(String feature, int minute, int revision, double... values) {
        return report(feature, minute(minute), revision, values);
    }

    private static FeatureReport report(String feature, TimeWindow window, int revision, double... values) {
        LiveProfile profile = new LiveProfile(KeyMapping.forFeature(feature));
        Arrays.stream(values).forEach(profile::addNumber);
        return new FeatureReport(
                MODEL,
                "*",
                feature,
                window,
                revision,
                values.length,
                0,
                0,
                true,
                "",
                FeatureReport.NO_BASELINE,
                Double.NaN,
                Double.NaN,
                new TreeMap<>(),
                0,
                profile.toProfile().encode());
    }

    private Path file(String csv) throws IOException {
        return Files.writeString(directory.resolve("rows.csv"), csv);
    }

    private Ran ok(String... args) {
        Ran ran = run(args);
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }

    private Ran run(String... args) {
        return Ran.tidegauge(Stream.concat(Arrays.stream(args), Stream.of("--config", config))
                .toArray(String[]::new));
    }

    private static List<JsonNode> lines(Ran ran) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private List<InferenceEvent> events(int count) {
        try (EventDecoder decoder = wire.eventDecoder()) {
            return records("events", count).stream()
                    .map(record -> {
                        InferenceEvent event = decoder.decode(record.topic(), record.headers(), record.value());
                        assertThat(record.key()).isEqualTo(event.eventId());
                        return event;
                    })
                    .toList();
        }
    }

    /** Everything on the topic, which must be {@code count} records. */
    private List<ConsumerRecord<String, byte[]>> records(String topic, int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 3)
                    .mapToObj(partition -> new TopicPartition(prefix + "-" + topic, partition))
                    .toList();
            consumer.assign(partitions);
            long expected = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(end -> end)
                    .sum();
            assertThat(expected).isEqualTo(count);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() == count;
            });
        }
        return records;
    }

    private <V> void send(String topic, List<V> values, Function<V, String> key, Serializer<V> serializer)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, V> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), serializer)) {
            for (V one : values) {
                producer.send(new ProducerRecord<>(prefix + "-" + topic, key.apply(one), one))
                        .get();
            }
        }
    }
}
