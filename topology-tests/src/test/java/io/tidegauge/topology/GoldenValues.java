package io.tidegauge.topology;

import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.Set;
import java.util.TreeSet;

/** The values that the golden files are said to hold, made from raw rows. */
final class GoldenValues {

    static final long T0 = 1_767_225_600_000L;
    static final long FIVE_MINUTES = 300_000;
    static final ModelVersion MODEL = new ModelVersion("rental-price", "2026.1");
    static final TimeWindow WINDOW = new TimeWindow(T0, T0 + FIVE_MINUTES);
    static final String KEY = "rental-price/2026.1/gr%C3%B6%C3%9Fe/b-7";
    static final FeatureBaseline FEATURE =
            new FeatureBaseline(MODEL, "b-7", "größe", FeatureKind.NUMERIC, 6, numbers());
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

    /** Twice "rot", once "grün". */
    static FeatureProfile labels() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        live.addText("rot");
        live.addText("grün");
        live.addText("rot");
        return live.toProfile();
    }
}
