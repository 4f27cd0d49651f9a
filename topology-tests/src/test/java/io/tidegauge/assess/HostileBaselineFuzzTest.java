package io.tidegauge.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.fuzz.Fuzz;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.profile.ProfileFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Baselines that nobody counted: any profile that decodes, with counts up to the end of their range. What gets past the
 * reader of the baseline topic must be comparable with a window, or one record would stop the detector at every restart.
 */
class HostileBaselineFuzzTest {

    private static final ModelVersion MODEL = new ModelVersion("m", "1");
    private static final int ROWS = 400;

    private static FeatureProfile normal(KeyMapping mapping, int distinct) {
        LiveProfile live = new LiveProfile(mapping);
        for (int i = 0; i < ROWS; i++) {
            live.addNumber((i * 31 % distinct) / 8.0);
        }
        return live.toProfile();
    }

    private static FeatureProfile labels() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < ROWS; i++) {
            live.addText("label " + i % 7);
            live.addBoolean(i % 3 == 0);
        }
        live.addNull();
        live.addNumber(Double.NaN);
        return live.toProfile();
    }

    /** The sample as often as two to the power says. */
    private static FeatureProfile doubled(FeatureProfile profile, int times) {
        FeatureProfile much = profile;
        for (int i = 0; i < times; i++) {
            much = much.merge(much);
        }
        return much;
    }

    private static List<byte[]> valid() {
        List<byte[]> valid = new ArrayList<>();
        for (int times : new int[] {0, 20, 44, 52}) {
            for (FeatureProfile profile : List.of(
                    normal(KeyMapping.STANDARD, 50),
                    normal(KeyMapping.STANDARD, 2),
                    normal(KeyMapping.PROBABILITY, 8),
                    normal(KeyMapping.originAt(20), 90),
                    labels())) {
                valid.add(doubled(profile, times).encode());
            }
        }
        return valid;
    }

    @Test
    void whateverDecodesIsCompared() {
        WindowAssessor assessor = new WindowAssessor();
        List<Counted> windows = List.of(
                new Counted(ROWS, new TreeMap<>(Map.of("x", normal(KeyMapping.STANDARD, 60)))),
                new Counted(2 * ROWS + 2, new TreeMap<>(Map.of("x", labels()))));
        Fuzz.of("hostile-baseline", valid(), ProfileFormatException.class, UselessException.class)
                .allowing(20_000)
                .run(6_000, bytes -> {
                    FeatureProfile profile = FeatureProfile.decode(bytes);
                    for (FeatureKind kind : FeatureKind.values()) {
                        BaselineSet set = set(profile, kind);
                        for (Counted window : windows) {
                            assess(assessor, set, window);
                        }
                    }
                });
    }

    private static BaselineSet set(FeatureProfile profile, FeatureKind kind) throws UselessException {
        if (profile.rows() == 0) {
            throw new UselessException();
        }
        FeatureBaseline feature = new FeatureBaseline(MODEL, "b", "x", kind, profile.rows(), profile);
        BaselineManifest manifest =
                new BaselineManifest(MODEL, "b", new TreeSet<>(Set.of("x")), 0, 0, profile.rows(), "fuzz");
        return new BaselineSet(manifest, new TreeMap<>(Map.of("x", feature)));
    }

    private static void assess(WindowAssessor assessor, BaselineSet set, Counted window) {
        WindowCounts counts =
                new WindowCounts(MODEL, FeatureNames.ALL, new TimeWindow(0, 60_000), window, 0, List.of());
        Assessment assessment = assessor.assess(
                counts, window, set, ModelPolicy.standard(Cadence.tumbling(Duration.ofHours(1))), Remembered.NOTHING);
        assessment.reports().forEach(report -> {
            assertThat(report.statistics().values())
                    .allSatisfy(value -> assertThat(value).isFinite());
            assertThat(share(report.effect())).as("effect").isBetween(0.0, 1.0);
            assertThat(share(report.pValue())).as("p-value").isBetween(0.0, 1.0);
        });
    }

    /** NaN stands for undefined. */
    private static double share(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** A profile of no rows is no baseline. */
    private static final class UselessException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
