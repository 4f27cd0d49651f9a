package io.tidegauge.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.Calibrator;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is kept for baselines that nothing is compared with any more. */
class CalibratorsTest {

    private static final ModelVersion MODEL = new ModelVersion("m", "1");
    private static final ModelVersion OTHER = new ModelVersion("other", "1");
    private static final ModelPolicy POLICY = ModelPolicy.standard(Cadence.tumbling(Duration.ofMinutes(1)));

    private final Calibrators calibrators = new Calibrators();
    private final WindowAssessor assessor = new WindowAssessor(calibrators);
    private int windows;

    @Test
    void theLawsOfABaselineInForceAreMadeOnce() {
        FeatureBaseline feature = feature(MODEL, "b1", "x");
        Calibrator made = calibrators.of(feature, FeatureKind.NUMERIC);
        for (int window = 0; window < 10; window++) {
            assertThat(calibrators.of(feature, FeatureKind.NUMERIC)).isSameAs(made);
            calibrators.closed(MODEL);
        }
        assertThat(calibrators.of(feature(MODEL, "b1", "x"), FeatureKind.NUMERIC))
                .as("published anew")
                .isNotSameAs(made);
    }

    @Test
    void aBaselineThatIsReplacedGoesAfterTwoWindows() {
        assess(set(MODEL, "b1", "x", "y", "gone"));
        assertThat(calibrators.size()).isEqualTo(3);
        assess(set(MODEL, "b2", "x", "y"));
        assertThat(calibrators.size()).as("a day may still be held against b1").isEqualTo(5);
        BaselineSet last = set(MODEL, "b2", "x", "y");
        for (int window = 0; window < 5; window++) {
            assess(last);
        }
        assertThat(calibrators.size()).isEqualTo(2);
    }

    @Test
    void ofBaselinesThatChangeWithEveryWindowTwoAreKept() {
        for (int window = 0; window < 20; window++) {
            assess(set(MODEL, "b" + window, "x", "y"));
            assertThat(calibrators.size()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void aBaselineThatIsWithdrawnGoesWithTheModelsWindowsAndNotWithThoseOfOthers() {
        BaselineSet others = set(OTHER, "b1", "x");
        assess(set(MODEL, "b1", "x", "y"));
        for (int window = 0; window < 5; window++) {
            assess(others);
        }
        assertThat(calibrators.size()).as("the model was only quiet").isEqualTo(3);
        assessor.withoutBaseline(counts(MODEL), Counted.NONE, POLICY, Remembered.NOTHING);
        assertThat(calibrators.size()).isEqualTo(3);
        assessor.withoutBaseline(counts(MODEL), Counted.NONE, POLICY, Remembered.NOTHING);
        assertThat(calibrators.size()).isEqualTo(1);
    }

    private void assess(BaselineSet set) {
        WindowCounts counts = counts(set.manifest().model());
        assessor.assess(counts, counts.counted(), set, POLICY, Remembered.NOTHING);
    }

    private WindowCounts counts(ModelVersion model) {
        TimeWindow window = new TimeWindow(windows * 60_000L, ++windows * 60_000L);
        SortedMap<String, FeatureProfile> features = new TreeMap<>();
        features.put("x", profile());
        return new WindowCounts(model, FeatureNames.ALL, window, new Counted(100, features), 0, List.of());
    }

    private static BaselineSet set(ModelVersion model, String id, String... names) {
        SortedMap<String, FeatureBaseline> features = new TreeMap<>();
        Stream.of(names).forEach(name -> features.put(name, feature(model, id, name)));
        return new BaselineSet(
                new BaselineManifest(model, id, new TreeSet<>(features.keySet()), 0, 0, 100, "a test"), features);
    }

    private static FeatureBaseline feature(ModelVersion model, String id, String name) {
        return new FeatureBaseline(model, id, name, FeatureKind.NUMERIC, 100, profile());
    }

    private static FeatureProfile profile() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int row = 0; row < 100; row++) {
            live.addNumber(row);
        }
        return live.toProfile();
    }
}
