package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.event.FeatureNames;
import io.tidegauge.golden.GoldenBytes;
import io.tidegauge.topology.InternalMessage.Announcement;
import io.tidegauge.topology.InternalMessage.BaselineChange;
import io.tidegauge.topology.InternalMessage.BaselineProgress;
import io.tidegauge.topology.InternalMessage.Partial;
import io.tidegauge.topology.InternalMessage.Refused;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Internal messages of released versions stay readable, and the newest version's bytes stay the same. */
class GoldenMessagesTest {

    private static final long NO_WATERMARK = Long.MIN_VALUE;

    /** A file of a message: {@code <name>-v<version>.hex}. */
    record Golden(String name, int version, InternalMessage message) {

        String file() {
            return name + "-v" + version + ".hex";
        }

        @Override
        public String toString() {
            return file();
        }
    }

    static final Golden[] ALL = {
        new Golden(
                "partial",
                1,
                new Partial(
                        new Pane(GoldenValues.MODEL, FeatureNames.ALL, GoldenValues.T0),
                        5,
                        new TreeMap<>(Map.of(
                                "$prediction",
                                GoldenValues.labels(),
                                "größe 😀",
                                GoldenValues.numbers(),
                                "rating",
                                GoldenValues.numbers())))),
        new Golden(
                "partial-empty", 1, new Partial(new Pane(GoldenValues.MODEL, FeatureNames.ALL, 0), 0, new TreeMap<>())),
        new Golden(
                "partial",
                2,
                new Partial(
                        new Pane(GoldenValues.MODEL, FeatureNames.ALL, GoldenValues.T0),
                        5,
                        new TreeMap<>(Map.of(
                                "$prediction",
                                GoldenValues.labels(),
                                "größe 😀",
                                GoldenValues.numbers(),
                                "rating",
                                GoldenValues.numbers())))),
        new Golden(
                "partial-empty", 2, new Partial(new Pane(GoldenValues.MODEL, FeatureNames.ALL, 0), 0, new TreeMap<>())),
        new Golden(
                "announcement",
                1,
                new Announcement(
                        "inference-events",
                        3,
                        GoldenValues.T0 + 59_999,
                        1_000_000_007L,
                        false,
                        new TreeMap<>(Map.of("clicks", 1, "inference-events", 8)),
                        0xDEADBEEF,
                        Instance.Name.UNKNOWN)),
        new Golden(
                "announcement-silent",
                1,
                new Announcement(
                        "inference-events",
                        0,
                        NO_WATERMARK,
                        0,
                        true,
                        new TreeMap<>(Map.of("inference-events", 1)),
                        7,
                        Instance.Name.UNKNOWN)),
        new Golden(
                "announcement",
                2,
                new Announcement(
                        "inference-events",
                        3,
                        GoldenValues.T0 + 59_999,
                        1_000_000_007L,
                        false,
                        new TreeMap<>(Map.of("clicks", 1, "inference-events", 8)),
                        0xDEADBEEF,
                        new Instance.Name(GoldenValues.T0 - 1, -2))),
        new Golden(
                "announcement-silent",
                2,
                new Announcement(
                        "inference-events",
                        0,
                        NO_WATERMARK,
                        0,
                        true,
                        new TreeMap<>(Map.of("inference-events", 1)),
                        7,
                        new Instance.Name(GoldenValues.T0, 1))),
        new Golden(
                "announcement",
                3,
                new Announcement(
                        "inference-events",
                        3,
                        GoldenValues.T0 + 59_999,
                        1_000_000_007L,
                        false,
                        new TreeMap<>(Map.of("clicks", 1, "inference-events", 8)),
                        0xDEADBEEF,
                        new Instance.Name(GoldenValues.T0 - 1, -2))),
        new Golden(
                "announcement-silent",
                3,
                new Announcement(
                        "inference-events",
                        0,
                        NO_WATERMARK,
                        0,
                        true,
                        new TreeMap<>(Map.of("inference-events", 1)),
                        7,
                        new Instance.Name(GoldenValues.T0, 1))),
        new Golden("baseline-change-feature", 1, new BaselineChange(GoldenValues.KEY, GoldenValues.FEATURE)),
        new Golden(
                "baseline-change-feature", 2, new BaselineChange(GoldenValues.KEY, GoldenValues.FEATURE_WITH_BLOCKS)),
        new Golden(
                "baseline-change-manifest", 1, new BaselineChange("rental-price/2026.1/*/b-7", GoldenValues.MANIFEST)),
        new Golden("baseline-withdrawal", 1, new BaselineChange(GoldenValues.KEY, null)),
        new Golden("baseline-progress", 1, new BaselineProgress(2, 41)),
        new Golden("refused", 1, new Refused(new Pane(GoldenValues.MODEL, FeatureNames.ALL, GoldenValues.T0), 17)),
    };

    @Test
    void everyKindOfMessageHasItsFile() {
        assertThat(Stream.of(ALL)
                        .<Class<?>>map(golden -> golden.message().getClass())
                        .distinct())
                .as("write a file of the new kind, by hand or by a program that does not know the code")
                .containsExactlyInAnyOrder(InternalMessage.class.getPermittedSubclasses());
    }

    static Stream<Golden> newest() {
        Map<String, Golden> newest = new TreeMap<>();
        Stream.of(ALL)
                .sorted(Comparator.comparing(Golden::version))
                .forEach(golden -> newest.put(golden.name(), golden));
        return newest.values().stream();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyReleasedMessageIsRead(Golden golden) {
        assertThat(InternalMessageSerde.read(GoldenBytes.value(GoldenMessagesTest.class, golden.file())))
                .isEqualTo(golden.message());
    }

    @ParameterizedTest
    @MethodSource("newest")
    void theNewestBytesStayTheSame(Golden golden) {
        assertThat(InternalMessageSerde.write(golden.message()))
                .as(GoldenBytes.CHANGED, golden)
                .isEqualTo(GoldenBytes.value(GoldenMessagesTest.class, golden.file()));
    }
}
