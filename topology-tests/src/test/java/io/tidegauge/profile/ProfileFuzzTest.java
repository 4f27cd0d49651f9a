package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.fuzz.Fuzz;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Profiles come from stores, internal topics, baselines that anybody publishes, reports and files. */
class ProfileFuzzTest {

    /** Profiles of every shape, as bytes. */
    static List<byte[]> valid() {
        SplittableRandom random = new SplittableRandom(7);
        List<byte[]> valid = new ArrayList<>();
        for (KeyMapping mapping : List.of(
                KeyMapping.STANDARD, KeyMapping.PROBABILITY, KeyMapping.originAt(1e6), KeyMapping.originAt(-0.1))) {
            for (int n : new int[] {0, 1, 3, 40, 2_100}) {
                LiveProfile live = new LiveProfile(mapping);
                for (int i = 0; i < n; i++) {
                    live.addNumber(i % 2 == 0 ? random.nextInt(30) / 4.0 : random.nextDouble());
                }
                valid.add(live.toProfile().encode());
            }
        }
        valid.add(mixed(20).encode());
        valid.add(mixed(5_000).encode());
        valid.add(FeatureProfile.ofRows(12_345).encode());
        return valid;
    }

    private static FeatureProfile mixed(int n) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < n; i++) {
            live.addText("größe \uD83D " + i);
            live.addBoolean(i % 3 == 0);
            live.addNull();
            live.addNumber(i % 5 == 0 ? Double.NaN : Math.pow(-10, i % 300));
        }
        return live.toProfile();
    }

    @Test
    void profiles() {
        FeatureProfile other = mixed(20);
        Fuzz.of("profile", valid(), ProfileFormatException.class).run(10_000, bytes -> {
            FeatureProfile read = FeatureProfile.decode(bytes);
            assertThat(FeatureProfile.decode(read.encode())).isEqualTo(read);
            assertThat(read.asCategories().total()).isNotNegative();
            Moments moments = read.moments();
            assertThat(read.numbers()
                            .weightedValues(moments.min(), moments.max())
                            .total())
                    .isEqualTo(read.numbers().total());
            if (read.numbers().mapping().equals(KeyMapping.STANDARD) && read.rows() < 1L << 62) {
                FeatureProfile both = read.merge(other);
                assertThat(FeatureProfile.decode(both.encode())).isEqualTo(both);
            }
        });
    }
}
