package io.tidegauge.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md: which room may call which. */
class ArchitectureTest {

    private static final List<String> PURE = List.of(
            "event",
            "profile",
            "compare",
            "calibrate",
            "sequential",
            "performance",
            "decide",
            "alert",
            "simulate",
            "assess",
            "backtest");
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
                .callConstructor(java.util.SplittableRandom.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(classes);
    }

    /** The table of rooms in ARCHITECTURE.md, line by line. */
    @Test
    void dataFlowsOneWay() {
        mayCall("event");
        mayCall("profile", "event");
        mayCall("compare", "event", "profile");
        mayCall("calibrate", "event", "profile", "compare");
        mayCall("sequential");
        mayCall("performance", "event", "profile", "compare");
        mayCall("alert", "event", "compare");
        mayCall("decide", "event", "compare", "alert");
        mayCall("baseline", "event", "profile", "compare", "calibrate", "alert");
        mayCall("assess", "event", "profile", "compare", "calibrate", "alert", "decide", "baseline");
        mayCall("simulate", "event", "profile", "compare", "calibrate", "alert", "decide");
        mayCall("backtest", "event", "profile", "compare", "calibrate", "alert", "decide", "baseline", "assess");
        mayCall("config", "event", "decide");
        mayCall("serde", "event", "profile", "compare", "calibrate", "alert", "decide", "baseline", "config");
        mayCall(
                "topology",
                "event",
                "profile",
                "compare",
                "calibrate",
                "alert",
                "decide",
                "baseline",
                "assess",
                "config",
                "serde");
        mayCall("metrics", "event", "alert", "topology", "config");
        mayCall("http", "config");
        noClasses()
                .that()
                .resideInAPackage("io.tidegauge.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tidegauge.cli..")
                .check(classes);
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

    /** Of the detector's rooms, this one calls the given and no others. */
    private static void mayCall(String room, String... others) {
        DescribedPredicate<JavaClass> inOthers =
                resideInAnyPackage(Stream.concat(Stream.of(room), Arrays.stream(others))
                        .map(name -> "io.tidegauge." + name + "..")
                        .toArray(String[]::new));
        noClasses()
                .that()
                .resideInAPackage("io.tidegauge." + room + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.tidegauge..").and(not(inOthers)))
                .check(classes);
    }
}
