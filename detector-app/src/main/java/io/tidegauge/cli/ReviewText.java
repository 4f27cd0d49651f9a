package io.tidegauge.cli;

import io.tidegauge.assess.BaselineReview;
import io.tidegauge.assess.FeatureReview;
import io.tidegauge.assess.Worth;
import io.tidegauge.calibrate.Season;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.Statistic;
import io.tidegauge.config.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a baseline is good for, in words, a table and JSON. */
record ReviewText(BaselineReview review) {

    /** Windows of fewer rows show little, whatever happens. */
    private static final int FEW_ROWS = 30;

    /** One row for each feature. */
    Table table() {
        String window = DurationText.of(Duration.ofMillis(review.question().windowMs()));
        Table table = new Table(
                "FEATURE",
                "KIND",
                "CALIBRATION",
                "C",
                "RHO",
                "ROWS IN " + window,
                "WORTH",
                "SHOWS",
                "ROWS IN 1d",
                "WORTH",
                "SHOWS",
                "RULES OFF");
        review.features().values().forEach(feature -> {
            Worth ofWindow = feature.window();
            Worth ofDay = feature.day();
            table.add(
                    feature.feature(),
                    feature.kind().name().toLowerCase(Locale.ROOT),
                    ofWindow.calibration().name(),
                    figure("%.2f", ofWindow.repetition()),
                    figure("%.2g", ofWindow.wander()),
                    rows(ofWindow),
                    figure("%.0f", ofWindow.independentRows()),
                    figure("%.3f", ofWindow.detectable()),
                    rows(ofDay),
                    figure("%.0f", ofDay.independentRows()),
                    figure("%.3f", ofDay.detectable()),
                    feature.rulesOff().stream().map(Enum::name).collect(Collectors.joining(", ")));
        });
        return table;
    }

    private static String rows(Worth worth) {
        return worth.rows() == 0 ? "-" : Long.toString(worth.rows());
    }

    private static String figure(String format, Statistic statistic) {
        return statistic instanceof Statistic.Value value ? figure(format, value.value()) : "-";
    }

    private static String figure(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** How far the features are calibrated, in a word or two. */
    String calibration() {
        return review.calibrations().entrySet().stream()
                .map(entry -> review.calibrations().size() == 1
                        ? entry.getKey().name()
                        : entry.getValue() + " " + entry.getKey().name())
                .collect(Collectors.joining(", "));
    }

    /** What it comes to, in plain words. */
    List<String> sentences() {
        FeatureReview any = review.features().values().iterator().next();
        List<String> said = new ArrayList<>();
        if (any.blockMs().isEmpty()) {
            said.add("The rows have no time, so nobody knows how far they vary by themselves. Drift found with this"
                    + " baseline is a notice and never pages; faults in the data do. If the rows have times, name their"
                    + " column with --time-column.");
            return said;
        }
        said.add(blocks(any));
        said.add(verdict(any));
        if (any.window().rows() < FEW_ROWS) {
            said.add("A window of the baseline has " + any.window().rows() + " rows or so, which show little whatever"
                    + " happens, and windows with more rows are taken for no more than that. Give a baseline with as many"
                    + " rows as windows will have, or longer windows.");
        }
        rulesOff().ifPresent(said::add);
        return said;
    }

    private static String blocks(FeatureReview any) {
        String season = any.season() == Season.NONE
                ? ""
                : ", told apart by the "
                        + any.season().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "Chance is learned from " + any.blocks() + " blocks of "
                + DurationText.of(Duration.ofMillis(any.blockMs().orElseThrow())) + season + ".";
    }

    private String verdict(FeatureReview any) {
        String window = DurationText.of(Duration.ofMillis(review.question().windowMs()));
        if (any.window().calibration() == Calibration.UNCALIBRATED) {
            return "That is not enough: " + any.window().reason()
                    + ". Drift found with this baseline is a notice and never pages; faults in the data do."
                    + " Give more rows, of a longer time.";
        }
        String worth = "A window of " + window + " and " + any.window().rows() + " rows is worth "
                + range("%.0f", FeatureReview::window, Worth::independentRows)
                + " independent ones and shows changes of "
                + range("%.2f", FeatureReview::window, Worth::detectable) + " every other time";
        String day = any.day().calibration() == Calibration.UNCALIBRATED
                ? "; of whole days too few are known."
                : ", a day changes of " + range("%.2f", FeatureReview::day, Worth::detectable) + ".";
        String provisional = any.window().calibration() == Calibration.PROVISIONAL
                ? " This is provisional: " + any.window().reason()
                        + ", and what a week does has not been seen; alerts say so. Two weeks or more are better."
                : "";
        return worth + day + provisional;
    }

    private String range(String format, Function<FeatureReview, Worth> of, Function<Worth, Statistic> what) {
        DoubleSummaryStatistics figures = review.features().values().stream()
                .map(of)
                .map(what)
                .filter(Statistic::isDefined)
                .mapToDouble(Statistic::orNaN)
                .summaryStatistics();
        String least = figure(format, figures.getMin());
        String most = figure(format, figures.getMax());
        return least.equals(most) ? least : least + " to " + most;
    }

    private Optional<String> rulesOff() {
        List<String> features = review.features().values().stream()
                .filter(feature -> !feature.rulesOff().isEmpty())
                .map(FeatureReview::feature)
                .toList();
        return features.isEmpty()
                ? Optional.empty()
                : Optional.of("Blocks of the baseline itself would be alerted for the rules that are off, of "
                        + String.join(", ", features) + ": they do not apply there.");
    }

    /** A feature's figures. */
    JsonText json(String feature) {
        FeatureReview of = Objects.requireNonNull(review.features().get(feature));
        JsonText json = new JsonText()
                .put("blocks", of.blocks())
                .put("season", of.season().name())
                .put("window", json(of.window()))
                .put("day", json(of.day()));
        of.blockMs().ifPresent(blockMs -> json.put("block_ms", blockMs));
        return json;
    }

    private static JsonText json(Worth worth) {
        return new JsonText()
                .put("length_ms", worth.lengthMs())
                .put("calibration", worth.calibration().name())
                .put("reason", worth.reason())
                .put("rows", worth.rows())
                .figure("repetition", worth.repetition())
                .figure("wander", worth.wander())
                .figure("independent_rows", worth.independentRows().orNaN())
                .figure("detectable", worth.detectable().orNaN());
    }
}
