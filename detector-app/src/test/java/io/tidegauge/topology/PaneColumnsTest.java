package io.tidegauge.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.config.LimitSettings;
import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.FlatEvent;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.Footprint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Events counted where they lie, and the same events counted as objects, give the same profiles. */
class PaneColumnsTest {

    private static final long SEED = 20_261_122;

    private final LiveLimits limits = LiveLimits.of(
            new LimitSettings(new EventLimits(60, 20, 30), 100, 50, 4_096, 10_000, 1L << 28, LimitSettings.MIN_MEMORY));
    private final LivePane flatPane = new LivePane(limits, new Footprint(), false);
    private final LivePane objectPane = new LivePane(limits, new Footprint(), false);
    private final Wire wire = new Wire();

    @Test
    void randomEventsGiveEqualProfiles() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            InferenceEvent event = random(random);
            assertThat(flatPane.add(wire.of(event, random)))
                    .as("event %d of seed %d", i, SEED)
                    .isTrue();
            objectPane.add(event, Set::of);
        }
        Map<String, FeatureProfile> expected = drained(objectPane);
        assertThat(expected).hasSizeGreaterThan(45);
        assertThat(drained(flatPane)).isEqualTo(expected);
    }

    @Test
    void whatIsOutOfTheOrdinaryIsLeftAloneWhole() {
        wire.begin();
        wire.number("good", 1);
        assertThat(flatPane.add(wire.event)).isTrue();
        for (String name : new String[] {"", " ", "*", "$x", "x".repeat(21), "bad\uFFFD"}) {
            wire.begin();
            wire.number("good", 2);
            wire.number("new", 2);
            wire.number(name, 2);
            assertThat(flatPane.add(wire.event))
                    .as("a feature named '%s'", name)
                    .isFalse();
        }
        wire.begin();
        wire.number("good", 3);
        wire.number("good", 4);
        assertThat(flatPane.add(wire.event)).as("a known name twice").isFalse();
        wire.begin();
        wire.number("twice", 3);
        wire.number("twice", 4);
        assertThat(flatPane.add(wire.event)).as("a new name twice").isFalse();
        wire.begin();
        wire.number("good", 5);
        wire.event.addFeature(wire.slice("text"), FlatEvent.TEXT, wire.slice("x".repeat(31)));
        assertThat(flatPane.add(wire.event)).as("a value beyond the limit").isFalse();
        wire.begin();
        for (int i = 0; i < 61; i++) {
            wire.number("f" + i, i);
        }
        assertThat(flatPane.add(wire.event))
                .as("more features than there is room for")
                .isFalse();

        Map<String, FeatureProfile> left = drained(flatPane);

        assertThat(left).containsOnlyKeys("good");
        assertThat(left.get("good").rows()).isEqualTo(1);
    }

    /** Names that were sought so that their hashes agree in the bits that choose a slot. */
    @Test
    void namesWhoseHashesCollideAreCountedOnceOrLeftAlone() {
        LiveLimits roomy = LiveLimits.of(new LimitSettings(
                new EventLimits(4_096, 20, 30), 100, 50, 4_096, 10_000, 1L << 28, LimitSettings.MIN_MEMORY));
        LivePane pane = new LivePane(roomy, new Footprint(), false);
        List<String> colliding = colliding(40);
        Map<String, Long> expected = new HashMap<>();
        Random random = new Random(SEED);
        int alone = 0;
        for (int i = 0; i < 1_000; i++) {
            wire.begin();
            String name = colliding.get(random.nextInt(colliding.size()));
            wire.number(name, i);
            if (random.nextBoolean()) {
                wire.number(colliding.get(random.nextInt(colliding.size())), i);
            }
            boolean twice = wire.event.size() == 2 && wire.name(0).equals(wire.name(1));
            if (pane.add(wire.event)) {
                assertThat(twice).as("a name counted twice in event %d", i).isFalse();
                for (int entry = 0; entry < wire.event.size(); entry++) {
                    expected.merge(wire.name(entry), 1L, Long::sum);
                }
            } else {
                alone++;
            }
        }
        Map<String, Long> rows = new HashMap<>();
        drained(pane).forEach((feature, profile) -> rows.put(feature, profile.rows()));
        assertThat(rows).isEqualTo(expected);
        assertThat(alone).as("events left to the slow way").isGreaterThan(100);
    }

    /** Eight-byte names of one slot in a table of up to 2^20, by the multiplication that {@link ColumnIndex} hashes with. */
    private static List<String> colliding(int count) {
        List<String> names = new ArrayList<>();
        byte[] name = new byte[8];
        Random random = new Random(SEED);
        while (names.size() < count) {
            for (int i = 0; i < name.length; i++) {
                name[i] = (byte) ('a' + random.nextInt(26));
            }
            long word = ByteBuffer.wrap(name).order(ByteOrder.LITTLE_ENDIAN).getLong();
            long product = (name.length ^ word) * 0x9E37_79B9_7F4A_7C15L;
            if (((product ^ (product >>> 29)) >>> 32 & 0xFFF) == 0) {
                names.add(new String(name, UTF_8));
            }
        }
        return names;
    }

    @Test
    void aDrainedPaneBeginsAnew() {
        wire.begin();
        wire.number("x", 1);
        assertThat(flatPane.add(wire.event)).isTrue();
        assertThat(drained(flatPane)).containsOnlyKeys("x");
        wire.begin();
        wire.number("y", 1);
        assertThat(flatPane.add(wire.event)).isTrue();
        assertThat(drained(flatPane)).containsOnlyKeys("y");
    }

    private static Map<String, FeatureProfile> drained(LivePane pane) {
        Map<String, FeatureProfile> profiles = new TreeMap<>();
        pane.drain(8, part -> profiles.putAll(part.features()));
        return profiles;
    }

    private static InferenceEvent random(Random random) {
        Map<String, FeatureValue> features = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            if (random.nextInt(20) > 0) {
                String name = i % 3 == 0 ? "größe" + i : i % 3 == 1 ? "f" + i : "a_long_name_of_" + i;
                features.put(name, value(random, i));
            }
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(5); i++) {
            scores.put(i % 2 == 0 ? "f" + i : "class" + i, random.nextDouble());
        }
        return new InferenceEvent(
                "id",
                "m",
                "1",
                0,
                features,
                value(random, 3),
                scores,
                Map.of(),
                random.nextBoolean() ? OptionalDouble.of(random.nextDouble()) : OptionalDouble.empty());
    }

    private static FeatureValue value(Random random, int feature) {
        return switch (random.nextInt(20) == 0 ? random.nextInt(5) : feature % 3) {
            case 0 -> new FeatureValue.Numeric(random.nextInt(30) == 0 ? Double.NaN : random.nextGaussian());
            case 1 -> new FeatureValue.Text("κ" + random.nextInt(200));
            case 2 -> new FeatureValue.Numeric(random.nextInt(100));
            case 3 -> new FeatureValue.Bool(random.nextBoolean());
            default -> FeatureValue.MISSING;
        };
    }

    /** Puts events into bytes the way a record has them, one after the other in an array that is used again. */
    private static final class Wire {
        private final byte[] bytes = new byte[8_192];
        private final FlatEvent event = new FlatEvent();
        private int used;

        void begin() {
            event.begin(bytes);
            used = 0;
        }

        String name(int entry) {
            long slice = event.name(entry);
            return new String(bytes, FlatEvent.offset(slice), FlatEvent.length(slice), UTF_8);
        }

        long slice(String text) {
            byte[] encoded = text.getBytes(UTF_8);
            System.arraycopy(encoded, 0, bytes, used, encoded.length);
            used += encoded.length;
            return FlatEvent.slice(used - encoded.length, encoded.length);
        }

        void number(String name, double value) {
            event.addFeature(slice(name), FlatEvent.NUMBER, Double.doubleToRawLongBits(value));
        }

        FlatEvent of(InferenceEvent from, Random random) {
            begin();
            used = random.nextInt(9);
            from.features().forEach((name, value) -> event.addFeature(slice(name), kind(value), bits(value)));
            from.scores().forEach((name, score) -> event.addScore(slice(name), score));
            event.prediction(kind(from.prediction()), bits(from.prediction()));
            from.latencyMs().ifPresent(event::latencyMs);
            return event;
        }

        private static byte kind(FeatureValue value) {
            if (value instanceof FeatureValue.Bool bool) {
                return bool.value() ? FlatEvent.TRUE : FlatEvent.FALSE;
            }
            return value instanceof FeatureValue.Numeric
                    ? FlatEvent.NUMBER
                    : value instanceof FeatureValue.Text ? FlatEvent.TEXT : FlatEvent.MISSING;
        }

        private long bits(FeatureValue value) {
            if (value instanceof FeatureValue.Numeric number) {
                return Double.doubleToRawLongBits(number.value());
            }
            return value instanceof FeatureValue.Text text ? slice(text.value()) : 0;
        }
    }
}
