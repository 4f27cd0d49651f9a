package io.tidegauge.topology;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values that the golden files are said to hold, made from raw rows. */
final class GoldenValues {

    static final long T0 = 1_767_225_600_000L;
    static final long FIVE_MINUTES = 300_000;
    private static final long HOUR = 3_600_000;
    static final ModelVersion MODEL = new ModelVersion("rental-price", "2026.1");
    static final TimeWindow WINDOW = new TimeWindow(T0, T0 + FIVE_MINUTES);
    static final String KEY = "rental-price/2026.1/gr%C3%B6%C3%9Fe/b-7";
    static final FeatureBaseline FEATURE =
            new FeatureBaseline(MODEL, "b-7", "größe", FeatureKind.NUMERIC, 6, numbers());
    static final FeatureBaseline FEATURE_WITH_BLOCKS = new FeatureBaseline(
            MODEL,
            "b-7",
            "größe",
            FeatureKind.NUMERIC,
            6,
            numbers(),
            Optional.of(hours()),
            new TreeSet<>(Set.of(AlertKind.CONSTANT, AlertKind.OUT_OF_RANGE)));
    static final BaselineManifest MANIFEST = new BaselineManifest(
            MODEL, "b-7", new TreeSet<>(Set.of("größe", "rating")), T0, T0 - 3_600_000, 50_000, "training.csv");

    private GoldenValues() {}

    /** 1, 1, 2, null and false. */
    static FeatureProfile numbers() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        live.addNumber(2);
        live.addNull();
        live.addNumber(1);
        live.addBoolean(false);
        live.addNumber(1);
        return live.toProfile();
    }

    /** Of these, 1, 2 and null in the hour of T0; in the next one 1, false, and a row that does not name the feature. */
    private static BaselineBlocks hours() {
        return BaselineBlocks.of(
                CellLayout.of(FeatureKind.NUMERIC, numbers()),
                HOUR,
                new TreeMap<>(Map.of(
                        T0, new long[] {0, 1, 0, 1, 0, 1, 0, 0}, T0 + HOUR, new long[] {0, 1, 0, 0, 0, 1, 0, 1})));
    }

    /** Twice "rot", once "grün". */
    static FeatureProfile labels() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        live.addText("rot");
        live.addText("grün");
        live.addText("rot");
        return live.toProfile();
    }
}
