package io.tidegauge.benchmarks.micro;

import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** One value of a string feature counted, from the bytes it came as; 100 features take turns, as in events. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CategoryBenchmark.VALUES)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CategoryBenchmark {

    static final int VALUES = 100_000;

    private static final int FEATURES = 100;

    /** Categories of a feature, the first of them the most frequent. */
    @Param({"50", "1000"})
    public int categories = 50;

    private byte[] bytes = {};
    private final int[] ends = new int[VALUES + 1];
    private final List<LiveProfile> profiles = new ArrayList<>();
    private final List<Map<String, Long>> maps = new ArrayList<>();

    /** Writes the values one after the other. */
    @Setup(Level.Trial)
    public void values() {
        Random random = new Random(20261122);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < VALUES; i++) {
            double u = random.nextDouble();
            text.append("category-").append((int) (categories * u * u));
            ends[i + 1] = text.length();
        }
        bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        profiles.clear();
        maps.clear();
        for (int i = 0; i < FEATURES; i++) {
            profiles.add(new LiveProfile(KeyMapping.STANDARD));
            maps.add(new HashMap<>());
        }
    }

    private String text(int i) {
        return new String(bytes, ends[i], ends[i + 1] - ends[i], StandardCharsets.UTF_8);
    }

    /** By the bytes. */
    @Benchmark
    public List<LiveProfile> utf8() {
        for (int i = 0; i < VALUES; i++) {
            profiles.get(i % FEATURES).addUtf8(bytes, ends[i], ends[i + 1] - ends[i]);
        }
        return profiles;
    }

    /** By a string made of the bytes. */
    @Benchmark
    public List<LiveProfile> text() {
        for (int i = 0; i < VALUES; i++) {
            profiles.get(i % FEATURES).addText(text(i));
        }
        return profiles;
    }

    /** The obvious way, without limits. */
    @Benchmark
    public List<Map<String, Long>> hashMap() {
        for (int i = 0; i < VALUES; i++) {
            maps.get(i % FEATURES).merge(text(i), 1L, Long::sum);
        }
        return maps;
    }
}
