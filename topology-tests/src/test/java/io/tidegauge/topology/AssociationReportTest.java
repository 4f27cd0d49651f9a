package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.ModelSettings;
import io.tidegauge.decide.Reference;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.testkit.TestConfigs;
import io.tidegauge.testkit.TopologyFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From events to reports: a feature beside its model's prediction, where the model's configuration asks for it. */
class AssociationReportTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long T0 = NOW.minus(Duration.ofDays(1)).toEpochMilli();
    private static final long MINUTE = 60_000;

    private final Random random = new Random(19);

    @Test
    void reportsTellHowAFeatureGoesWithThePredictionWhereThatIsAskedFor() {
        List<double[]> before = rows(0.9);
        List<double[]> now = rows(-0.2);
        SortedStatistics asked = reported(before, now, true);
        assertThat(asked.of("pearson_baseline")).isCloseTo(pearson(before), within(1e-9));
        assertThat(asked.of("pearson_window")).isCloseTo(pearson(now), within(1e-9));
        assertThat(asked.of("pearson_change")).isCloseTo(pearson(now) - pearson(before), within(1e-9));
        assertThat(asked.of("fisher_p")).isBetween(0.0, 1.0);
        assertThat(reported(before, now, false).statistics()).doesNotContainKeys("pearson_window", "fisher_p");
    }

    private record SortedStatistics(Map<String, Double> statistics) {
        double of(String name) {
            assertThat(statistics).containsKey(name);
            return statistics.get(name);
        }
    }

    private List<double[]> rows(double slope) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double x = random.nextGaussian();
            rows.add(new double[] {x, slope * x + random.nextGaussian()});
        }
        return rows;
    }

    private static SortedStatistics reported(List<double[]> before, List<double[]> now, boolean association) {
        BaselineBuilder baseline = new BaselineBuilder();
        baseline.associate();
        events(before, T0 - MINUTE).forEach(baseline::add);
        TopologyFixture fixture = new TopologyFixture(
                config(association), NOW, new CountingListener(new EnumMap<>(DetectorListener.Outcome.class)));
        try {
            fixture.publish(
                    baseline.build(new BaselineOrigin(new ModelVersion("m", "1"), "b", Map.of(), 0, 1), "test"));
            events(now, T0).forEach(fixture::publish);
            fixture.advance(Duration.ofSeconds(90));
            FeatureReport report = fixture.reports().stream()
                    .filter(r -> r.feature().equals("x"))
                    .findFirst()
                    .orElseThrow();
            return new SortedStatistics(report.statistics());
        } finally {
            fixture.close();
        }
    }

    private static List<InferenceEvent> events(List<double[]> rows, long fromMs) {
        List<InferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            events.add(event("m", "1", fromMs + i * (MINUTE / rows.size()))
                    .number("x", rows.get(i)[0])
                    .prediction(rows.get(i)[1])
                    .build());
        }
        return events;
    }

    private static DetectorConfig config(boolean association) {
        DetectorConfig config = TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ofSeconds(10));
        ModelSettings settings =
                new ModelSettings(false, null, null, null, Reference.FIXED, new TreeMap<>(), association);
        return TestConfigs.model(config, "m", settings);
    }

    /** From the rows themselves, in two passes. */
    private static double pearson(List<double[]> rows) {
        double x = rows.stream().mapToDouble(r -> r[0]).average().orElseThrow();
        double y = rows.stream().mapToDouble(r -> r[1]).average().orElseThrow();
        double xx = rows.stream().mapToDouble(r -> (r[0] - x) * (r[0] - x)).sum();
        double yy = rows.stream().mapToDouble(r -> (r[1] - y) * (r[1] - y)).sum();
        double xy = rows.stream().mapToDouble(r -> (r[0] - x) * (r[1] - y)).sum();
        return xy / Math.sqrt(xx * yy);
    }
}
