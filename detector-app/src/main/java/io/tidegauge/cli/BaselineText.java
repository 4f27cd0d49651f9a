package io.tidegauge.cli;

import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.compare.Quantiles;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.WeightedValues;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A baseline set in words, tables and JSON. */
record BaselineText(BaselineSet set) {

    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};
    private static final int TOP_CATEGORIES = 5;
    private static final int MANY_ROWS = 100;

    /** The set in one line. */
    String line() {
        BaselineManifest manifest = set.manifest();
        return "baseline " + manifest.baselineId() + " of " + manifest.model() + ": " + counted(manifest.rows(), "row")
                + ", " + counted(manifest.features().size(), "feature") + ", in force " + inForceFrom() + " ("
                + manifest.source() + ")";
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Features that cannot be of use, one sentence each: identifiers drift in every window. */
    List<String> doubts() {
        return set.features().values().stream()
                .filter(feature -> !numeric(feature) && feature.rows() >= MANY_ROWS)
                .filter(feature -> feature.profile().asCategories().distinct() > feature.rows() / 2.0)
                .map(feature -> String.format(
                        Locale.ROOT,
                        "'%s' has %.0f different labels in %d rows: if it identifies rows, leave it out with --exclude",
                        feature.feature(),
                        feature.profile().asCategories().distinct(),
                        feature.rows()))
                .toList();
    }

    /** From when it is in force, for people. */
    String inForceFrom() {
        long from = set.manifest().effectiveFromMs();
        return from == 0 ? "always" : "from " + Instant.ofEpochMilli(from);
    }

    /** One row for each feature. */
    Table table() {
        Table table = new Table("FEATURE", "KIND", "ROWS", "NULLS", "VALUES");
        set.features()
                .forEach((name, feature) -> table.add(
                        name,
                        kind(feature),
                        Long.toString(feature.rows()),
                        Long.toString(nulls(feature)),
                        numeric(feature) ? quantilesText(feature.profile()) : categoriesText(feature.profile())));
        return table;
    }

    /** The manifest's fields. */
    JsonText json() {
        BaselineManifest manifest = set.manifest();
        return new JsonText()
                .put("model", manifest.model().model())
                .put("model_version", manifest.model().version())
                .put("baseline_id", manifest.baselineId())
                .put(
                        "effective_from",
                        Instant.ofEpochMilli(manifest.effectiveFromMs()).toString())
                .put("created", Instant.ofEpochMilli(manifest.createdMs()).toString())
                .put("rows", manifest.rows())
                .put("source", manifest.source())
                .put("features", List.copyOf(manifest.features()));
    }

    /** The manifest's fields, and each feature's figures in place of its name. */
    JsonText jsonWithFeatures(ReviewText review) {
        JsonText features = new JsonText();
        set.features()
                .forEach((name, feature) -> features.put(
                        name,
                        json(feature)
                                .put("calibration", review.json(name))
                                .put(
                                        "rules_off",
                                        feature.rulesOff().stream()
                                                .map(Enum::name)
                                                .toList())));
        return json().put("features", features);
    }

    private static JsonText json(FeatureBaseline feature) {
        FeatureProfile profile = feature.profile();
        JsonText json = new JsonText()
                .put("kind", kind(feature))
                .put("rows", feature.rows())
                .put("nulls", nulls(feature))
                .put("not_numbers", profile.nans() + profile.positiveInfinities() + profile.negativeInfinities());
        if (!numeric(feature)) {
            return json.put("distinct", profile.asCategories().distinct()).put("top", top(profile));
        }
        if (profile.moments().n() > 0) {
            json.figure("min", profile.moments().min())
                    .figure("mean", profile.moments().mean())
                    .figure("max", profile.moments().max())
                    .figure("resolution", profile.numbers().resolution())
                    .figures("quantiles", new TreeMap<>(quantiles(profile)));
        }
        return json;
    }

    private static String kind(FeatureBaseline feature) {
        return feature.kind().name().toLowerCase(Locale.ROOT);
    }

    private static boolean numeric(FeatureBaseline feature) {
        return feature.kind() == FeatureKind.NUMERIC;
    }

    /** Rows without a value: null, or of an event that did not name the feature. */
    private static long nulls(FeatureBaseline feature) {
        return feature.rows() - feature.profile().rows() + feature.profile().nulls();
    }

    private static String quantilesText(FeatureProfile profile) {
        if (profile.moments().n() == 0) {
            return "no values";
        }
        return "min " + figure(profile.moments().min()) + ", "
                + quantiles(profile).entrySet().stream()
                        .map(quantile -> quantile.getKey() + " " + figure(quantile.getValue()))
                        .collect(Collectors.joining(", "))
                + ", max " + figure(profile.moments().max());
    }

    private static Map<String, Double> quantiles(FeatureProfile profile) {
        WeightedValues values = profile.numbers()
                .weightedValues(profile.moments().min(), profile.moments().max());
        Map<String, Double> quantiles = new LinkedHashMap<>();
        for (double p : QUANTILES) {
            quantiles.put("p%02.0f".formatted(100 * p), Quantiles.typeOne(values, p));
        }
        return quantiles;
    }

    private static String categoriesText(FeatureProfile profile) {
        String top = top(profile).entrySet().stream()
                .map(category -> category.getKey() + " " + category.getValue())
                .collect(Collectors.joining(", "));
        double distinct = profile.asCategories().distinct();
        return top.isEmpty()
                ? "no values"
                : top + (distinct > TOP_CATEGORIES ? String.format(Locale.ROOT, ", … of %.0f", distinct) : "");
    }

    /** The most frequent categories, the most frequent first. */
    private static Map<String, Long> top(FeatureProfile profile) {
        Map<String, Long> top = new LinkedHashMap<>();
        profile.asCategories().counts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP_CATEGORIES)
                .forEach(category -> top.put(category.getKey(), category.getValue()));
        return top;
    }

    /** Six significant digits. */
    static String figure(double value) {
        return Double.isNaN(value)
                ? "-"
                : shorter(String.format(Locale.ROOT, "%.6g", value).replaceFirst("\\.?0+(e|$)", "$1"), value);
    }

    private static String shorter(String formatted, double value) {
        String plain = value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
        return plain.length() <= formatted.length() ? plain : formatted;
    }
}
