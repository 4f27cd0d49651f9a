package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Profiles stored by version 1 stay readable, and as long as version 1 is written, its bytes stay the same. The stored
 * files are never changed.
 */
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
        },
        EMPTY(KeyMapping.STANDARD) {
            @Override
            void fill(LiveProfile live) {
                // no rows
            }
        },
        EMPTY_ORIGIN(KeyMapping.originAt(-0.1)) {
            @Override
            void fill(LiveProfile live) {
                live.addNull();
            }
        },
        MIXED(KeyMapping.STANDARD) {
            @Override
            void fill(LiveProfile live) {
                for (int i = 0; i < 300; i++) {
                    live.addNumber(-i / 8.0);
                    live.addText("n" + i % 7);
                    live.addBoolean(i % 4 == 0);
                }
                live.addNumber(-0.0);
                live.addNull();
                live.addNull();
                live.addNumber(Double.NaN);
            }
        },
        ODD_LABELS(KeyMapping.STANDARD) {
            @Override
            void fill(LiveProfile live) {
                live.addText("");
                live.addText("\0");
                live.addText("\uD83D");
                live.addText("😀");
                live.addText("😀");
                live.addText("\uDE00\uD83D");
                live.addText("a".repeat(256));
            }
        },
        EXTREMES(KeyMapping.STANDARD) {
            @Override
            void fill(LiveProfile live) {
                live.addNumber(Double.MAX_VALUE);
                live.addNumber(-Double.MAX_VALUE);
                live.addNumber(Double.MIN_VALUE);
                live.addNumber(-Double.MIN_VALUE);
                live.addNumber(Double.MIN_NORMAL);
                live.addNumber(0);
            }
        },
        COARSE_EXTREMES(KeyMapping.STANDARD) {
            @Override
            void fill(LiveProfile live) {
                for (int i = 0; i < 2_500; i++) {
                    live.addNumber(i);
                }
                live.addNumber(0x1p500);
                live.addNumber(-0x1p-500);
            }
        },
        EXACT_PROBABILITY(KeyMapping.PROBABILITY) {
            @Override
            void fill(LiveProfile live) {
                for (int i = 0; i <= 64; i++) {
                    live.addNumber(i / 64.0);
                }
                live.addNumber(0.999);
            }
        },
        EXACT_ORIGIN(KeyMapping.originAt(1e9)) {
            @Override
            void fill(LiveProfile live) {
                live.addNumber(1e9);
                live.addNumber(1e9 + 0.5);
                live.addNumber(1e9 - 1024);
                live.addNumber(3);
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
        assertThat(golden.profile().encode())
                .as(
                        "%s: the bytes of a profile changed; states, reports and baselines in use hold the old ones: give"
                                + " the format version 2, go on reading version 1, and add files of version 2",
                        golden.file())
                .isEqualTo(golden.stored());
    }

    /** The figures were counted from the same raw rows by a program in another language, with exact fractions. */
    @ParameterizedTest
    @EnumSource
    void storedProfilesSayWhatWasCountedElsewhere(Golden golden) throws IOException {
        FeatureProfile read = FeatureProfile.decode(golden.stored());
        JsonNode figures = figures(golden);
        assertThat(List.of(
                        read.rows(),
                        read.nulls(),
                        read.nans(),
                        read.positiveInfinities(),
                        read.negativeInfinities(),
                        read.trues(),
                        read.falses(),
                        read.numbers().total(),
                        read.categories().total()))
                .isEqualTo(Stream.of(
                                "rows",
                                "nulls",
                                "nans",
                                "positive_infinities",
                                "negative_infinities",
                                "trues",
                                "falses",
                                "numbers",
                                "texts")
                        .map(name -> figures.get(name).longValue())
                        .toList());
        int distinct = figures.get("distinct_numbers").intValue();
        assertThat(read.numbers().exact()).isEqualTo(distinct <= NumericSketch.MAX_PREFIXES);
        if (read.numbers().exact()) {
            assertThat(read.numbers().size()).isEqualTo(distinct);
        }
        if (distinct > 0) {
            assertMoments(read, figures);
        }
        assertTexts(read.categories(), figures);
    }

    private static void assertMoments(FeatureProfile read, JsonNode figures) {
        Moments moments = read.moments();
        assertThat(moments.min()).isEqualTo(figures.get("min").doubleValue());
        assertThat(moments.max()).isEqualTo(figures.get("max").doubleValue());
        assertThat(moments.mean()).isEqualTo(figures.get("mean").doubleValue());
        if (figures.has("sum_of_squared_deviations")) {
            assertThat(moments.m2())
                    .isCloseTo(figures.get("sum_of_squared_deviations").doubleValue(), withinPercentage(1e-12));
        }
        if (read.numbers().exact()) {
            double some = figures.get("some_value").doubleValue();
            assertThat(read.numbers().countAtMost(some))
                    .isEqualTo(figures.get("numbers_at_most_some_value").longValue());
        }
    }

    private static void assertTexts(CategoryCounts read, JsonNode figures) {
        long distinct = figures.get("distinct_texts").longValue();
        assertThat(read.approximate()).isEqualTo(distinct > CategoryCounts.MAX_CATEGORIES);
        assertThat(read.distinct()).isCloseTo(distinct, withinPercentage(read.approximate() ? 5 : 0));
        if (figures.has("most_frequent_text")) {
            assertThat(read.counts())
                    .containsEntry(
                            figures.get("most_frequent_text").textValue(),
                            figures.get("its_rows").longValue());
        }
    }

    private static JsonNode figures(Golden golden) throws IOException {
        try (InputStream in = GoldenProfileTest.class.getResourceAsStream("figures-v1.json")) {
            return new ObjectMapper().readTree(in).get(golden.name().toLowerCase(Locale.ROOT));
        }
    }
}
