package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What is read in place is what Avro reads, for producers with schemas of any shape. */
class FlatReaderTest {

    private static final long SEED = 20_261_122;

    @Test
    void whateverAProducerWritesIsReadAsAvroReadsIt() {
        for (int i = 0; i < 400; i++) {
            Random random = new Random(SEED + i);
            RandomWriter writer = new RandomWriter(random);
            SlowAndFlat both = new SlowAndFlat(writer.schema, random);
            for (int event = 0; event < 25; event++) {
                byte[] bytes = writer.bytes();
                assertThat(both.readsInPlace(bytes))
                        .as(() -> "seed " + seed(random, writer.schema, bytes))
                        .isTrue();
            }
        }
    }

    @Test
    void noPartOfAnEventIsRead() {
        for (int i = 0; i < 40; i++) {
            Random random = new Random(SEED + i);
            RandomWriter writer = new RandomWriter(random);
            SlowAndFlat both = new SlowAndFlat(writer.schema, random);
            byte[] bytes = writer.bytes();
            for (int length = 0; length < bytes.length; length++) {
                byte[] part = Arrays.copyOf(bytes, length);
                assertThat(both.readsInPlace(part))
                        .as("%d of %d bytes, seed %d", length, bytes.length, SEED + i)
                        .isFalse();
            }
            assertThat(both.readsInPlace(Arrays.copyOf(bytes, bytes.length + 1)))
                    .as("one byte more")
                    .isFalse();
        }
    }

    @Test
    void damageIsEitherRefusedOrReadAsAvroReadsIt() {
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            Random random = new Random(SEED + i);
            RandomWriter writer = new RandomWriter(random);
            SlowAndFlat both = new SlowAndFlat(writer.schema, random);
            byte[] whole = writer.bytes();
            for (int trial = 0; trial < 200; trial++) {
                byte[] bytes = damaged(whole, random);
                try {
                    if (both.readsInPlace(bytes)) {
                        read++;
                    } else {
                        refused++;
                    }
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(seed(random, writer.schema, bytes), e);
                }
            }
        }
        assertThat(read).as("damaged events read").isGreaterThan(1_000);
        assertThat(refused).as("damaged events refused").isGreaterThan(1_000);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) (bytes[at] ^ 1 << random.nextInt(8)) : (byte) random.nextInt();
        }
        return bytes;
    }

    private static String seed(Random random, Schema schema, byte[] bytes) {
        return SEED + " … " + schema + " " + HexFormat.of().formatHex(bytes);
    }
}
