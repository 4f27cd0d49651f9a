package io.tidegauge.order;

import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.testkit.EventBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Six minutes of events of four models, and their baselines of fifteen days in blocks, made from a seed: features of every
 * kind, some drifting for two minutes, one of them all the time and by so little that it takes a day to tell; a rush early in
 * the third minute, with more distinct values than a sketch keeps apart; and a few events from
 * a future that nobody may believe. Windows and lateness are drawn too: one model's windows overlap, another's are of
 * another length.
 */
final class RandomStream implements EventStream {

    /** 2021-01-01T00:00:00Z. */
    static final long T0 = 1_609_459_200_000L;

    private static final int EVENTS = 10_000;
    private static final long MINUTE = 60_000;
    private static final long SPAN = 6 * MINUTE;

    /** Short enough to be in one window. */
    private static final long RUSH = 20_000;

    private static final ModelVersion FRAUD = new ModelVersion("fraud", "1");
    private static final ModelVersion CHALLENGER = new ModelVersion("fraud", "2");
    private static final ModelVersion PRICE = new ModelVersion("price", "2021-01");
    private static final ModelVersion RARE = new ModelVersion("rare", "1");
    private static final ModelVersion WITHOUT_BASELINE = new ModelVersion("ohne Maß/%", "1");

    private final Random random;
    private final SortedMap<String, WindowSettings> windows = new TreeMap<>();
    private final List<Sent> events = new ArrayList<>();
    private final List<BaselineSet> baselines;

    RandomStream(long seed) {
        random = new Random(seed);
        windows.put("", tumbling(oneOf(30, 40, 60)));
        windows.put("price", windows(oneOf(60, 90), oneOf(20, 30)));
        windows.put("rare", tumbling(oneOf(45, 60, 90)));
        baselines = List.of(
                baseline(FRAUD, "b1", 0),
                baseline(FRAUD, "b2", T0 + 4 * MINUTE),
                baseline(CHALLENGER, "b1", 0),
                baseline(PRICE, "b1", 0),
                baseline(RARE, "b1", 0));
        for (int i = 0; i < EVENTS; i++) {
            boolean rush = random.nextInt(3) == 0;
            long time = rush ? T0 + 2 * MINUTE + random.nextInt((int) RUSH) : T0 + random.nextInt((int) SPAN);
            boolean fromTheFuture = random.nextInt(500) == 0;
            long said = fromTheFuture ? T0 + Duration.ofDays(30_000).toMillis() : time;
            events.add(new Sent(event("e" + i, model(time), said), time, fromTheFuture));
        }
    }

    @Override
    public String settings() {
        // The closing event is so late that all models have been silent for long: that is not what is asked here.
        return "windows: " + yaml("") + "models:\n"
                + "  fraud: {silence-after: off}\n"
                + "  price: {silence-after: off, windows: " + yaml("price").strip() + "}\n"
                + "  rare: {silence-after: off, windows: " + yaml("rare").strip() + "}\n";
    }

    private String yaml(String model) {
        WindowSettings of = windowsOf(model);
        return "{size: %ds, advance: %ds, lateness: %ds}\n"
                .formatted(
                        of.size().toSeconds(),
                        of.advance().toSeconds(),
                        of.lateness().toSeconds());
    }

    @Override
    public WindowSettings windowsOf(String model) {
        return windows.getOrDefault(model, windows.get(""));
    }

    private WindowSettings tumbling(int seconds) {
        return windows(seconds, seconds);
    }

    private WindowSettings windows(int seconds, int advance) {
        return new WindowSettings(
                Duration.ofSeconds(seconds), Duration.ofSeconds(advance), Duration.ofSeconds(oneOf(1, 5, 10, 25)));
    }

    private int oneOf(int... values) {
        return values[random.nextInt(values.length)];
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
        return List.of(
                EventBuilder.event("closing", "1", T0 + Duration.ofHours(25).toMillis())
                        .build());
    }

    private ModelVersion model(long time) {
        int dice = random.nextInt(100);
        if (dice < 70) {
            return FRAUD;
        }
        if (dice < 80) {
            return CHALLENGER;
        }
        if (dice < 92) {
            return PRICE;
        }
        // The rare model is silent in the third and fourth minute.
        boolean silent = time >= T0 + 2 * MINUTE && time < T0 + 4 * MINUTE;
        return dice < 96 && !silent ? RARE : WITHOUT_BASELINE;
    }

    /** Fifteen days, four rows a second for 25 seconds of every third hour: in blocks as long as the model's windows. */
    private BaselineSet baseline(ModelVersion model, String id, long effectiveFromMs) {
        BaselineBuilder builder =
                new BaselineBuilder(windowsOf(model.model()).size().toMillis());
        for (int block = 120; block > 0; block--) {
            for (int row = 0; row < 100; row++) {
                long time = T0 - block * Duration.ofHours(3).toMillis() + row * 250L;
                builder.add(event("b" + block + "-" + row, model, time));
            }
        }
        return builder.build(new BaselineOrigin(model, id, Map.of(), effectiveFromMs, T0), "generated");
    }

    private InferenceEvent event(String id, ModelVersion model, long time) {
        boolean drifting = time >= T0 + MINUTE && time < T0 + 3 * MINUTE;
        Map<String, FeatureValue> features = new LinkedHashMap<>();
        features.put("amount", amount(drifting ? model : WITHOUT_BASELINE));
        features.put("tail", number(random.nextGaussian() * Math.exp(4 * random.nextGaussian())));
        features.put("count", number(random.nextInt(20)));
        features.put("lean", number(random.nextGaussian() + (model.equals(CHALLENGER) && time >= T0 ? 0.3 : 0)));
        features.put("ratio", ratio());
        features.put("flag", new FeatureValue.Bool(random.nextInt(3) == 0));
        features.put("city", city(drifting && model.equals(PRICE) ? 60 : 4));
        features.put("label", new FeatureValue.Text("Ω" + (int) Math.abs(80 * random.nextGaussian())));
        features.put("mixed", mixed());
        if (random.nextInt(10) == 0) {
            features.put("sparse", number(random.nextGaussian()));
        }
        if (model.equals(CHALLENGER) && time >= T0 + 4 * MINUTE) {
            features.put("added", number(random.nextDouble()));
        }
        double score = 1 / (1 + Math.exp(-3 - 2 * random.nextGaussian()));
        return new InferenceEvent(
                id,
                model.model(),
                model.version(),
                time,
                features,
                random.nextInt(20) == 0 ? FeatureValue.MISSING : number(Math.rint(100 * score)),
                Map.of("yes", score, "no", 1 - score),
                Map.of("country", "DE"),
                random.nextBoolean() ? OptionalDouble.of(random.nextInt(1_000) / 10.0) : OptionalDouble.empty());
    }

    private FeatureValue amount(ModelVersion drifting) {
        double spread = drifting.equals(FRAUD) ? 3 : 10;
        double scale = drifting.equals(CHALLENGER) ? 1.6 : 1;
        return number(scale * (50 + spread * random.nextGaussian()));
    }

    private FeatureValue ratio() {
        return switch (random.nextInt(40)) {
            case 0 -> number(Double.NaN);
            case 1 -> number(Double.POSITIVE_INFINITY);
            case 2 -> number(Double.NEGATIVE_INFINITY);
            case 3 -> number(-0.0);
            case 4 -> number(0.0);
            case 5, 6 -> FeatureValue.MISSING;
            default -> number(random.nextDouble());
        };
    }

    private FeatureValue city(int missingPercent) {
        if (random.nextInt(100) < missingPercent) {
            return FeatureValue.MISSING;
        }
        return new FeatureValue.Text(random.nextInt(300) == 0 ? "" : "c" + random.nextInt(8));
    }

    private FeatureValue mixed() {
        return switch (random.nextInt(3)) {
            case 0 -> number(random.nextInt(5));
            case 1 -> new FeatureValue.Bool(random.nextBoolean());
            default -> new FeatureValue.Text("m" + random.nextInt(5));
        };
    }

    private static FeatureValue number(double value) {
        return new FeatureValue.Numeric(value);
    }
}
