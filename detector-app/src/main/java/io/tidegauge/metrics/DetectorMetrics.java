package io.tidegauge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.event.Limit;
import io.tidegauge.metrics.LargestEffects.Feature;
import io.tidegauge.topology.DetectorListener;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Feeds the meters of {@link DetectorMeter} from what the topology tells. Safe for many threads. */
public final class DetectorMetrics implements DetectorListener {

    /** How many features have an effect gauge at the most. */
    public static final int MAX_EFFECTS = 100;

    /** An effect is shown until this many windows have gone by without another. */
    private static final int WINDOWS_SHOWN = 3;

    private static final String EVERY = "*";
    private static final Duration SHOWN_AT_LEAST = Duration.ofMinutes(10);

    private record Partition(String topic, int number) {}

    private final MeterRegistry registry;
    private final Clock clock;
    private final LargestEffects effects = new LargestEffects(MAX_EFFECTS);
    private final Map<Feature, Meter> effectGauges = new ConcurrentHashMap<>();
    private final Map<Partition, Long> watermarks = new ConcurrentHashMap<>();
    private final Map<Partition, Meter> lagGauges = new ConcurrentHashMap<>();
    private final Map<Outcome, Counter> events = new EnumMap<>(Outcome.class);
    private final Map<Limit, Counter> limits = new EnumMap<>(Limit.class);
    private final Timer closeDelay;

    /**
     * Registers the meters whose tags are known from the start.
     *
     * @param clock the wall clock that lags and delays are measured by
     */
    public DetectorMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        for (Outcome outcome : Outcome.values()) {
            events.put(outcome, eventCounter(outcome));
        }
        for (Limit limit : Limit.values()) {
            limits.put(limit, limitCounter(limit));
        }
        closedCounter(true);
        closedCounter(false);
        closeDelay = Timer.builder(DetectorMeter.WINDOW_CLOSE_DELAY.id())
                .description(DetectorMeter.WINDOW_CLOSE_DELAY.description())
                .serviceLevelObjectives(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofDays(1))
                .register(registry);
    }

    @Override
    public void events(Outcome outcome, long count) {
        Objects.requireNonNull(events.get(outcome), "every outcome has a counter")
                .increment(count);
    }

    @Override
    public void windowClosed(FeatureReport report) {
        closedCounter(report.complete()).increment();
        closeDelay.record(
                Duration.ofMillis(Math.max(0, clock.millis() - report.window().endMs())));
    }

    @Override
    public void reported(FeatureReport report) {
        if (!report.segment().equals(EVERY) || report.feature().equals(EVERY) || Double.isNaN(report.effect())) {
            return;
        }
        Feature feature = new Feature(report.model().model(), report.model().version(), report.feature());
        long now = clock.millis();
        long shown = Math.max(
                SHOWN_AT_LEAST.toMillis(), WINDOWS_SHOWN * report.window().sizeMs());
        synchronized (effects) {
            LargestEffects.Change change = effects.offer(feature, report.effect(), now, now + shown);
            change.left().forEach(left -> forget(effectGauges.remove(left)));
            change.entered().forEach(entered -> effectGauges.put(entered, effectGauge(entered)));
        }
    }

    @Override
    public void alerted(DriftAlert alert) {
        Counter.builder(DetectorMeter.ALERTS.id())
                .description(DetectorMeter.ALERTS.description())
                .tags(
                        "state", alert.state().name(),
                        "severity", alert.severity().name(),
                        "kind", alert.kind().name())
                .register(registry)
                .increment();
    }

    @Override
    public void watermark(String topic, int partition, long watermarkMs) {
        Partition key = new Partition(topic, partition);
        watermarks.merge(key, watermarkMs, Math::max);
        lagGauges.computeIfAbsent(key, this::lagGauge);
    }

    @Override
    public void limitExceeded(Limit limit) {
        Objects.requireNonNull(limits.get(limit), "every limit has a counter").increment();
    }

    @Override
    public void lost(String topic, long atMost) {
        Counter.builder(DetectorMeter.EVENTS_LOST.id())
                .description(DetectorMeter.EVENTS_LOST.description())
                .tag("topic", topic)
                .register(registry)
                .increment(atMost);
    }

    /** Forgets every partition's watermark: after a rebalance those that are still heard of here are told anew when they move. */
    public void forgetWatermarks() {
        watermarks.clear();
        lagGauges.keySet().forEach(key -> forget(lagGauges.remove(key)));
    }

    private Counter eventCounter(Outcome outcome) {
        return Counter.builder(DetectorMeter.EVENTS.id())
                .description(DetectorMeter.EVENTS.description())
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter limitCounter(Limit limit) {
        return Counter.builder(DetectorMeter.LIMIT_EXCEEDED.id())
                .description(DetectorMeter.LIMIT_EXCEEDED.description())
                .tag("limit", limit.word())
                .register(registry);
    }

    private Counter closedCounter(boolean complete) {
        return Counter.builder(DetectorMeter.WINDOWS_CLOSED.id())
                .description(DetectorMeter.WINDOWS_CLOSED.description())
                .tag("complete", Boolean.toString(complete))
                .register(registry);
    }

    private Meter effectGauge(Feature feature) {
        return Gauge.builder(DetectorMeter.DRIFT_EFFECT.id(), () -> effects.effect(feature, clock.millis()))
                .description(DetectorMeter.DRIFT_EFFECT.description())
                .tags(Tags.of("model", feature.model(), "version", feature.version(), "feature", feature.name()))
                .register(registry);
    }

    private Meter lagGauge(Partition partition) {
        return Gauge.builder(DetectorMeter.WATERMARK_LAG.id(), () -> lagSeconds(partition))
                .description(DetectorMeter.WATERMARK_LAG.description())
                .baseUnit("seconds")
                .tags("topic", partition.topic(), "partition", Integer.toString(partition.number()))
                .register(registry);
    }

    private double lagSeconds(Partition partition) {
        Long watermark = watermarks.get(partition);
        return watermark == null ? Double.NaN : (clock.millis() - watermark) / 1e3;
    }

    private void forget(@Nullable Meter meter) {
        if (meter != null) {
            registry.remove(meter);
        }
    }
}
