package io.tidegauge.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md: which room may call which. */
class ArchitectureTest {

    private static final List<String> PURE = List.of("event", "profile", "compare", "decide", "alert", "assess");
    private static final String[] PURE_PACKAGES =
            PURE.stream().map(name -> "io.tidegauge." + name + "..").toArray(String[]::new);

    private static JavaClasses classes;

    @BeforeAll
    static void load() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.tidegauge");
        assertThat(classes).as("classes of the detector on the class path").hasSizeGreaterThan(100);
    }

    @Test
    void purePackagesKnowNoKafkaLoggerHttpOrRegistry() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE_PACKAGES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "org.apache.avro..",
                        "io.micrometer..",
                        "java.net..",
                        "java.nio.file..",
                        "com.fasterxml..")
                .check(classes);
    }

    @Test
    void purePackagesAskNoClockAndNoUnseededRandomness() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE_PACKAGES)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class, java.util.concurrent.ThreadLocalRandom.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(classes);
    }

    @Test
    void dataFlowsOneWay() {
        rightOf("event", "profile", "compare", "decide", "alert", "assess", "baseline")
                .check(classes);
        rightOf("profile", "compare", "decide", "alert", "assess", "baseline").check(classes);
        rightOf("compare", "decide", "alert", "assess", "baseline").check(classes);
        rightOf("alert", "decide", "assess", "baseline").check(classes);
        rightOf("decide", "assess", "baseline").check(classes);
        rightOf("assess", "topology", "runtime", "cli", "serde", "config").check(classes);
        rightOf("baseline", "topology", "runtime", "cli", "config", "assess", "decide")
                .check(classes);
        rightOf("config", "topology", "runtime", "cli", "serde", "http", "metrics")
                .check(classes);
        rightOf("serde", "topology", "runtime", "cli", "http", "metrics").check(classes);
        rightOf("topology", "runtime", "cli", "http", "metrics").check(classes);
        rightOf("runtime", "cli").check(classes);
    }

    @Test
    void onlyTheTopologyBuildsStreamsAndOnlyTheRuntimeRunsThem() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.tidegauge.topology..",
                        "io.tidegauge.runtime..",
                        "io.tidegauge.metrics..",
                        "io.tidegauge.cli..",
                        "io.tidegauge.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.tidegauge.topology..", "io.tidegauge.testkit..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.apache.kafka.streams.kstream..",
                        "org.apache.kafka.streams.processor..",
                        "org.apache.kafka.streams.state.."))
                .check(classes);
    }

    @Test
    void onlyTheSerdeKnowsTheWire() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.tidegauge.serde..", "io.tidegauge.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.avro..")
                .check(classes);
    }

    private static ArchRule rightOf(String room, String... forbidden) {
        String[] packages = java.util.Arrays.stream(forbidden)
                .map(name -> "io.tidegauge." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.tidegauge." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
