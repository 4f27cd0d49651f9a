package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the vectors of statsmodels' multipletests. */
class BenjaminiHochbergTest {

    static Stream<JsonNode> cases() {
        return Golden.cases("multiple_testing.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rejectsWhatStatsmodelsRejects(JsonNode golden) {
        double[] p = Golden.doubles(golden.get("p"));
        boolean[] rejected = new BenjaminiHochberg().reject(p, 0.05);
        JsonNode expected = golden.get("fdr_bh").get("reject_at_0.05");
        for (int i = 0; i < p.length; i++) {
            assertThat(rejected[i])
                    .as("%s, p[%d] = %s", golden.get("title").asText(), i, p[i])
                    .isEqualTo(expected.get(i).booleanValue());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rejectsAtAnyLevelWhatIsAdjustedToLess(JsonNode golden) {
        double[] p = Golden.doubles(golden.get("p"));
        double[] adjusted = Golden.doubles(golden.get("fdr_bh").get("adjusted"));
        for (double level : new double[] {1e-12, 1e-4, 0.00139, 0.0123, 0.04, 0.21, 0.77}) {
            boolean[] rejected = new BenjaminiHochberg().reject(p, level);
            for (int i = 0; i < p.length; i++) {
                assertThat(rejected[i])
                        .as("%s, p[%d] = %s at %s", golden.get("title").asText(), i, p[i], level)
                        .isEqualTo(adjusted[i] <= level);
            }
        }
    }

    @Test
    void rejectsNothingOfNothing() {
        assertThat(new BenjaminiHochberg().reject(new double[0], 0.05)).isEmpty();
    }
}
