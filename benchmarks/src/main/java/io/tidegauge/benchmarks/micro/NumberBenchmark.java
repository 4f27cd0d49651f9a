package io.tidegauge.benchmarks.micro;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.tdunning.math.stats.MergingDigest;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One number counted: by a live profile, which keeps a histogram, exact power sums, least and greatest, and by sketches of
 * quantiles as others have them. A sketch is begun anew for 50,000 values.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class NumberBenchmark {

    private static final int VALUES = 50_000;
    private static final int KLL_K = 200;
    private static final double COMPRESSION = 100;
    private static final double RELATIVE_ACCURACY = 0.01;

    /** lognormal: doubles; whole: numbers to 99. */
    @Param({"lognormal", "whole"})
    public String values = "lognormal";

    private final double[] numbers = new double[VALUES];

    /** Draws the numbers. */
    @Setup(Level.Trial)
    public void draw() {
        Random random = new Random(20_261_122);
        for (int i = 0; i < VALUES; i++) {
            numbers[i] = values.equals("whole") ? random.nextInt(100) : Math.exp(random.nextGaussian());
        }
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public Object liveProfile() {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (double number : numbers) {
            profile.addNumber(number);
        }
        return profile.toProfile();
    }

    /** DataSketches' KLL of k = 200. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public Object kll() {
        KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(KLL_K);
        for (double number : numbers) {
            sketch.update(number);
        }
        return sketch;
    }

    /** A t-digest of compression 100. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public Object tDigest() {
        MergingDigest digest = new MergingDigest(COMPRESSION);
        for (double number : numbers) {
            digest.add(number);
        }
        return digest;
    }

    /** A DDSketch of 1 % accuracy in unbounded dense stores. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public Object ddSketch() {
        DDSketch sketch = DDSketches.unboundedDense(RELATIVE_ACCURACY);
        for (double number : numbers) {
            sketch.accept(number);
        }
        return sketch;
    }
}
