package io.tidegauge.benchmarks.micro;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
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

/** A feature's profile merged with another, encoded, and decoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ProfileBenchmark {

    private static final int ROWS = 20_000;
    private static final int LABELS = 500;

    /** numeric: lognormal values; labels: 500 categories. */
    @Param({"numeric", "labels"})
    public String feature = "numeric";

    private FeatureProfile one = FeatureProfile.empty(KeyMapping.STANDARD);
    private FeatureProfile other = one;
    private byte[] encoded = {};

    /** Makes two profiles of 20,000 rows. */
    @Setup(Level.Trial)
    public void draw() {
        Random random = new Random(20_261_122);
        one = profile(random);
        other = profile(random);
        encoded = one.encode();
    }

    private FeatureProfile profile(Random random) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < ROWS; i++) {
            if (feature.equals("labels")) {
                profile.addText("category-" + random.nextInt(LABELS));
            } else {
                profile.addNumber(Math.exp(random.nextGaussian()));
            }
        }
        return profile.toProfile();
    }

    /** Two into one. */
    @Benchmark
    public FeatureProfile merge() {
        return one.merge(other);
    }

    /** To bytes. */
    @Benchmark
    public byte[] encode() {
        return one.encode();
    }

    /** From bytes. */
    @Benchmark
    public FeatureProfile decode() {
        return FeatureProfile.decode(encoded);
    }
}
