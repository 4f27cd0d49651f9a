package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertIdTest {

    private static String id(String model, String version, String segment, String feature, long start) {
        return AlertId.of(
                new ModelVersion(model, version),
                segment,
                new TrackKey(feature, AlertKind.OUT_OF_RANGE),
                new TimeWindow(start, start + 3_600_000));
    }

    /** Expected by Python's hashlib over struct-packed parts. */
    @Test
    void isTheHashOfItsParts() {
        assertThat(id("rental-price", "7", "*", "review_scores_rating", 1_700_000_000_000L))
                .isEqualTo("c35ccd07e9ce02a495ab84fe2f185520");
    }

    @Test
    void differsWhereAnythingDiffersAndTheJoinedPartsDoNot() {
        Set<String> ids = new HashSet<>();
        ids.add(id("ab", "c", "*", "f", 0));
        ids.add(id("a", "bc", "*", "f", 0));
        ids.add(id("a", "b", "c*", "f", 0));
        ids.add(id("a", "b", "c", "*f", 0));
        ids.add(id("a", "b/c", "*", "f", 0));
        ids.add(id("a/b", "c", "*", "f", 0));
        ids.add(id("a/b", "c", "*", "f", 1));
        assertThat(ids).hasSize(7).allMatch(id -> id.matches("[0-9a-f]{32}"));
    }
}
