package io.tidegauge.order;

import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.testkit.EventBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Six minutes of events of which many come later than their models allow, some by minutes, and some from a future that
 * nobody may believe. Every model's windows follow one another, so that each row belongs to one; one model is ignored.
 */
final class DisorderedStream implements EventStream {

    private static final long T0 = RandomStream.T0;
    private static final int EVENTS = 12_000;
    private static final long SPAN_MS = Duration.ofMinutes(6).toMillis();
    private static final String IGNORED = "noise";
    private static final List<ModelVersion> MODELS = List.of(
            new ModelVersion("alpha", "1"),
            new ModelVersion("alpha", "2"),
            new ModelVersion("beta", "1"),
            new ModelVersion("gamma", "1"),
            new ModelVersion(IGNORED, "1"));

    private final Random random;
    private final SortedMap<String, WindowSettings> windows = new TreeMap<>();
    private final List<BaselineSet> baselines = new ArrayList<>();
    private final List<Sent> events = new ArrayList<>();

    DisorderedStream(long seed) {
        random = new Random(seed);
        windows.put("", windows(10 + random.nextInt(50)));
        windows.put("beta", windows(5 + random.nextInt(20)));
        windows.put("gamma", windows(60 + random.nextInt(60)));
        for (ModelVersion model : MODELS.subList(0, 2)) {
            BaselineBuilder builder = new BaselineBuilder();
            for (int i = 0; i < 1_000; i++) {
                builder.add(event(model, T0 - 1 - i));
            }
            baselines.add(builder.build(new BaselineOrigin(model, "b1", Map.of(), 0, T0), "generated"));
        }
        for (int i = 0; i < EVENTS; i++) {
            long time = T0 + random.nextInt((int) SPAN_MS);
            boolean fromTheFuture = random.nextInt(200) == 0;
            long said = fromTheFuture ? T0 + Duration.ofDays(30_000).toMillis() : time;
            events.add(new Sent(event(MODELS.get(random.nextInt(MODELS.size())), said), time, fromTheFuture));
        }
    }

    /** Events that somebody has to account for, by model; {@code placed} is all that is published. */
    static SortedMap<String, Long> owed(List<Placed> placed) {
        SortedMap<String, Long> owed = new TreeMap<>();
        placed.forEach(one -> owed.merge(one.event().model(), 1L, Long::sum));
        // What is ignored is counted nowhere, unless nobody could believe it.
        placed.stream()
                .filter(one -> one.event().model().equals(IGNORED)
                        && one.event().eventTimeMs() < T0 + Duration.ofDays(1).toMillis())
                .forEach(one -> owed.merge(IGNORED, -1L, Long::sum));
        return owed;
    }

    @Override
    public String settings() {
        StringBuilder settings = new StringBuilder("windows: " + yaml("") + "\nmodels:\n");
        settings.append("  beta: {windows: ").append(yaml("beta")).append("}\n");
        settings.append("  gamma: {windows: ").append(yaml("gamma")).append("}\n");
        return settings.append("  ")
                .append(IGNORED)
                .append(": {ignored: true}\n")
                .toString();
    }

    private String yaml(String model) {
        WindowSettings of = windowsOf(model);
        return "{size: %ds, lateness: %ds}"
                .formatted(of.size().toSeconds(), of.lateness().toSeconds());
    }

    private WindowSettings windows(int seconds) {
        Duration size = Duration.ofSeconds(seconds);
        return new WindowSettings(size, size, Duration.ofSeconds(random.nextInt(5)));
    }

    @Override
    public WindowSettings windowsOf(String model) {
        return windows.getOrDefault(model, windows.get(""));
    }

    @Override
    public List<BaselineSet> baselines() {
        return baselines;
    }

    @Override
    public List<Sent> events() {
        return events;
    }

    /** One of every model: it brings the last late rows into a report. */
    @Override
    public List<InferenceEvent> closing() {
        return MODELS.stream()
                .map(model -> event(model, T0 + Duration.ofHours(1).toMillis()))
                .toList();
    }

    /** Four in ten come later than they may, by seconds or by minutes. */
    @Override
    public long arrivalMs(Sent sent, Random by) {
        int dice = by.nextInt(20);
        return sent.happenedMs() + by.nextInt(dice < 12 ? 1_000 : dice < 19 ? 30_000 : 600_000);
    }

    private InferenceEvent event(ModelVersion model, long time) {
        return EventBuilder.event(model.model(), model.version(), time)
                .number("amount", 50 + 10 * random.nextGaussian())
                .text("city", "c" + random.nextInt(8))
                .build();
    }
}
