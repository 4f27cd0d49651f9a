package io.tidegauge.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.compare.Statistic;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.profile.WeightedValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Measures as scikit-learn and statsmodels give them (golden/performance.json, golden/fairness.json). The system property
 * golden.dir names another directory of the same layout. A field without a check fails.
 */
class GoldenVectorsTest {

    @TestFactory
    Stream<DynamicTest> performance() throws IOException {
        return cases("performance.json", c -> {
            switch (c.get("kind").asText()) {
                case "binary" -> binary(c);
                case "multiclass" -> multiclass(c);
                case "regression" -> regression(c);
                default -> throw new AssertionError("a kind without a check: " + c.get("kind"));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> fairness() throws IOException {
        return cases("fairness.json", GoldenVectorsTest::groups);
    }

    private static Stream<DynamicTest> cases(String file, Consumer<JsonNode> check) throws IOException {
        String directory = System.getProperty("golden.dir");
        try (InputStream in = directory == null
                ? GoldenVectorsTest.class.getResourceAsStream("/golden/" + file)
                : Files.newInputStream(Path.of(directory, file))) {
            JsonNode cases = new ObjectMapper().readTree(in);
            assertThat(cases).isNotEmpty();
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(c -> DynamicTest.dynamicTest(
                            c.path("id").asText() + " " + c.path("title").asText(), () -> check.accept(c)));
        }
    }

    // ---- yes or no -----------------------------------------------------------------------------------------------

    private static void binary(JsonNode c) {
        BinaryCounts counts = BinaryCounts.NONE;
        LiveProfile yes = new LiveProfile(KeyMapping.PROBABILITY);
        LiveProfile no = new LiveProfile(KeyMapping.PROBABILITY);
        for (int i = 0; i < c.get("y_true").size(); i++) {
            boolean was = c.get("y_true").get(i).asInt() == 1;
            counts = counts.merge(BinaryCounts.of(was, c.get("y_pred").get(i).asInt() == 1));
            (was ? yes : no).addNumber(c.get("y_score").get(i).asDouble());
        }
        ScoreCounts scores = new ScoreCounts(values(yes), values(no));
        for (String field : fields(c.get("expected"))) {
            JsonNode expected = c.get("expected").get(field);
            if (field.equals("deciles")) {
                if (untied(c.get("y_score"))) {
                    deciles(expected, scores.deciles());
                }
            } else {
                close(c, field, expected, binaryMeasure(field, counts, scores));
            }
        }
    }

    private static WeightedValues values(LiveProfile profile) {
        return profile.toProfile().numbers().weightedValues(0, 1);
    }

    private static boolean untied(JsonNode scores) {
        double[] values = StreamSupport.stream(scores.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        return WeightedValues.of(values).size() == values.length;
    }

    private static Statistic binaryMeasure(String field, BinaryCounts counts, ScoreCounts scores) {
        return switch (field) {
            case "n" -> Statistic.of(counts.n());
            case "tp" -> Statistic.of(counts.tp());
            case "fp" -> Statistic.of(counts.fp());
            case "tn" -> Statistic.of(counts.tn());
            case "fn" -> Statistic.of(counts.fn());
            case "accuracy" -> counts.accuracy();
            case "precision" -> counts.precision();
            case "recall" -> counts.recall();
            case "specificity" -> counts.specificity();
            case "npv" -> counts.negativePredictiveValue();
            case "f1" -> counts.f1();
            case "balanced_accuracy" -> counts.balancedAccuracy();
            case "mcc" -> counts.matthews();
            case "log_loss_clip_1e-15" -> scores.logLoss();
            case "brier" -> scores.brier();
            case "auc_roc" -> scores.auc();
            case "average_precision" -> scores.averagePrecision();
            case "ks_pos_neg" -> scores.ks();
            case "gini" -> scores.gini();
            case "ece_10_equal_width" -> scores.calibrationError(10);
            case "auc_binned_10" -> scores.binned(10).auc();
            case "auc_binned_10_error_bound" -> scores.binned(10).aucErrorBound();
            case "ks_binned_10" -> scores.binned(10).ks();
            case "auc_binned_100" -> scores.binned(100).auc();
            case "auc_binned_100_error_bound" -> scores.binned(100).aucErrorBound();
            case "ks_binned_100" -> scores.binned(100).ks();
            default -> throw new AssertionError("a measure without a check: " + field);
        };
    }

    private static void deciles(JsonNode expected, List<ScoreCounts.Decile> actual) {
        assertThat(actual).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            JsonNode decile = expected.get(i);
            ScoreCounts.Decile found = actual.get(i);
            assertThat(decile.get("decile").asInt()).isEqualTo(i + 1);
            close("n", decile.get("n").asDouble(), found.n());
            close("positives", decile.get("positives").asDouble(), found.positives());
            close("lift", decile.get("lift").asDouble(), found.lift());
            close("gain", decile.get("cumulative_gain").asDouble(), found.cumulativeGain());
            close("cumulative lift", decile.get("cumulative_lift").asDouble(), found.cumulativeLift());
        }
    }

    // ---- several classes -----------------------------------------------------------------------------------------

    private static void multiclass(JsonNode c) {
        JsonNode expected = c.get("expected");
        List<String> labels = new ArrayList<>();
        expected.get("labels").forEach(label -> labels.add(label.asText()));
        long[][] counts = new long[labels.size()][labels.size()];
        for (int i = 0; i < c.get("y_true").size(); i++) {
            counts[labels.indexOf(c.get("y_true").get(i).asText())][
                    labels.indexOf(c.get("y_pred").get(i).asText())]++;
        }
        ConfusionMatrix matrix = new ConfusionMatrix(labels, counts);
        for (int i = 0; i < labels.size(); i++) {
            JsonNode row = expected.get("confusion_rows_actual").get(i);
            for (int j = 0; j < labels.size(); j++) {
                assertThat(counts[i][j])
                        .as("row %d, column %d", i, j)
                        .isEqualTo(row.get(j).asLong());
            }
        }
        close(c, "accuracy", expected.get("accuracy"), matrix.accuracy());
        close(c, "mcc", expected.get("mcc"), matrix.matthews());
        close(c, "cohen_kappa", expected.get("cohen_kappa"), matrix.kappa());
        for (int i = 0; i < labels.size(); i++) {
            JsonNode one = expected.get("per_class").get(i);
            scores(one, matrix.scores(i));
            assertThat(matrix.support(i)).isEqualTo(one.get("support").asLong());
        }
        scores(expected.get("macro"), matrix.scores(ConfusionMatrix.Average.MACRO));
        scores(expected.get("micro"), matrix.scores(ConfusionMatrix.Average.MICRO));
        scores(expected.get("weighted"), matrix.scores(ConfusionMatrix.Average.WEIGHTED));
        assertThat(fields(expected))
                .containsOnly(
                        "labels",
                        "confusion_rows_actual",
                        "accuracy",
                        "mcc",
                        "per_class",
                        "zero_division",
                        "macro",
                        "micro",
                        "weighted",
                        "cohen_kappa");
    }

    private static void scores(JsonNode expected, ConfusionMatrix.Scores actual) {
        close("precision", expected.get("precision").asDouble(), actual.precision());
        close("recall", expected.get("recall").asDouble(), actual.recall());
        close("f1", expected.get("f1").asDouble(), actual.f1());
    }

    // ---- numbers -------------------------------------------------------------------------------------------------

    private static void regression(JsonNode c) {
        RegressionErrors first = RegressionErrors.none();
        RegressionErrors second = RegressionErrors.none();
        int n = c.get("y_true").size();
        for (int i = 0; i < n; i++) {
            RegressionErrors one = RegressionErrors.of(
                    c.get("y_true").get(i).asDouble(), c.get("y_pred").get(i).asDouble());
            if (i < n / 3) {
                first = first.merge(one);
            } else {
                second = second.merge(one);
            }
        }
        RegressionErrors errors = first.merge(second);
        int predictors = c.get("predictors").asInt();
        for (String field : fields(c.get("expected"))) {
            close(c, field, c.get("expected").get(field), regressionMeasure(field, errors, predictors));
        }
    }

    private static Statistic regressionMeasure(String field, RegressionErrors errors, int predictors) {
        return switch (field) {
            case "n" -> Statistic.of(errors.n());
            case "predictors" -> Statistic.of(predictors);
            case "mse" -> errors.mse();
            case "mae" -> errors.mae();
            case "me_bias" -> errors.bias();
            case "max_error" -> errors.maxError();
            case "rmse" -> errors.rmse();
            case "rmsle" -> errors.rmsle();
            case "r2" -> errors.r2();
            case "r2_adjusted" -> errors.r2Adjusted(predictors);
            case "mape_nonzero" -> errors.mape();
            case "pearson_r" -> errors.pearson();
            default -> throw new AssertionError("a measure without a check: " + field);
        };
    }

    // ---- groups --------------------------------------------------------------------------------------------------

    private static void groups(JsonNode c) {
        SortedMap<String, BinaryCounts> groups = new TreeMap<>();
        c.get("groups")
                .fields()
                .forEachRemaining(group -> groups.put(
                        group.getKey(),
                        new BinaryCounts(
                                group.getValue().get("tp").asLong(),
                                group.getValue().get("fp").asLong(),
                                group.getValue().get("tn").asLong(),
                                group.getValue().get("fn").asLong())));
        Fairness fairness = new Fairness(groups, c.get("privileged").asText());
        for (String field : fields(c.get("expected"))) {
            JsonNode expected = c.get("expected").get(field);
            if (field.equals("per_group")) {
                assertThat(fields(expected)).containsExactlyInAnyOrderElementsOf(groups.keySet());
                groups.forEach((name, counts) -> perGroup(c, expected.get(name), counts));
            } else if (field.equals("vs_privileged")) {
                againstPrivileged(c, expected, fairness);
            } else {
                close(c, field, expected, difference(field, fairness));
            }
        }
    }

    private static Statistic difference(String field, Fairness fairness) {
        return switch (field) {
            case "demographic_parity_difference" -> fairness.demographicParityDifference();
            case "disparate_impact_ratio_min_over_max" -> fairness.disparateImpact();
            case "equal_opportunity_difference" -> fairness.equalOpportunityDifference();
            case "false_positive_rate_difference" -> fairness.falsePositiveRateDifference();
            case "predictive_parity_difference" -> fairness.predictiveParityDifference();
            case "accuracy_difference" -> fairness.accuracyDifference();
            case "equalized_odds_difference" -> fairness.equalizedOddsDifference();
            default -> throw new AssertionError("a measure without a check: " + field);
        };
    }

    private static void perGroup(JsonNode c, JsonNode expected, BinaryCounts counts) {
        Map<String, Statistic> rates = Map.of(
                "n", Statistic.of(counts.n()),
                "selection_rate", counts.selectionRate(),
                "tpr", counts.recall(),
                "fpr", counts.fallOut(),
                "tnr", counts.specificity(),
                "fnr", counts.missRate(),
                "precision", counts.precision(),
                "accuracy", counts.accuracy(),
                "base_rate", counts.baseRate());
        for (String field : fields(expected)) {
            assertThat(rates).containsKey(field);
            close(c, field, expected.get(field), rates.get(field));
        }
    }

    private static void againstPrivileged(JsonNode c, JsonNode expected, Fairness fairness) {
        SortedMap<String, Fairness.Against> against = fairness.againstPrivileged();
        assertThat(fields(expected)).containsExactlyInAnyOrderElementsOf(against.keySet());
        against.forEach((name, actual) -> {
            JsonNode one = expected.get(name);
            assertThat(fields(one))
                    .containsOnly(
                            "statistical_parity_difference",
                            "disparate_impact",
                            "tpr_difference",
                            "four_fifths_rule_violated",
                            "selection_rate_z");
            close(c, "parity", one.get("statistical_parity_difference"), actual.statisticalParityDifference());
            close(c, "impact", one.get("disparate_impact"), actual.disparateImpact());
            close(c, "tpr", one.get("tpr_difference"), actual.truePositiveRateDifference());
            JsonNode violated = one.get("four_fifths_rule_violated");
            assertThat(actual.violatesFourFifths().isPresent()).isEqualTo(!violated.isNull());
            actual.violatesFourFifths().ifPresent(found -> assertThat(found).isEqualTo(violated.asBoolean()));
            JsonNode test = one.get("selection_rate_z");
            if (test.has("status")) {
                assertThat(actual.selectionTest()).isNull();
            } else {
                assertThat(actual.selectionTest()).isNotNull();
                close(
                        "diff",
                        test.get("diff").asDouble(),
                        actual.selectionTest().difference());
                close("z", test.get("z").asDouble(), actual.selectionTest().z());
                assertThat(actual.selectionTest().pValue())
                        .isCloseTo(test.get("p").asDouble(), org.assertj.core.data.Percentage.withPercentage(1e-4));
            }
        });
    }

    // ---- tolerances ----------------------------------------------------------------------------------------------

    private static List<String> fields(JsonNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static void close(JsonNode c, String field, JsonNode expected, Statistic actual) {
        String where = c.get("id").asText() + " " + field;
        if (expected.isNull()) {
            assertThat(actual).as(where).isInstanceOf(Statistic.Undefined.class);
            return;
        }
        assertThat(actual.isDefined()).as(where).isTrue();
        boolean cancellation = c.path("tags").toString().contains("cancellation");
        close(where, expected.asDouble(), actual.orNaN(), cancellation ? 1e-4 : 1e-9);
    }

    private static void close(String where, double expected, double actual) {
        close(where, expected, actual, 1e-9);
    }

    private static void close(String where, double expected, double actual, double relative) {
        assertThat(Math.abs(actual - expected))
                .as("%s: %s, expected %s", where, actual, expected)
                .isLessThanOrEqualTo(Math.max(1e-12, relative * Math.abs(expected)));
    }
}
