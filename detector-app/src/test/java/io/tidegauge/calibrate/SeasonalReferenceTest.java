package io.tidegauge.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.CellUnion;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Four days of hours with a daily cycle, judged by the reference implementation (Rule._fit and _eval of decision_rule.py,
 * NumPy 2.4, SciPy 1.17): windows of an hour against their slot, days against all.
 */
class SeasonalReferenceTest {

    private static final long HOUR = 3_600_000;
    private static final double TOLERANCE = 1e-6;

    private final JsonNode reference = reference();
    private final CellLayout layout = layout();
    private final CellUnion cells = CellUnion.none(layout);
    private final ChanceLaws laws = laws();

    @Test
    void hoursAreJudgedAgainstTheirSlot() {
        BlockCalibration law = laws.of(HOUR, cells);

        assertLaws(law, reference.get("hourly"));
        assertThat(laws.seasonal(HOUR)).isTrue();
        for (JsonNode window : reference.get("windows")) {
            BlockCalibration.Verdict verdict =
                    law.judge(laws.held(History.hour(window.get("hour").asLong())), counts(window.get("counts")));
            close(window.get("p"), verdict.pValue());
            close(window.get("effect"), verdict.effect());
        }
    }

    @Test
    void daysAreJudgedAgainstAll() {
        BlockCalibration law = laws.of(TimeWindow.DAY_MS, cells);

        assertLaws(law, reference.get("daily"));
        assertThat(laws.seasonal(TimeWindow.DAY_MS)).isFalse();
        for (JsonNode day : reference.get("days")) {
            BlockCalibration.Verdict verdict = law.judge(laws.whole(), counts(day.get("counts")));
            close(day.get("p"), verdict.pValue());
            close(day.get("effect"), verdict.effect());
        }
    }

    private static void assertLaws(BlockCalibration law, JsonNode expected) {
        assertThat(law.degrees()).isEqualTo(expected.get("df").asInt());
        close(expected.get("c"), law.jsLaw().repetition());
        close(expected.get("rho"), law.jsLaw().wander());
        ChanceLaw ks = Objects.requireNonNull(law.ksLaw());
        close(expected.get("ks_c"), ks.repetition());
        close(expected.get("ks_rho"), ks.wander());
    }

    private static void close(JsonNode expected, double actual) {
        assertThat(Math.abs(actual - expected.asDouble()))
                .as("%s, expected %s", actual, expected)
                .isLessThanOrEqualTo(Math.max(1e-12, TOLERANCE * Math.abs(expected.asDouble())));
    }

    private ChanceLaws laws() {
        SortedMap<Long, long[]> blocks = new TreeMap<>();
        for (JsonNode block : reference.get("blocks")) {
            blocks.put(blocks.size() * HOUR, counts(block));
        }
        BaselineBlocks kept = BaselineBlocks.of(layout, HOUR, blocks);
        return new ChanceLaws(kept.whole(), Optional.of(BaselineBlocks.decode(kept.encode())));
    }

    /** 22 cells of values and missing ones; what else there is beside values is empty. */
    private long[] counts(JsonNode counts) {
        long[] padded = new long[layout.size()];
        for (int i = 0; i < counts.size(); i++) {
            padded[i] = counts.get(i).asLong();
        }
        return padded;
    }

    private static CellLayout layout() {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        new Random(1).doubles(5_000).forEach(profile::addNumber);
        CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, profile.toProfile());
        assertThat(layout.valueCells()).isEqualTo(22);
        return layout;
    }

    private static JsonNode reference() {
        try (InputStream in = SeasonalReferenceTest.class.getResourceAsStream("/calibrate/seasonal.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
