package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.metrics.DetectorMeter;
import io.tidegauge.topology.DetectorListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards and rules ask for what the detector measures. */
class DashboardsTest {

    private static final Pattern METER = Pattern.compile("tidegauge_[a-z_]+");
    private static final Pattern ALERTS = Pattern.compile("tidegauge_alerts_total\\{([^}]*)}");
    private static final Pattern OUTCOME = Pattern.compile("outcome!?=\"([a-z_]+)\"");

    @ParameterizedTest
    @MethodSource("files")
    void everyFileOfTheDeploymentParses(Path file) {
        assertThat(DeploymentFiles.documents(file)).isNotEmpty().allMatch(JsonNode::isContainerNode);
    }

    static Stream<Path> files() {
        return DeploymentFiles.all().stream();
    }

    @Test
    void everyMeterInDashboardAndRulesIsMeasured() {
        Set<String> measured = Arrays.stream(DetectorMeter.values())
                .flatMap(DashboardsTest::series)
                .collect(Collectors.toSet());

        List<String> asked = expressions().stream()
                .flatMap(expression -> matches(METER, expression))
                .toList();

        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(measured).containsAll(asked);
        assertThat(matches(OUTCOME, String.join("\n", expressions())))
                .isNotEmpty()
                .isSubsetOf(Arrays.stream(DetectorListener.Outcome.values())
                        .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void noRulePagesOnANotice() {
        List<String> selected = DeploymentFiles.document("deploy/prometheus/rules.yml").findValues("expr").stream()
                .flatMap(expr -> matches(ALERTS, expr.asText()))
                .toList();

        assertThat(selected).isNotEmpty().allMatch(labels -> labels.matches(".*severity=\"(WARNING|CRITICAL)\".*"));
    }

    @Test
    void thePanelsAskTheProvisionedDataSource() {
        JsonNode source = DeploymentFiles.document("deploy/grafana/provisioning/datasources/prometheus.yml")
                .path("datasources")
                .path(0);

        JsonNode panels = DeploymentFiles.document("deploy/grafana/dashboards/tidegauge.json")
                .path("panels");
        assertThat(DeploymentFiles.values(panels)).hasSizeGreaterThan(5).allSatisfy(panel -> {
            assertThat(panel.path("datasource").path("uid")).isEqualTo(source.path("uid"));
            assertThat(panel.path("targets").path(0).path("expr").asText()).isNotBlank();
        });
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
    }

    @Test
    void theDashboardsAreWhereGrafanaLooks() {
        String path = DeploymentFiles.document("deploy/grafana/provisioning/dashboards/tidegauge.yml")
                .path("providers")
                .path(0)
                .path("options")
                .path("path")
                .asText();
        assertThat(DeploymentFiles.texts(DeploymentFiles.document("docker-compose.yml")
                        .path("services")
                        .path("grafana")
                        .path("volumes")))
                .contains("./deploy/grafana/dashboards:" + path + ":ro");
    }

    private static Stream<String> series(DetectorMeter meter) {
        return meter.type() == DetectorMeter.Type.HISTOGRAM
                ? Stream.of("_count", "_sum", "_bucket", "_max").map(suffix -> meter.prometheus() + suffix)
                : Stream.of(meter.prometheus());
    }

    /** The expressions of all panels, variables and rules. */
    private static List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        JsonNode dashboard = DeploymentFiles.document("deploy/grafana/dashboards/tidegauge.json");
        dashboard.findValues("expr").forEach(node -> expressions.add(node.asText()));
        dashboard.path("templating").findValues("definition").forEach(node -> expressions.add(node.asText()));
        DeploymentFiles.document("deploy/prometheus/rules.yml")
                .findValues("expr")
                .forEach(node -> expressions.add(node.asText()));
        return expressions;
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(result -> result.group(result.groupCount()));
    }
}
