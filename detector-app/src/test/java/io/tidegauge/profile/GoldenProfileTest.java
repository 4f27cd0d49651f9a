package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Profiles stored by version 1 stay readable, and as long as version 1 is written, its bytes stay the same. */
class GoldenProfileTest {

    /** What each stored file holds; its name is the file's. */
    enum Golden {
        EXACT(KeyMapping.STANDARD) {
            @Override
            void fill(LiveProfile live) {
                for (int i = 0; i < 1_000; i++) {
                    live.addNumber((i % 100 - 30) / 4.0);
                }
                live.addNull();
                live.addNumber(Double.NaN);
                live.addNumber(Double.POSITIVE_INFINITY);
                live.addNumber(Double.NEGATIVE_INFINITY);
            }
        },
        COARSE(KeyMapping.STANDARD) {
            @Override
            void fill(LiveProfile live) {
                for (int i = 0; i < 20_000; i++) {
                    live.addNumber((i * 7_919L % 10_007 - 3_000) / 16.0);
                }
            }
        },
        PROBABILITY(KeyMapping.PROBABILITY) {
            @Override
            void fill(LiveProfile live) {
                for (int i = 1; i <= 5_000; i++) {
                    live.addNumber(1.0 / i);
                    live.addNumber(1 - 1.0 / i);
                }
                live.addNumber(1.25);
                live.addNumber(-0.5);
            }
        },
        ORIGIN(KeyMapping.originAt(1_000_000)) {
            @Override
            void fill(LiveProfile live) {
                for (int i = 0; i < 3_000; i++) {
                    live.addNumber(1_000_000 + (i * 31L % 3_001 - 1_500) / 64.0);
                }
            }
        },
        LABELS(KeyMapping.STANDARD) {
            @Override
            void fill(LiveProfile live) {
                for (int i = 0; i < 500; i++) {
                    live.addText("città " + i % 37);
                    live.addBoolean(i % 5 == 0);
                    live.addNumber(i % 3);
                }
                live.addText("x".repeat(300));
            }
        },
        MANY_LABELS(KeyMapping.STANDARD) {
            @Override
            void fill(LiveProfile live) {
                for (int i = 0; i < 6_000; i++) {
                    live.addText("id-" + i);
                    live.addText("id-" + i % 100);
                }
            }
        };

        private final KeyMapping mapping;

        Golden(KeyMapping mapping) {
            this.mapping = mapping;
        }

        abstract void fill(LiveProfile live);

        FeatureProfile profile() {
            LiveProfile live = new LiveProfile(mapping);
            fill(live);
            return live.toProfile();
        }

        String file() {
            return name().toLowerCase(Locale.ROOT) + "-v1.bin";
        }

        byte[] stored() throws IOException {
            try (InputStream in = GoldenProfileTest.class.getResourceAsStream(file())) {
                return Objects.requireNonNull(in, file()).readAllBytes();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void storedProfilesAreRead(Golden golden) throws IOException {
        assertThat(FeatureProfile.decode(golden.stored())).isEqualTo(golden.profile());
    }

    @ParameterizedTest
    @EnumSource
    void theBytesOfTheVersionStayTheSame(Golden golden) throws IOException {
        assertThat(golden.profile().encode()).isEqualTo(golden.stored());
    }
}
