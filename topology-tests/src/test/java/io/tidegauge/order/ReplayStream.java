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

/** Days of a past of three models with windows of five minutes: two have baselines, and one of them drifts now and then. */
final class ReplayStream implements EventStream {

    /** 2021-01-01T00:00:00Z. */
    static final long T0 = RandomStream.T0;

    static final long WINDOW_MS = Duration.ofMinutes(5).toMillis();

    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final List<ModelVersion> MODELS =
            List.of(new ModelVersion("busy", "1"), new ModelVersion("price", "1"), new ModelVersion("lone", "1"));

    /** Rows of each model in a window; "lone" has no baseline. */
    private static final int[] ROWS = {8, 4, 1};

    private final Random random;
    private final int windows;
    private final List<Sent> events = new ArrayList<>();
    private final List<BaselineSet> baselines = new ArrayList<>();

    ReplayStream(long seed, int days) {
        random = new Random(seed);
        windows = (int) (days * DAY_MS / WINDOW_MS);
        for (ModelVersion model : MODELS.subList(0, 2)) {
            BaselineBuilder builder = new BaselineBuilder();
            for (int i = 0; i < 2_000; i++) {
                builder.add(event(model, T0 - 1 - i, 1));
            }
            baselines.add(builder.build(new BaselineOrigin(model, "b1", Map.of(), 0, T0), "generated"));
        }
        for (int window = 0; window < windows; window++) {
            for (int model = 0; model < MODELS.size(); model++) {
                for (int row = 0; row < ROWS[model]; row++) {
                    long time = T0 + window * WINDOW_MS + random.nextInt((int) WINDOW_MS);
                    // Two hours of every day and a half.
                    double scale = model == 1 && window % 432 < 24 ? 3 : 1;
                    events.add(new Sent(event(MODELS.get(model), time, scale), time, false));
                }
            }
        }
    }

    /** Windows that have rows, days among them, over all models. */
    int windows() {
        return (windows + (int) (windows * WINDOW_MS / DAY_MS)) * MODELS.size();
    }

    @Override
    public String settings() {
        return """
                windows: {size: 5m, lateness: 30s}
                models: {closing: {ignored: true}, busy: {silence-after: off}, price: {silence-after: off}}
                decision: {min-rows: 4}
                """;
    }

    @Override
    public WindowSettings windowsOf(String model) {
        return WindowSettings.DEFAULT;
    }

    @Override
    public List<BaselineSet> baselines() {
        return baselines;
    }

    @Override
    public List<Sent> events() {
        return events;
    }

    @Override
    public List<InferenceEvent> closing() {
        return List.of(EventBuilder.event("closing", "1", T0 + (windows + 100) * WINDOW_MS)
                .build());
    }

    private InferenceEvent event(ModelVersion model, long time, double scale) {
        EventBuilder event = EventBuilder.event(model.model(), model.version(), time)
                .number("amount", scale * (50 + 10 * random.nextGaussian()))
                .number("count", random.nextInt(20))
                .text("city", "c" + random.nextInt(8));
        return (random.nextInt(20) == 0 ? event.missing("city") : event).build();
    }
}
