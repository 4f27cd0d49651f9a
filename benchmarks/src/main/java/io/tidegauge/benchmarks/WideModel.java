package io.tidegauge.benchmarks;

import io.tidegauge.assess.Counted;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A model of many features with four weeks of hours as its baseline. Its features are of {@value WideFeature#FORMS} forms,
 * seven of ten numeric; those of one form have equal values and each its own objects, since to draw the rows of every
 * feature would take far longer than what is measured.
 */
final class WideModel {

    static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private static final int HOURS = 28 * 24;
    private static final long START_MS = Instant.parse("2026-10-05T00:00:00Z").toEpochMilli();
    private static final ModelVersion MODEL = new ModelVersion("wide", "1");
    private static final String SEGMENT = "*";

    private final int features;
    private final int rows;
    private final List<Kept> forms = new ArrayList<>();

    /** A form's baseline as it is published. */
    private record Kept(FeatureKind kind, byte[] profile, byte[] blocks) {}

    WideModel(int features, int rows) {
        this.features = features;
        this.rows = rows;
        for (int form = 0; form < WideFeature.FORMS; form++) {
            System.err.printf("drawing the baseline of form %d of %d%n", form + 1, WideFeature.FORMS);
            forms.add(kept(new WideFeature(form)));
        }
    }

    private Kept kept(WideFeature feature) {
        FeatureProfile whole = feature.profile(START_MS, HOURS, rows);
        SortedMap<Long, long[]> blocks = new TreeMap<>();
        CellLayout layout = CellLayout.of(feature.kind(), whole);
        for (int hour = 0; hour < HOURS; hour++) {
            long start = START_MS + hour * HOUR_MS;
            blocks.put(start, layout.counts(feature.profile(start, 1, rows), rows));
        }
        return new Kept(
                feature.kind(),
                whole.encode(),
                BaselineBlocks.of(layout, HOUR_MS, blocks).encode());
    }

    /** The baseline, read from its bytes: every feature has objects of its own. */
    BaselineSet baseline() {
        SortedMap<String, FeatureBaseline> read = new TreeMap<>();
        long all = (long) HOURS * rows;
        for (int i = 0; i < features; i++) {
            Kept form = forms.get(i % forms.size());
            FeatureBaseline feature = new FeatureBaseline(
                    MODEL,
                    "four weeks",
                    name(i),
                    form.kind(),
                    all,
                    FeatureProfile.decode(form.profile()),
                    Optional.of(BaselineBlocks.decode(form.blocks())),
                    Collections.emptySortedSet());
            read.put(feature.feature(), feature);
        }
        return new BaselineSet(
                new BaselineManifest(
                        MODEL, "four weeks", new TreeSet<>(read.keySet()), START_MS, START_MS, all, "benchmark"),
                read);
    }

    /** The encoded profiles of the i-th window after the baseline's last hour, by form. */
    List<byte[]> window(int i) {
        List<byte[]> profiles = new ArrayList<>();
        for (int form = 0; form < forms.size(); form++) {
            profiles.add(new WideFeature(form).profile(startMs(i), 1, rows).encode());
        }
        return profiles;
    }

    /** Decodes the profiles of the window, once for every feature. */
    WindowCounts counts(int i, List<byte[]> encoded) {
        SortedMap<String, FeatureProfile> profiles = new TreeMap<>();
        for (int feature = 0; feature < features; feature++) {
            profiles.put(name(feature), FeatureProfile.decode(encoded.get(feature % encoded.size())));
        }
        TimeWindow window = new TimeWindow(startMs(i), startMs(i + 1));
        return new WindowCounts(MODEL, SEGMENT, window, new Counted(rows, profiles), 0, List.of());
    }

    private static long startMs(int window) {
        return START_MS + (HOURS + window) * HOUR_MS;
    }

    private static String name(int feature) {
        return "feature_" + feature;
    }
}
