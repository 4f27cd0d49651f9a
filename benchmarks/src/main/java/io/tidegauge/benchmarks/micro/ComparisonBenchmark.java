package io.tidegauge.benchmarks.micro;

import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.IndependentRows;
import io.tidegauge.compare.Significance;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One feature of a window compared with its baseline, every statistic of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ComparisonBenchmark {

    /** numeric: normal values; exact: whole numbers of 2,000 kinds; few: a window of 100 values; labels: 500 categories. */
    @Param({"numeric", "exact", "few", "labels"})
    public String feature = "numeric";

    private FeatureKind kind = FeatureKind.NUMERIC;
    private FeatureProfile baseline = FeatureProfile.empty(KeyMapping.STANDARD);
    private FeatureProfile window = FeatureProfile.empty(KeyMapping.STANDARD);

    /** Made once for a baseline. */
    private Optional<Significance> significance = Optional.empty();

    /** Makes both profiles. */
    @Setup(Level.Trial)
    public void profiles() {
        Random random = new Random(20261122);
        kind = feature.equals("labels") ? FeatureKind.CATEGORICAL : FeatureKind.NUMERIC;
        baseline = profile(random, feature.equals("few") ? 180 : 200_000);
        window = profile(random, feature.equals("few") ? 100 : 20_000);
        significance = Optional.of(IndependentRows.of(kind, baseline, baseline.rows()));
    }

    private FeatureProfile profile(Random random, int rows) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < rows; i++) {
            profile.add(value(random.nextGaussian()));
        }
        return profile.toProfile();
    }

    private FeatureValue value(double normal) {
        return switch (feature) {
            case "exact" -> new FeatureValue.Numeric(Math.rint(Math.max(-999, Math.min(1_000, 300 * normal))));
            case "labels" -> new FeatureValue.Text("category " + (int) Math.min(499, Math.abs(200 * normal)));
            default -> new FeatureValue.Numeric(normal);
        };
    }

    /** The whole comparison. */
    @Benchmark
    public FeatureComparison compare() {
        return FeatureComparator.compare(
                "feature", kind, baseline, baseline.rows(), window, window.rows(), significance.orElseThrow());
    }
}
